import type { Texts } from '../texts.ts';
import { matters as en } from './en/matters.ts';
import { matters as vi } from './vi/matters.ts';

/** Texts of the difficulties' pages. */
export const mattersTexts: Texts<typeof vi> = { vi, en };
