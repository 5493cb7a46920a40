import type { Texts } from '../texts.ts';
import { chain as en } from './en/chain.ts';
import { chain as vi } from './vi/chain.ts';

/** Who has filed by when, and reminders. */
export const chainTexts: Texts<typeof vi> = { vi, en };
