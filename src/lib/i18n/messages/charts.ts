import type { Texts } from '../texts.ts';
import { charts as en } from './en/charts.ts';
import { charts as vi } from './vi/charts.ts';

/** What every chart says about itself. */
export const chartTexts: Texts<typeof vi> = { vi, en };
