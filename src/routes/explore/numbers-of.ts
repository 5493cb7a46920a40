import type { Board } from '$lib/board/board.svelte.ts';

/** So many units are numbered, on the map as in the list. */
const NUMBERED = 5;

/** The units that miss most, from 1 on, by ordinal; none where fewer than two miss anything. */
export function numbersOf({ kept }: Pick<Board, 'kept'>): ReadonlyMap<number, number> {
  const short = kept.filter(({ reading }) => (reading.gap ?? 0) > 0);
  if (short.length < 2) return new Map();
  const first = short.toSorted((a, b) => (b.reading.gap ?? 0) - (a.reading.gap ?? 0)).slice(0, NUMBERED);
  return new Map(first.map(({ place }, i) => [place.ordinal, i + 1]));
}
