import type { LevelUnit } from '../api/shapes.ts';
import type { Words } from '../domain/indicator.ts';
import type { Day } from '../domain/period.ts';

/** Bases by which a quota can be divided, in the order in which they are offered. */
export const DIVISORS = ['population', 'households', 'adults', 'age15to65', 'businesses'] as const;
export type Divisor = (typeof DIVISORS)[number];

/** Where one may go from the unit at which one works. */
export interface PlaceChoice {
  /** The units whose subtrees are one's own. */
  readonly roots: readonly LevelUnit[];
  /** From such a unit down to the one shown. */
  readonly path: readonly LevelUnit[];
  readonly below: readonly LevelUnit[];
}

/** Targets that were given together: the same giver, decision and validity. */
export interface Giving {
  readonly id: string;
  readonly giver: string;
  readonly decision: { readonly number: string; readonly date: Day } | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly citation: string;
  readonly illustrative: boolean;
}

/** One table of an appendix: shares, or numbers with their sums. */
export interface AppendixTable {
  readonly kind: 'shares' | 'numbers';
  readonly columns: readonly { readonly code: string; readonly name: Words }[];
  /** Values in the order of the columns: hundredths of a percent, or numbers; null where nothing was given. */
  readonly rows: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** Of numbers; null for shares, which no sum is made of. */
  readonly sums: readonly number[] | null;
}

/** The appendix of a decision. */
export interface Appendix {
  readonly unit: LevelUnit;
  readonly givings: readonly Giving[];
  readonly giving: Giving | null;
  readonly tables: readonly AppendixTable[];
}
