import type { Texts } from '../texts.ts';
import { why as en } from './en/why.ts';
import { why as vi } from './vi/why.ts';

/** Why a figure changed. */
export const whyTexts: Texts<typeof vi> = { vi, en };
