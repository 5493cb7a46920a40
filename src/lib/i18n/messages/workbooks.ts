import type { Texts } from '../texts.ts';
import { workbooks as en } from './en/workbooks.ts';
import { workbooks as vi } from './vi/workbooks.ts';

/** Excel and CSV: templates, uploads, sectors' files. */
export const workbooksTexts: Texts<typeof vi> = { vi, en };
