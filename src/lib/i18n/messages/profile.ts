import type { Texts } from '../texts.ts';
import { profile as en } from './en/profile.ts';
import { profile as vi } from './vi/profile.ts';

export const profileTexts: Texts<typeof vi> = { vi, en };
