import type { FilingCount } from '../domain/filing-state.ts';
import type { Words } from '../domain/indicator.ts';
import type { UnitKey } from '../domain/unit.ts';

/** `GET /api/v1/wall/helpers?unit=KEY…`: who has taken up what was raised in some units. Names of offices, never of persons. */
export interface HelpersAnswer {
  readonly units: readonly UnitHelpers[];
}

export interface UnitHelpers {
  readonly unit: UnitKey;
  /** The units whose offices have taken difficulties of here, from the highest, each with how many. */
  readonly helpers: readonly {
    readonly unit: UnitKey;
    readonly fullName: string;
    readonly matters: number;
  }[];
  /** Difficulties of here that nobody has taken. */
  readonly waiting: number;
}

/** A day by which a hop of the chain is due. */
export interface ArrivalsHop {
  readonly from: Words;
  readonly to: Words;
  /** The first moment that is late, milliseconds UTC; null where the chain sets no day: nothing is late then. */
  readonly at: number | null;
  /** Groups report by this hop; else units pass on by it. */
  readonly ofGroups: boolean;
  /** Groups (or units) that owe by this hop, and that have done so. */
  readonly expected: number;
  readonly done: number;
}

/** `GET /api/v1/arrivals/{unit}/{YYYY-MM}?counts[&level=commune]`: the one count of filing (RULES 9b) and no more. */
export interface FilingAnswer {
  readonly unit: UnitKey;
  /** `YYYY-MM`. */
  readonly period: string;
  /** The server's moment of this answer. */
  readonly now: number;
  readonly position: number;
  /** The month has not begun: nothing can be filed for it yet. */
  readonly future: boolean;
  readonly counts: FilingCount;
  /** With `level`: the counts of each unit of that level below. */
  readonly units: readonly { readonly unit: UnitKey; readonly counts: FilingCount }[];
}

/**
 * `GET /api/v1/arrivals/{unit}/{YYYY-MM}`: the count with the month's chain as a burn-up. `moments[i]` (milliseconds UTC by
 * the server's receipt, rising) is when `filed[i]` of the groups that have filed had sent the first version of their
 * report; a step line that ends at `counts.filed`. No names and no words of reports.
 */
export interface ArrivalsAnswer extends FilingAnswer {
  /** When the period's days begin, and where the axis ends: the last deadline, or the last receipt where later. */
  readonly from: number;
  readonly to: number;
  readonly moments: readonly number[];
  readonly filed: readonly number[];
  /** The hops of the chain that holds at the unit, from the bottom; empty where none does. */
  readonly hops: readonly ArrivalsHop[];
  /** The days of its chain are examples and no regulation's. */
  readonly illustrative: boolean;
}
