import type { AlertMeasure, AlertRule } from '../../../domain/alert.ts';
import { readingAt, type State } from '../../../domain/attainment.ts';
import { hasSmallBases, MIN_BASE } from '../../../domain/indicator.ts';
import { FilingSheet } from '../../../domain/filing-sheet.ts';
import { isOwed } from '../../../domain/filing-state.ts';
import type { Matter } from '../../../domain/matter.ts';
import { awaitedBy, placeOf, type Patience } from '../../../domain/matter-rules.ts';
import type { MatterState } from '../../../domain/matter.ts';
import type { Period } from '../../../domain/period.ts';
import { LEVELS } from '../../../domain/unit.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import type { Publisher } from '../../core/snapshot/publish.ts';
import { sheetsOf } from '../../context/chain/sheets.ts';

/** What was measured of a unit: a value in the unit of the rule's thresholds, and what it rests on. */
export interface Measured {
  readonly value: number | null;
  readonly base: number;
}

const RANKS: readonly State[] = ['low', 'notMet', 'near', 'met'];
const NOTHING: Measured = { value: null, base: 0 };
const HOUR = 3_600_000;

/** The units that a rule watches in a period, by ordinal: those of its level in its subtree that stand. */
export function unitsOf(
  fold: Fold,
  { unit, level }: Pick<AlertRule, 'unit' | 'level'>,
  period: Period
): number[] {
  const { tree } = fold.world;
  const root = tree.unit(unit);
  if (!root) return [];
  const depth = LEVELS.indexOf(level);
  const alive = fold.world.alive(period);
  const found: number[] = [];
  for (const node of tree.downward(root.ordinal)) {
    if (node.kind === 'unit' && node.level === depth && alive[node.ordinal]) found.push(node.ordinal);
  }
  return found;
}

/** What an indicator says of some units in a period. Small bases and what has no figure cannot be judged. */
export function measureIndicator(
  { fold, warm }: Publisher,
  measure: Extract<AlertMeasure, { indicator: string }>,
  units: readonly number[],
  period: Period
): Measured[] {
  const known = fold.world.indicator(measure.indicator);
  if (!known) return units.map(() => NOTHING);
  const { ordinal, indicator } = known;
  const read = (of: Period) => {
    const rows = warm.rows(ordinal, of);
    const { num, den } = rows[measure.basis];
    return units.map((node) => {
      const reading = readingAt(rows, node, indicator, measure.basis);
      const base = indicator.kind === 'count' ? num[node]! : den[node]!;
      // Where no target was given the state says nothing of how small the base is.
      const isFew = base < MIN_BASE && hasSmallBases(indicator);
      return { reading: isFew || num[node]! < 0 ? null : reading, base: Math.max(0, base) };
    });
  };
  const now = read(period);
  const before = measure.subject === 'change' ? read(period - 1) : null;
  const thousandths = (ratio: number | null) =>
    ratio === null || !Number.isFinite(ratio) ? null : Math.round(ratio * 1e6) / 1000;
  return now.map(({ reading, base }, i): Measured => {
    if (!reading) return { value: null, base };
    switch (measure.subject) {
      case 'rate':
        return { value: thousandths(reading.rate), base };
      case 'attainment':
        return { value: thousandths(reading.attainment), base };
      case 'gap':
        return { value: reading.gap, base };
      case 'band': {
        const rank = reading.band === null ? -1 : RANKS.indexOf(reading.band);
        return { value: rank < 0 ? null : rank, base };
      }
      case 'change': {
        const past = before?.[i]?.reading?.rate ?? null;
        return {
          value: reading.rate === null || past === null ? null : thousandths(reading.rate - past),
          base
        };
      }
    }
  });
}

/** When the groups of units filed first for a period, and by when they were to: what any moment of it can be told from. */
export interface FiledTimes {
  readonly expected: number;
  /** First receipts, ascending, milliseconds UTC. */
  readonly times: readonly number[];
  /** The latest deadline of its groups; null where none has one. */
  readonly deadline: number | null;
}

