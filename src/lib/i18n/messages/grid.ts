import type { Texts } from '../texts.ts';
import { grid as en } from './en/grid.ts';
import { grid as vi } from './vi/grid.ts';

/** The grid in which a clerk files for a whole commune. */
export const gridTexts: Texts<typeof vi> = { vi, en };
