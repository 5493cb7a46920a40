import type { Texts } from '../texts.ts';
import { work as en } from './en/work.ts';
import { work as vi } from './vi/work.ts';

/** What the office pages share. */
export const workTexts: Texts<typeof vi> = { vi, en };
