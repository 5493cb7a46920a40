import type { Texts } from '../texts.ts';
import { search as en } from './en/search.ts';
import { search as vi } from './vi/search.ts';

export const searchTexts: Texts<typeof vi> = { vi, en };
