import type { CurvePoint } from '../faces/replay/curve.ts';

const DAY_MS = 86_400_000;

/** The fewest days on end in which a half of all that came in a month came; 0 where nothing did. */
export function halfOf(points: readonly CurvePoint[]): number {
  const last = points.at(-1)?.filed ?? 0;
  const first = points[0]?.filed ?? 0;
  const wanted = Math.ceil((last - first) / 2);
  if (wanted <= 0) return 0;
  let shortest = Infinity;
  let from = 0;
  for (const to of points) {
    while ((points[from + 1]?.filed ?? Infinity) <= to.filed - wanted) from += 1;
    const start = points[from];
    if (start && to.filed - start.filed >= wanted) shortest = Math.min(shortest, to.at - start.at);
  }
  return Number.isFinite(shortest) ? Math.max(1, Math.ceil(shortest / DAY_MS)) : 0;
}
