import type { Texts } from '../texts.ts';
import { publicPage as en } from './en/public.ts';
import { publicPage as vi } from './vi/public.ts';

/** The public page and its setting. */
export const publicTexts: Texts<typeof vi> = { vi, en };
