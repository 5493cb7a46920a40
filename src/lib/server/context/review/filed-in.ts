import { groupValue, type Cells, type GroupValue } from '../../../domain/cells.ts';
import { HISTORY_MONTHS, type FiledFigure } from '../../../domain/checks.ts';
import type { Period } from '../../../domain/period.ts';

/** What a group filed in the months before a period, last month first; null for months without. */
export function historyOf(
  cells: Cells,
  group: number,
  indicator: number,
  period: Period
): (FiledFigure | null)[] {
  return Array.from({ length: HISTORY_MONTHS }, (_, i) => filedIn(cells, group, indicator, period - 1 - i));
}

/** The figure of a group that counts in a period, of that very period; null where there is none. */
function filedIn(cells: Cells, group: number, indicator: number, period: Period): FiledFigure | null {
  const value: GroupValue = { num: -1, den: -1, age: -1 };
  const found = groupValue([cells.block(indicator, period)], 'flow', group, false, value);
  return found ? { num: value.num, den: value.den } : null;
}
