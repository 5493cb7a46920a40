import type { Texts } from '../texts.ts';
import { filingCount as en } from './en/filing-count.ts';
import { filingCount as vi } from './vi/filing-count.ts';

/** The one count of filing (RULES 9b), in the words of every page. */
export const filingCountTexts: Texts<typeof vi> = { vi, en };
