import type { Texts } from '../texts.ts';
import { targets as en } from './en/targets.ts';
import { targets as vi } from './vi/targets.ts';

/** Giao chỉ tiêu: the grid, the preview, the history, the appendix. */
export const targetsTexts: Texts<typeof vi> = { vi, en };
