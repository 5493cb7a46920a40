import { placesOf } from '../../../domain/access.ts';
import { currentPeriod, dayAt, formatPeriod, reportedPeriod, type Period } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { LevelUnit } from '../../../api/shapes.ts';
import { isRefusal, MAY_NOT_SEE, type Outcome } from '../../../api/outcome.ts';
import { readablePlace, type Asking } from './asking.ts';
import { mayHere, unitName } from '../../context/review/desk.ts';

/** Months that can be chosen from. */
const MONTHS = 13;
const ACTIONS = ['check', 'approve', 'prepare'] as const;

/** Where somebody reviews, the highest first. */
function reviewRoots({ desk, principal }: Asking): UnitNode[] {
  const { tree } = desk.publisher.fold.world;
  const day = dayAt(desk.clock());
  const found = new Set(ACTIONS.flatMap((action) => placesOf(principal, action, tree, day)));
  return [...found]
    .map((ordinal) => tree.nodes[ordinal])
    .filter((node) => node?.kind === 'unit')
    .sort((a, b) => a.level - b.level || a.ordinal - b.ordinal);
}

/** A place that somebody asks for, or the first of theirs, with what else they may choose. */
export interface ChosenPlace {
  readonly unit: UnitNode;
  readonly period: Period;
  readonly roots: readonly LevelUnit[];
  /** Months in which the unit stands, newest first: `2026-10`. */
  readonly periods: readonly string[];
}

/** The place that an address asks for; null where somebody reviews nowhere. */
export function chosenPlace(asking: Asking, params: URLSearchParams): Outcome<ChosenPlace> | null {
  const { desk, principal } = asking;
  const roots = reviewRoots(asking);
  const { world } = desk.publisher.fold;
  const root = roots[0];
  const key = params.get('unit') ?? root?.key;
  if (key === undefined) return null;
  const newest = currentPeriod(desk.clock(), world.profile);
  const asked = params.get('period');
  const usual = roots.find((one) => one.key === key) ?? root;
  const period = asked ?? formatPeriod(lastAlive(asking, usual, reportedPeriod(desk.clock(), world.profile)));
  const place = readablePlace(asking, key, period);
  if (isRefusal(place)) return place;
  const { unit } = place;
  if (!ACTIONS.some((action) => mayHere(desk, principal, action, unit.ordinal))) return MAY_NOT_SEE;
  const until = world.tree.isAlive(unit.ordinal, newest) ? newest : place.period;
  const periods = Array.from({ length: MONTHS }, (_, back) => until - back).filter((month) =>
    world.tree.isAlive(unit.ordinal, month)
  );
  return { unit, period: place.period, roots: roots.map(unitName), periods: periods.map(formatPeriod) };
}

/** The newest period up to one in which a unit stands; that one where it never does. */
function lastAlive({ desk }: Asking, unit: UnitNode | undefined, period: Period): Period {
  if (!unit) return period;
  const { tree } = desk.publisher.fold.world;
  for (let back = 0; back < 120; back++) if (tree.isAlive(unit.ordinal, period - back)) return period - back;
  return period;
}
