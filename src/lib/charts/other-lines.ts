import type { Period } from '../domain/period.ts';

/** The line of one of the units below, oldest first; null where a month has no figure. */
export interface OtherLine {
  readonly key: number;
  readonly name: string;
  /** Its name where there is little room. */
  readonly short: string;
  readonly points: readonly { readonly period: Period; readonly value: number | null }[];
}

/** So many of the lowest and of the highest are named. */
const EACH = 2;

/** Whose lines are named: the chosen ones, then the highest and the lowest of the last month in turn. */
export function namedLines(
  others: readonly OtherLine[],
  last: Period,
  chosen: readonly (number | null)[]
): number[] {
  const ended = others
    .flatMap(({ key, points }) => {
      const value = points.find(({ period }) => period === last)?.value ?? null;
      return value === null ? [] : [{ key, value }];
    })
    .toSorted((a, b) => b.value - a.value || a.key - b.key);
  const here = new Set(others.map(({ key }) => key));
  const picked = chosen.filter((key): key is number => key !== null && here.has(key));
  for (let i = 0; i < EACH; i++)
    for (const end of [ended[i], ended.at(-1 - i)]) if (end) picked.push(end.key);
  return [...new Set(picked)];
}
