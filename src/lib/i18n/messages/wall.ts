import type { Texts } from '../texts.ts';
import { wall as en } from './en/wall.ts';
import { wall as vi } from './vi/wall.ts';

/** The wall. */
export const wallTexts: Texts<typeof vi> = { vi, en };
