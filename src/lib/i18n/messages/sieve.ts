import type { Texts } from '../texts.ts';
import { sieve as en } from './en/sieve.ts';
import { sieve as vi } from './vi/sieve.ts';

/** The desk's sieve, the target that is tried out, and what is set side by side. */
export const sieveTexts: Texts<typeof vi> = { vi, en };
