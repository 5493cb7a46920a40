import type { Texts } from '../texts.ts';
import { guide as en } from './en/guide.ts';
import { guide as vi } from './vi/guide.ts';

export const guideTexts: Texts<typeof vi> = { vi, en };
