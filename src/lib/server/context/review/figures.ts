import {
  checkReport,
  saysFewer,
  saysFewerWords,
  type CheckedFigure,
  type Finding
} from '../../../domain/checks.ts';
import type { Position } from '../../../domain/position.ts';
import { baseOn } from '../../../domain/group.ts';
import { lastDay } from '../../../domain/period.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import { historyOf } from './filed-in.ts';
import { neighboursOf } from './neighbours.ts';

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
      history: historyOf(fold.cells, head.group, ordinal, head.period),
      neighbours: neighboursOf(fold, node, ordinal, head.period)
    };
  });
}

/** Every rule that a version breaks; about the whole report last. */
export function findingsOf(fold: Fold, position: Position): Finding[] {
  const head = fold.book.version(position);
  if (!head) return [];
  const found = checkReport(checkedFigures(fold, position), lastDay(head.period, fold.world.profile));
  const { indicators, words, since } = fold.book.lostFrom(position);
  const versions = [...fold.book.versionsOf(head.group, head.period)];
  const than = versions.filter((one) => one.position <= (since ?? 0)).length;
  const fewer = [saysFewer(indicators.length, than), saysFewerWords(words.length, than)];
  return [...found, ...fewer.filter((one) => one !== null)];
}
