import type { Texts } from '../texts.ts';
import { practices as en } from './en/practices.ts';
import { practices as vi } from './vi/practices.ts';

/** Texts of the good practices' pages. */
export const practicesTexts: Texts<typeof vi> = { vi, en };
