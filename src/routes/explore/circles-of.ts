import type { Board } from '$lib/board/board.svelte.ts';
import type { Line } from '$lib/board/lines.ts';
import type { MapCircle } from '$lib/map/circles.ts';
import type { Colouring } from '$lib/map/types.ts';

/** More circles than this would hide the land that they stand on. */
const MOST = 400;

/** Whether what is shown can be drawn as circles by what is missing. */
export function mayBeCircles({ lines }: Pick<Board, 'lines'>): boolean {
  return lines.length > 1 && lines.length <= MOST && lines.some(({ reading }) => (reading.gap ?? 0) > 0);
}

/** The units as circles, where that was chosen and can be; null where their shapes are coloured. */
export function circlesOf(
  board: Pick<Board, 'lines' | 'selection' | 'faint'>,
  lines: readonly Line[],
  colouring: Colouring
): MapCircle[] | null {
  if (board.selection.as !== 'circles' || !mayBeCircles(board)) return null;
  return lines.flatMap(({ place, reading }, i) =>
    (reading.gap ?? 0) > 0 && !board.faint.has(place.ordinal)
      ? [{ ordinal: place.ordinal, people: reading.gap ?? 0, tint: colouring.tints[i] ?? 0 }]
      : []
  );
}
