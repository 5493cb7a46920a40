import type { Texts } from '../texts.ts';
import { meeting as en } from './en/meeting.ts';
import { meeting as vi } from './vi/meeting.ts';

export const meetingTexts: Texts<typeof vi> = { vi, en };
