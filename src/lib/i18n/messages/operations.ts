import type { Texts } from '../texts.ts';
import { operations as en } from './en/operations.ts';
import { operations as vi } from './vi/operations.ts';

/** Texts of the operations room. */
export const operationsTexts: Texts<typeof vi> = { vi, en };
