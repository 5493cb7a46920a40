import type { Texts } from '../texts.ts';
import { report as en } from './en/report.ts';
import { report as vi } from './vi/report.ts';

/** Filing on a phone. */
export const reportTexts: Texts<typeof vi> = { vi, en };
