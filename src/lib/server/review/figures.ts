import {
  checkReport,
  HISTORY_MONTHS,
  saysFewer,
  type CheckedFigure,
  type FiledFigure,
  type Finding
} from '../../domain/checks.ts';
import { groupValue, type Cells, type GroupValue } from '../../domain/cells.ts';
import type { Position } from '../../domain/entry.ts';
import { baseOn } from '../../domain/group.ts';
import { lastDay, type Period } from '../../domain/period.ts';
import type { Fold } from '../snapshot/fold.ts';

/** The figures of a version with what they are judged by, in the order in which they were filed. */
export function checkedFigures(fold: Fold, position: Position): CheckedFigure[] {
  const head = fold.book.version(position);
  const values = fold.book.valuesOf(position);
  const node = head && fold.world.tree.nodes[head.group];
  if (!head || !values || node?.kind !== 'group') return [];
  const day = lastDay(head.period, fold.world.profile);
  return Array.from(values.indicators, (ordinal, k) => {
    const { code, kind, time, base } = fold.world.indicators[ordinal]!.indicator;
    return {
      indicator: code,
      kind,
      time,
      num: values.nums[k]!,
      den: values.dens[k]!,
      base: base === null ? null : (baseOn(node.group, base, day)?.value ?? null),
      history: historyOf(fold.cells, head.group, ordinal, head.period)
    };
  });
}

/** Every rule that a version breaks; about the whole report last. */
export function findingsOf(fold: Fold, position: Position): Finding[] {
  const head = fold.book.version(position);
  if (!head) return [];
  const found = checkReport(checkedFigures(fold, position), lastDay(head.period, fold.world.profile));
  const earlier = [...fold.book.versionsOf(head.group, head.period)].filter((one) => one.position < position);
  const fewer = saysFewer(fold.book.lostFrom(position).length, earlier.length);
  return fewer ? [...found, fewer] : found;
}

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
export function filedIn(cells: Cells, group: number, indicator: number, period: Period): FiledFigure | null {
  const value: GroupValue = { num: -1, den: -1, age: -1 };
  const found = groupValue([cells.block(indicator, period)], 'flow', group, false, value);
  return found ? { num: value.num, den: value.den } : null;
}
