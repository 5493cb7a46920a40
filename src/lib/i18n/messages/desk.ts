import type { Texts } from '../texts.ts';
import { desk as en } from './en/desk.ts';
import { desk as vi } from './vi/desk.ts';

/** The desk's views and what is common to them. */
export const deskTexts: Texts<typeof vi> = { vi, en };
