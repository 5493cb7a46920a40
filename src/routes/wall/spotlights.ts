import type { Line } from '$lib/board/lines.ts';
import { MET } from '$lib/domain/attainment.ts';
import { highlightsOf } from '$lib/domain/highlights.ts';
import type { LineStanding } from './standings.ts';

/** A unit that a map speaks of: one of those where the most is missing, or a bright spot. */
export type Spotlight =
  | { readonly kind: 'gap'; readonly line: Line; readonly gap: number }
  | { readonly kind: 'bright'; readonly line: Line; readonly why: 'met' | 'rising'; readonly by: number };

const MOST_GAPS = 3;

/**
 * The largest gaps, and one bright spot. Bright spots are chosen among units of one kind of land; of several the `turn`
 * decides, so that another is praised the next time.
 */
export function spotlightsOf(standings: readonly LineStanding[], turn: number): Spotlight[] {
  const bright = brightOf(standings, turn);
  const gaps = standings
    .filter((one) => one.code > MET && (one.gap ?? 0) > 0 && one.line !== bright?.line)
    .sort((a, b) => (b.gap ?? 0) - (a.gap ?? 0) || a.ordinal - b.ordinal)
    .slice(0, MOST_GAPS)
    .map(({ line, gap }): Spotlight => ({ kind: 'gap', line, gap: gap ?? 0 }));
  return bright ? [...gaps, bright] : gaps;
}

function brightOf(standings: readonly LineStanding[], turn: number): Spotlight | null {
  const found = highlightsOf(standings).flatMap(({ bright }) => bright ?? []);
  const chosen = found[turn % Math.max(1, found.length)];
  if (!chosen) return null;
  const { unit, why } = chosen;
  return { kind: 'bright', line: unit.line, why, by: (why === 'met' ? unit.attainment : unit.change) ?? 0 };
}
