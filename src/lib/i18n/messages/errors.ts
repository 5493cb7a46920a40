import type { Texts } from '../texts.ts';
import { errors as en } from './en/errors.ts';
import { errors as vi } from './vi/errors.ts';

/** What a page says that could not be shown. */
export const errorTexts: Texts<typeof vi> = { vi, en };
