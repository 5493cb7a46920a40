import type { Day } from './period.ts';
import type { UnitKey } from './unit.ts';

/**
 * What a reporter is; the catalogue names for each indicator which kinds file it. `village-group` and
 * `commune-group` are Tổ CNSCĐ, `project06-group` is a Tổ công tác Đề án 06, the rest import what they hold.
 */
export const REPORTER_KINDS = [
  'village-group',
  'commune-group',
  'project06-group',
  'province-office',
  'police',
  'bank',
  'department'
] as const;
export type ReporterKind = (typeof REPORTER_KINDS)[number];

/** A count of people, households, products… in a group's service area, from a day on. */
export interface BaseFact {
  /** Which base: `population`, `over15`, `age15to65`, `adults`, `households`, `businesses`, `ocop`, … */
  readonly base: string;
  /** A whole number ≥ 0. */
  readonly value: number;
  readonly validFrom: Day;
  readonly source: string;
}

/**
 * A reporter: a Tổ CNSCĐ, a Tổ Đề án 06, an office or a sector. Groups of one kind in one unit have disjoint service
 * areas, whose base facts add up to the unit's (RULES 5).
 */
export interface Group {
  readonly code: string;
  readonly unit: UnitKey;
  readonly kind: ReporterKind;
  readonly name: string;
  readonly validFrom: Day;
  /** The first day on which it no longer exists; null while it does. */
  readonly validTo: Day | null;
  readonly bases: readonly BaseFact[];
  /** Codes of indicators that this group never files (no OCOP product in the village, …). */
  readonly notApplicable: readonly string[];
}

/** The base fact that holds on a day: the newest that has begun; null where there is none. */
export function baseOn(group: Pick<Group, 'bases'>, base: string, day: Day): BaseFact | null {
  let found: BaseFact | null = null;
  for (const fact of group.bases) {
    if (
      fact.base === base &&
      fact.validFrom <= day &&
      (found === null || fact.validFrom >= found.validFrom)
    ) {
      found = fact;
    }
  }
  return found;
}
