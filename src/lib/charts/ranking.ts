/** One unit as it is ranked: its figure as a fraction, so that equals are equal; `num` −1 is missing. */
export interface Ranked {
  readonly key: number;
  readonly num: number;
  /** 1 for a count. */
  readonly den: number;
  readonly isSmall: boolean;
}

/** A unit with its place; equals share one. */
interface Place {
  readonly key: number;
  readonly place: number;
}

/** Who comes where, and who is not ranked at all. */
export interface Ranking {
  readonly places: readonly Place[];
  /** Units with a base of a few persons, in the order of the input. */
  readonly small: readonly number[];
  /** Units without a figure. */
  readonly missing: readonly number[];
}

/**
 * Ranks units by their figure, the better first; a missing figure is no last place and a base of a few persons is no
 * comparison: both stand apart. Fractions are compared as integers. `compare` decides the order among equals.
 */
export function rank(
  units: readonly Ranked[],
  direction: 'up' | 'down',
  compare: (a: number, b: number) => number
): Ranking {
  const sign = direction === 'up' ? 1 : -1;
  const held = units.filter(({ num, den, isSmall }) => num >= 0 && den > 0 && !isSmall);
  const better = (a: Ranked, b: Ranked) => sign * (b.num * a.den - a.num * b.den);
  const sorted = held.toSorted((a, b) => better(a, b) || compare(a.key, b.key));
  let place = 0;
  const places = sorted.map((unit, i) => {
    const before = sorted[i - 1];
    if (!before || better(before, unit) !== 0) place = i + 1;
    return { key: unit.key, place };
  });
  return {
    places,
    small: units.filter(({ num, den, isSmall }) => num >= 0 && den > 0 && isSmall).map(({ key }) => key),
    missing: units.filter(({ num, den }) => num < 0 || den <= 0).map(({ key }) => key)
  };
}

/** So many of the first and of the last places are shown where all are not asked for. */
const SHOWN = 10;

/**
 * The first ten, the last ten and the chosen one; all of them where hardly any would be left out. `isAfterGap` says
 * that places are left out before a row.
 */
export function endsOf<Row extends { readonly key: number }>(
  rows: readonly Row[],
  chosen: number | null
): (Row & { readonly isAfterGap: boolean })[] {
  const isShown = (key: number, i: number) =>
    rows.length <= 2 * SHOWN + 4 || i < SHOWN || i >= rows.length - SHOWN || key === chosen;
  let last = -1;
  return rows.flatMap((row, i) => {
    if (!isShown(row.key, i)) return [];
    const isAfterGap = i !== last + 1;
    last = i;
    return [{ ...row, isAfterGap }];
  });
}