/** The times of some units in one period. `now` chooses the sheet: the kept one, where it is of this moment. */
export function filedTimes(
  fold: Fold,
  units: readonly number[],
  period: Period,
  now: number,
  isLive: boolean
): FiledTimes[] {
  const { world, book, steps } = fold;
  const sheet = isLive
    ? sheetsOf(fold).of(period, now)
    : FilingSheet.of({ world, book, chains: steps.chains, closing: steps.closing }, period, now);
  const place = new Map(units.map((unit, i) => [unit, i]));
  const found = units.map(() => ({ expected: 0, times: [] as number[], deadline: null as number | null }));
  for (const node of world.tree.nodes) {
    const filing = node.kind === 'group' ? sheet.filing(node.ordinal) : null;
    if (!filing) continue;
    for (let at = node.parent; at >= 0; at = world.tree.nodes[at]?.parent ?? -1) {
      const unit = found[place.get(at) ?? -1];
      if (!unit) continue;
      unit.expected += 1;
      const due = sheet.stepOf(node.ordinal)?.deadline?.at;
      if (due !== undefined) unit.deadline = Math.max(unit.deadline ?? 0, due);
      // What was returned is owed again, and filed by nobody (RULES 9b).
      if (filing.at !== null && !isOwed(filing.state)) unit.times.push(filing.at);
      break;
    }
  }
  for (const { times } of found) times.sort((a, b) => a - b);
  return found;
}

/** The share of groups that had filed at a moment; not judged before the rule's moment. */
export function measureFiled({ expected, times, deadline }: FiledTimes, hours: number, at: number): Measured {
  if (deadline === null || expected === 0 || at < deadline + hours * HOUR)
    return { value: null, base: expected };
  let filed = 0;
  while (filed < times.length && times[filed]! <= at) filed++;
  return { value: Math.round((filed / expected) * 1e6) / 1000, base: expected };
}

/** What a rule is judged by at a moment, for each of some units: the newest month's figures, who has filed, what lies there. */
export function measureNow(
  publisher: Publisher,
  { measure }: Pick<AlertRule, 'measure'>,
  units: readonly number[],
  { period, now, patience }: { readonly period: Period; readonly now: number; readonly patience: Patience }
): Measured[] {
  if (measure.subject === 'filed')
    return filedTimes(publisher.fold, units, period, now, true).map((of) =>
      measureFiled(of, measure.hours, now)
    );
  if (measure.subject === 'matters')
    return measureMatters(publisher.fold, units, measure.state, { at: now, patience });
  return measureIndicator(publisher, measure, units, period);
}

/** How many difficulties of a state lay at and below units at a moment. */
export function measureMatters(
  { world, steps }: Fold,
  units: readonly number[],
  state: 'open' | 'overdue',
  { at, patience }: { readonly at: number; readonly patience: Patience }
): Measured[] {
  const counts = new Map(units.map((unit) => [unit, 0]));
  for (const matter of steps.matters.all) {
    const then = standingAt(matter, at);
    if (!then) continue;
    if (state === 'open' && then.state !== 'open') continue;
    if (state === 'overdue') {
      const due = awaitedBy(then, patience, (day) => steps.chains.isHoliday(day));
      if (due === null || due > at) continue;
    }
    const group = world.tree.group(matter.group);
    const place = placeOf(matter, world.tree);
    if (!group || !place) continue;
    for (const above of world.tree.upward(group.ordinal)) {
      const count = counts.get(above.ordinal);
      if (count === undefined) continue;
      counts.set(above.ordinal, count + 1);
      break;
    }
  }
  return units.map((unit) => ({ value: counts.get(unit) ?? 0, base: Infinity }));
}

/** In what state a difficulty was at a moment; null before it was raised. */
function standingAt({ steps }: Matter, at: number): { state: MatterState; since: number } | null {
  let state: MatterState | null = null;
  let since = 0;
  for (const { body, at: moment } of steps) {
    if (moment > at) break;
    const next = NEXT[body.step];
    if (next === undefined) continue;
    state = next;
    since = moment;
  }
  return state && { state, since };
}

const NEXT: Readonly<Record<string, MatterState | undefined>> = {
  opened: 'open',
  taken: 'taken',
  released: 'open',
  passed: 'open',
  reopened: 'open',
  answered: 'answered',
  closed: 'closed'
};
