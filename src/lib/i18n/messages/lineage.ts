import type { Texts } from '../texts.ts';
import { lineage as en } from './en/lineage.ts';
import { lineage as vi } from './vi/lineage.ts';

export const lineageTexts: Texts<typeof vi> = { vi, en };
