import type { Texts } from '../texts.ts';
import { today as en } from './en/today.ts';
import { today as vi } from './vi/today.ts';

/** The day's work of an office. */
export const todayTexts: Texts<typeof vi> = { vi, en };
