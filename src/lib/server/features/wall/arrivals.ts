import type { HopAnswer } from '../../../api/chain.ts';
import { isRefusal, refuse, type Outcome } from '../../../api/outcome.ts';
import type { ArrivalsAnswer, ArrivalsHop, FilingAnswer, readArrivals } from '../../../api/wall.ts';
import { mayAt } from '../../../domain/access.ts';
import { burnUp, type BurnUp } from '../../../domain/arrivals.ts';
import { startOfDay } from '../../../domain/deadline.ts';
import type { FilingFour } from '../../../domain/filing-four.ts';
import type { FilingSheet } from '../../../domain/filing-sheet.ts';
import { fourOf, isOwed } from '../../../domain/filing-state.ts';
import { dayAt, firstDay, formatPeriod, isFuture, lastDay } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { LEVELS, type LevelName } from '../../../domain/unit.ts';
import {
  chainPlace,
  hopsBelow,
  nodesBelow,
  unitPlace,
  type ChainQuestion
} from '../../context/chain/progress.ts';
import { filingCountOf } from '../../context/chain/sheets.ts';
import type { Context } from '../../context/context.ts';
import type { Asked } from '../../http/serve.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

/** Points that a burn-up may have: more than a wall has columns of pixels to tell apart. */
export const MOST_POINTS = 800;
const MS_OF_DAY = 86_400_000;

/** What a sheet says of a unit, until it is made anew or mended. */
interface Told {
  readonly revision: number;
  readonly line: BurnUp;
  readonly hops: readonly ArrivalsHop[];
  readonly illustrative: boolean;
}
const told = new WeakMap<FilingSheet, Map<number, Told>>();

/** The burn-up of a unit and a month, or with `counts` the one count of filing alone. */
export function arrivalsFor(
  { runtime: { publisher, clock }, principal }: Context,
  { params, query: { counts, level } }: Pick<Asked<typeof readArrivals>, 'params' | 'query'>
): Outcome<FilingAnswer | ArrivalsAnswer> {
  const question = { principal, ...params, now: clock() };
  if (counts !== undefined) return filingAnswer(publisher.fold, question, level ?? null);
  if (level === undefined) return arrivalsAnswer(publisher.fold, question);
  return refuse(
    'badRequest',
    'onlyCounts',
    'level chỉ đi cùng counts.',
    'level goes with counts only.',
    '?level'
  );
}

/**
 * The one count of filing at and below a unit, for whoever needs no more than that; with a level also that of each unit
 * of the level below it, also where nobody should file: that is a count of 0 and no missing one.
 */
export function filingAnswer(
  fold: Fold,
  question: ChainQuestion,
  level: LevelName | null = null
): Outcome<FilingAnswer> {
  const place = unitPlace(fold, question);
  if (isRefusal(place)) return place;
  const { unit, period } = place;
  const four = filingCountOf(fold, period);
  return {
    unit: unit.key,
    period: formatPeriod(period),
    future: isFuture(period, question.now, fold.world.profile),
    now: question.now,
    position: fold.position,
    counts: four.at(unit.ordinal),
    units: level === null ? [] : unitsAt(fold, unit, four, question, level)
  };
}

function unitsAt(
  { world: { tree } }: Fold,
  unit: UnitNode,
  four: FilingFour,
  { principal, now }: ChainQuestion,
  level: LevelName
): FilingAnswer['units'] {
  return nodesBelow(tree, unit).flatMap((node) => {
    if (node.kind !== 'unit' || LEVELS[node.level] !== level) return [];
    const counts = four.at(node.ordinal);
    if (!mayAt(principal, 'read', tree, node.ordinal, dayAt(now))) return [];
    return [{ unit: node.key, counts }];
  });
}

/** The month's chain at and below a unit as a burn-up: when how many groups had filed, and by when each hop is due. */
export function arrivalsAnswer(fold: Fold, question: ChainQuestion): Outcome<ArrivalsAnswer> {
  const place = chainPlace(fold, question);
  if (isRefusal(place)) return place;
  const { unit, period, sheet } = place;
  const { profile } = fold.world;
  const { line, hops, illustrative } = toldOf(fold, sheet, unit);
  const last = Math.max(...hops.map(({ at }) => at ?? 0), line.moments.at(-1) ?? 0);
  const ended = startOfDay(lastDay(period, profile)) + MS_OF_DAY;
  return {
    unit: unit.key,
    period: formatPeriod(period),
    future: isFuture(period, question.now, fold.world.profile),
    now: question.now,
    position: fold.position,
    from: startOfDay(firstDay(period, profile)),
    to: Math.max(last, ended),
    counts: fourOf(sheet.counts(unit.ordinal)),
    units: [],
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
  if (found?.revision !== sheet.revision) {
    const { tree } = fold.world;
    // What was returned counts nowhere until it comes again: the line ends at what the sheet calls filed (RULES 9b).
    const receipts = nodesBelow(tree, unit).flatMap(({ ordinal }) => {
      const filing = sheet.filing(ordinal);
      return filing && !isOwed(filing.state) ? (filing.at ?? []) : [];
    });
    const hops = hopsBelow(tree, sheet, unit);
    const illustrative = hops.some((hop) => hop.illustrative);
    units.set(
      unit.ordinal,
      (found = {
        revision: sheet.revision,
        line: burnUp(receipts, MOST_POINTS),
        hops: merged(hops),
        illustrative
      })
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
