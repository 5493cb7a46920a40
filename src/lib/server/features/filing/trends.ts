import { groupValue, type GroupValue } from '../../../domain/cells.ts';
import type { Period } from '../../../domain/period.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import { LEVELS } from '../../../domain/unit.ts';
import type { IndicatorNode } from '../../../domain/world.ts';
import type { SheetIndicator } from '../../../api/filing.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

const MONTHS = 12;
const COMMUNE = LEVELS.indexOf('commune');

type Trend = Pick<SheetIndicator, 'own' | 'commune'>;

/** Twelve months of a group beside its commune's, for each indicator: Σ numerators ÷ Σ denominators of who reported (RULES 12). */
export function trendsOf(
  fold: Fold,
  group: GroupNode,
  indicators: readonly IndicatorNode[],
  period: Period
): Trend[] {
  const members = groupsOfCommune(fold, group);
  return indicators.map(({ ordinal, indicator }) => {
    const own: (number | null)[] = [];
    const commune: (number | null)[] = [];
    for (let month = period - MONTHS + 1; month <= period; month++) {
      const blocks = fold.cells.reaching(ordinal, indicator.time, month);
      own.push(rateOf(sumOf(blocks, indicator.time, [group.ordinal])));
      commune.push(rateOf(sumOf(blocks, indicator.time, members)));
    }
    return { own, commune };
  });
}

interface Sum {
  num: number;
  /** −1 for counts. */
  den: number;
  groups: number;
}

function sumOf(
  blocks: Parameters<typeof groupValue>[0],
  time: IndicatorNode['indicator']['time'],
  groups: readonly number[]
): Sum {
  const sum: Sum = { num: 0, den: -1, groups: 0 };
  const found: GroupValue = { num: 0, den: 0, age: 0 };
  for (const group of groups) {
    if (!groupValue(blocks, time, group, false, found)) continue;
    sum.num += found.num;
    if (found.den >= 0) sum.den = Math.max(0, sum.den) + found.den;
    sum.groups++;
  }
  return sum;
}

/** A rate, or for counts the mean of a group; four decimals are more than a small drawing shows. */
function rateOf({ num, den, groups }: Sum): number | null {
  if (groups === 0 || den === 0) return null;
  return Math.round((num / (den < 0 ? groups : den)) * 10_000) / 10_000;
}

/** Ordinals of all groups of the commune (or of what stands for it) in which a group works. */
function groupsOfCommune(fold: Fold, group: GroupNode): number[] {
  const { tree } = fold.world;
  for (const above of tree.upward(group.parent)) {
    if (above.kind !== 'unit' || above.level > COMMUNE) continue;
    return [...tree.downward(above.ordinal)]
      .filter(({ kind }) => kind === 'group')
      .map(({ ordinal }) => ordinal);
  }
  return [group.ordinal];
}
