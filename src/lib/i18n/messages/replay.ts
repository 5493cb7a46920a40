import type { Texts } from '../texts.ts';
import { replay as en } from './en/replay.ts';
import { replay as vi } from './vi/replay.ts';

/** The replay of a month. */
export const replayTexts: Texts<typeof vi> = { vi, en };
