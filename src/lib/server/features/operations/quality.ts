import {
  cleanOf,
  completeOf,
  correctOf,
  freshnessOf,
  type MeasuredReport
} from '../../../domain/data-quality.ts';
import { MAX_CARRY } from '../../../domain/indicator.ts';
import { formatPeriod, type Period } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { isRefusal, type Outcome } from '../../../api/outcome.ts';
import type { DataQualityAnswer, OperationsQuestion } from '../../../api/operations.ts';
import { filingCountOf, foursOf } from '../../context/chain/sheets.ts';
import { askedUnit, type OperationsDesk } from './desk.ts';

/** What was measured is told again for so long, milliseconds: it takes a pass over the groups. */
const REUSED_MS = 15_000;
const MOST_KEPT = 200;

interface Kept {
  readonly at: number;
  readonly answer: DataQualityAnswer;
}
const kept = new WeakMap<object, Map<string, Kept>>();

/** The four measures of the figures at and below a unit, of the period that is being reported. */
export async function qualityFor(
  desk: OperationsDesk,
  { query }: { readonly query: Pick<OperationsQuestion, 'unit'> }
): Promise<Outcome<DataQualityAnswer>> {
  const unit = askedUnit(desk, query.unit);
  if (isRefusal(unit)) return unit;
  const { fold, base, now } = desk;
  let held = kept.get(fold);
  if (!held) kept.set(fold, (held = new Map<string, Kept>()));
  const { period } = base.owed(now).sheets[0];
  const key = `${unit.key} ${period}`;
  const known = held.get(key);
  if (known && now >= known.at && now - known.at < REUSED_MS) return known.answer;
  await foursOf(fold).ready(period, now);
  const answer = measured(desk, unit, period);
  if (held.size >= MOST_KEPT) held.clear();
  held.set(key, { at: now, answer });
  return answer;
}

function measured(desk: OperationsDesk, unit: UnitNode, period: Period): DataQualityAnswer {
  const { fold, base, now } = desk;
  const { book, world } = fold;
  const remarks = new Map<number, (string | null)[]>();
  for (const row of base.others(now, []))
    if (row.kind === 'anomaly' && row.period === period)
      remarks.set(
        row.node,
        row.findings.map(({ indicator }) => indicator)
      );
  const counts = filingCountOf(fold, period);
  const reports: MeasuredReport[] = [];
  const carried: Period[] = [];
  for (const node of world.tree.downward(unit.ordinal)) {
    if (node.kind !== 'group' || counts.at(node.ordinal).expected === 0) continue;
    const version = book.standing(node.ordinal, period);
    if (!version) {
      const from = carriedFrom(desk, node.ordinal, period);
      if (from !== null) carried.push(from);
      continue;
    }
    reports.push({
      at: version.at,
      figures: book.valuesOf(version.position)?.indicators.length ?? 0,
      remarks: remarks.get(node.ordinal) ?? [],
      isChecked: version.state !== 'submitted'
    });
  }
  const { median, carried: groups, from } = freshnessOf(reports, carried, now);
  return {
    unit: unit.key,
    period: formatPeriod(period),
    correct: correctOf(reports),
    complete: completeOf(counts.at(unit.ordinal)),
    clean: cleanOf(reports),
    live: { median, carried: groups, from: from === null ? null : formatPeriod(from) }
  };
}

/** The newest period before one whose report of a group still stands in; null where there is none. */
function carriedFrom({ fold: { book } }: OperationsDesk, group: number, period: Period): Period | null {
  for (let before = period - 1; before >= period - MAX_CARRY; before--)
    if (book.standing(group, before)) return before;
  return null;
}
