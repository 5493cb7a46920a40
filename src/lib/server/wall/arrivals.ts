import { burnUp, type BurnUp } from '../../domain/arrivals.ts';
import { startOfDay } from '../../domain/deadline.ts';
import type { FilingSheet } from '../../domain/filing-sheet.ts';
import { firstDay, formatPeriod, lastDay } from '../../domain/period.ts';
import type { UnitNode } from '../../domain/tree.ts';
import type { HopAnswer } from '../../wire/chain.ts';
import type { ArrivalsAnswer, ArrivalsHop } from '../../wire/wall.ts';
import { chainPlace, hopsBelow, nodesBelow, type ChainQuestion } from '../chain/progress.ts';
import type { Fold } from '../snapshot/fold.ts';

/** Points that a burn-up may have: more than a wall has columns of pixels to tell apart. */
export const MOST_POINTS = 800;
const MS_OF_DAY = 86_400_000;

/** What a sheet says of a unit, until it is made anew. */
interface Told {
  readonly line: BurnUp;
  readonly hops: readonly ArrivalsHop[];
  readonly illustrative: boolean;
}
const told = new WeakMap<FilingSheet, Map<number, Told>>();

/** The month's chain at and below a unit as a burn-up: when how many groups had filed, and by when each hop is due. */
export function arrivalsAnswer(fold: Fold, question: ChainQuestion): ArrivalsAnswer | 403 | 404 {
  const place = chainPlace(fold, question);
  if (typeof place === 'number') return place;
  const { unit, period, sheet } = place;
  const { profile } = fold.world;
  const { line, hops, illustrative } = toldOf(fold, sheet, unit);
  const last = Math.max(...hops.map(({ at }) => at ?? 0), line.moments.at(-1) ?? 0);
  const ended = startOfDay(lastDay(period, profile)) + MS_OF_DAY;
  return {
    unit: unit.key,
    period: formatPeriod(period),
    now: question.now,
    position: fold.position,
    from: startOfDay(firstDay(period, profile)),
    to: Math.max(last, ended),
    expected: sheet.counts(unit.ordinal).expected,
    moments: line.moments,
    filed: line.filed,
    hops,
    illustrative
  };
}

function toldOf(fold: Fold, sheet: FilingSheet, unit: UnitNode): Told {
  let units = told.get(sheet);
  if (!units) told.set(sheet, (units = new Map<number, Told>()));
  let found = units.get(unit.ordinal);
  if (!found) {
    const { tree } = fold.world;
    const receipts = nodesBelow(tree, unit).flatMap(({ ordinal }) => sheet.filing(ordinal)?.at ?? []);
    const hops = hopsBelow(tree, sheet, unit);
    const illustrative = hops.some((hop) => hop.illustrative);
    units.set(
      unit.ordinal,
      (found = { line: burnUp(receipts, MOST_POINTS), hops: merged(hops), illustrative })
    );
  }
  return found;
}

/** Hops of several chains that have the same names and the same moment are one for whoever looks. */
function merged(hops: readonly HopAnswer[]): ArrivalsHop[] {
  const found = new Map<string, ArrivalsHop>();
  for (const { from, to, deadline, groups, units } of hops) {
    const at = deadline?.at ?? null;
    const ofGroups = groups.expected > 0;
    const key = JSON.stringify([from.vi, to.vi, at, ofGroups]);
    const before = found.get(key) ?? { from, to, at, ofGroups, expected: 0, done: 0 };
    found.set(key, {
      ...before,
      expected: before.expected + (ofGroups ? groups.expected : units.due),
      done: before.done + (ofGroups ? groups.filed : units.confirmed)
    });
  }
  return [...found.values()];
}
