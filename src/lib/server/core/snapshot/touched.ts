import { reachForward } from '../../../domain/indicator.ts';
import type { Period } from '../../../domain/period.ts';
import type { Filing, Fold } from './fold.ts';

/** For each indicator and period the groups whose row may have changed. */
export type Touched = ReadonlyMap<number, ReadonlyMap<Period, ReadonlySet<number>>>;

/**
 * What filings come to in the periods that are shown: a value filed for one period reaches later ones (RULES 9, 21).
 * With `root`, only what lies within it.
 */
export function touchedBy(fold: Fold, filings: readonly Filing[], root: number | null = null): Touched {
  const touched = new Map<number, Map<Period, Set<number>>>();
  for (const { group, period, indicators } of filings) {
    if (root !== null && !fold.world.tree.isWithin(group, root)) continue;
    for (let k = 0; k < indicators.length; k++) {
      const indicator = indicators[k]!;
      const last = reachForward(fold.world.indicators[indicator]!.indicator.time, period);
      for (let p = period; p <= last; p++) {
        if (fold.touches.isOpen(p)) add(touched, indicator, p, group);
      }
    }
  }
  return touched;
}

function add(
  touched: Map<number, Map<Period, Set<number>>>,
  indicator: number,
  period: Period,
  group: number
): void {
  let byPeriod = touched.get(indicator);
  if (!byPeriod) touched.set(indicator, (byPeriod = new Map<Period, Set<number>>()));
  const groups = byPeriod.get(period);
  if (groups) groups.add(group);
  else byPeriod.set(period, new Set([group]));
}
