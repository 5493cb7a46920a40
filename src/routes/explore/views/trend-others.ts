import { valueOf, type Line } from '$lib/board/lines.ts';
import type { OtherLine } from '$lib/charts/other-lines.ts';
import type { DeskView } from './desk-view.svelte.ts';

/** So many lines can still be told from a blot. */
const MOST = 400;

/** Whether the lines of so many units can be drawn. */
export const mayDraw = (units: number) => units <= MOST;

/** The lines of the units below over the periods of the trend, as far as their rows are here; none of too many. */
export function otherLines(view: DeskView, kept: readonly Line[]): OtherLine[] {
  const { board } = view;
  if (!mayDraw(kept.length)) return [];
  const periods = board.trendPeriods.filter((period) => board.hasRows(board.chosen.ordinal, period));
  const values = periods.map(
    (period) => new Map(board.linesOf(period).map((line) => [line.place.ordinal, valueOf(line)]))
  );
  return kept.flatMap((line) => {
    const { ordinal } = line.place;
    const points = periods.map((period, i) => ({ period, value: values[i]?.get(ordinal) ?? null }));
    return points.some(({ value }) => value !== null)
      ? [{ key: ordinal, name: view.nameOf(line), short: line.place.name, points }]
      : [];
  });
}
