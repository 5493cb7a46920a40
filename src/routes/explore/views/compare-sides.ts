import type { Line } from '$lib/board/lines.ts';
import { LOW, MET, STATES } from '$lib/domain/attainment.ts';
import { targetCrossings, type TargetCrossings } from '$lib/domain/crossing.ts';

/** A unit on both sides, and by how much its value differs: a rate's difference, or a count's. */
export interface Pair {
  readonly ordinal: number;
  readonly now: Line;
  readonly then: Line;
  readonly difference: number;
}

/** The units that have a value on both sides, the largest difference first, names deciding between equals. */
export function pairsOf(
  now: readonly Line[],
  then: readonly Line[],
  compareNames: (a: string, b: string) => number
): Pair[] {
  const before = new Map(then.map((line) => [line.place.ordinal, line]));
  return now
    .flatMap((line): Pair[] => {
      const past = before.get(line.place.ordinal);
      const difference = past ? differenceOf(line, past) : null;
      return past && difference !== null
        ? [{ ordinal: line.place.ordinal, now: line, then: past, difference }]
        : [];
    })
    .sort(
      (a, b) =>
        Math.abs(b.difference) - Math.abs(a.difference) || compareNames(a.now.place.name, b.now.place.name)
    );
}

/** The difference of two figures of one indicator; null where one is missing. */
export function differenceOf(now: Line, then: Line): number | null {
  if (now.num < 0 || then.num < 0) return null;
  if (now.den < 0 && then.den < 0) return now.num - then.num;
  if (now.den <= 0 || then.den <= 0) return null;
  return now.num / now.den - then.num / then.den;
}

/**
 * How many met the target now and not then, and the other way round, of those judged on both sides: of every line,
 * whatever is filtered and also where the counts are withheld, as the panel says it.
 */
export function crossed(now: readonly Line[], then: readonly Line[]): TargetCrossings {
  const before = new Map(then.map(({ place, code }) => [place.ordinal, STATES[code]]));
  return targetCrossings(
    now.flatMap(({ place, code }) => {
      const [stateBefore, stateAfter] = [before.get(place.ordinal), STATES[code]];
      return stateBefore && stateAfter ? [{ stateBefore, stateAfter, units: 1 }] : [];
    })
  );
}

/** The units that stand in another band than before, of those judged on both sides: what differs between two maps. */
export function changedBands(now: readonly Line[], then: readonly Line[]): ReadonlySet<number> {
  const isJudged = (code: number) => code >= MET && code <= LOW;
  const before = new Map(then.map(({ place, code }) => [place.ordinal, code]));
  return new Set(
    now.flatMap(({ place, code }) => {
      const past = before.get(place.ordinal) ?? 0;
      return isJudged(code) && isJudged(past) && code !== past ? [place.ordinal] : [];
    })
  );
}
