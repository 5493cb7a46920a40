import type { Texts } from '../texts.ts';
import { workbench as en } from './en/workbench.ts';
import { workbench as vi } from './vi/workbench.ts';

/** The page where the tab's tables are asked in SQL, and the engine's own words. */
export const workbenchTexts: Texts<typeof vi> = { vi, en };
