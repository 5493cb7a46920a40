import type { ReplayFilm } from '../domain/replay.ts';

/** Frames that an answer may have, and rows in all of them together. */
export const MOST_FRAMES = 240;
export const MOST_CHANGES = 250_000;

/**
 * `GET /api/v1/replay/{root}/{depth}/{YYYY-MM}/{indicator}`: how the rows of a slice came to be what they are. Moments
 * are milliseconds UTC by the server's receipt; frames rise, and none is empty. Figures alone, as in the slice.
 */
export interface ReplayAnswer extends ReplayFilm {
  readonly scope: string;
  /** `YYYY-MM`. */
  readonly period: string;
  /** Ordinal of the indicator. */
  readonly indicator: number;
  /** The day that is played; null where it is the whole month. */
  readonly day: string | null;
  readonly position: number;
  /** The days on which something came, oldest first: those that can be played alone. */
  readonly days: readonly string[];
}
