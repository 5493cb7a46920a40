import type { Texts } from '../texts.ts';
import { review as en } from './en/review.ts';
import { review as vi } from './vi/review.ts';

/** Review of reports, consolidation, locks. */
export const reviewTexts: Texts<typeof vi> = { vi, en };
