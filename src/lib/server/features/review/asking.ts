import { isRefusal, MAY_NOT_SEE, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { Principal } from '../../../domain/access.ts';
import { currentPeriod, parsePeriod, type Period } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { parseUnitKey } from '../../../domain/unit.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import { mayHere, type Names, type ReviewDesk } from '../../context/review/desk.ts';
import { KnownNames } from '../../context/review/names.ts';

/** What reviewing needs of a request. */
export interface ReviewContext {
  readonly runtime: ReviewDesk & {
    readonly auth: { readonly accounts: Pick<CurrentRuntime['auth']['accounts'], 'namesOf'> };
  };
  readonly principal: Principal;
}

/** Who asks, of which program. */
export interface Asking {
  readonly desk: ReviewDesk;
  readonly principal: Principal;
  readonly names: Names;
}

/** Somebody's question to the running program. */
export function asking({ runtime, principal }: ReviewContext): Asking {
  const names = new KnownNames((actors) => runtime.auth.accounts.namesOf(actors));
  return { desk: runtime, principal, names };
}

/** A unit, and a period that has begun and in which it stands. */
export interface Place {
  readonly unit: UnitNode;
  readonly period: Period;
}

/** The place that is asked for. */
export function placeOf({ desk }: Pick<Asking, 'desk'>, unit: string, period: string): Outcome<Place> {
  const key = parseUnitKey(unit);
  const { world } = desk.publisher.fold;
  const node = key && world.tree.unit(`${key.code}@${key.validFrom}`);
  const month = parsePeriod(period);
  if (!node || month === null || month > currentPeriod(desk.clock(), world.profile)) return UNKNOWN;
  return world.tree.isAlive(node.ordinal, month) ? { unit: node, period: month } : UNKNOWN;
}

/** The same where who asks may read its texts. */
export function readablePlace(asked: Asking, unit: string, period: string): Outcome<Place> {
  const place = placeOf(asked, unit, period);
  if (isRefusal(place)) return place;
  return mayHere(asked.desk, asked.principal, 'readTexts', place.unit.ordinal) ? place : MAY_NOT_SEE;
}
