import type { Day } from './period.ts';
import type { UnitKey } from './unit.ts';

/** A decimal kept as a fraction so that comparisons stay in integers: 90 % is 9/10, 30 people is 30/1. */
export interface Fraction {
  /** ≥ 0. */
  readonly num: number;
  /** A power of ten from 1 to 10,000. */
  readonly den: number;
}

/** A mức giao: what a unit or a group is to reach, who said so and for how long (RULES 13). */
export interface Target {
  readonly indicator: string;
  /** A unit's key, or a group's code. */
  readonly recipient: { readonly unit: UnitKey } | { readonly group: string };
  /** A ratio for shares and quotas (0.9, not 90), a number for counts. */
  readonly value: Fraction;
  /**
   * Of a quota: how many were assigned (`9.950 hồ sơ`), a whole number and what the numerator is measured against where
   * the filer names none (RULES 6). Absent where only the ratio is known.
   */
  readonly assigned?: number;
  /** Who gave it: `UBND phường Thuận Phước`. */
  readonly giver: string;
  readonly decision: { readonly number: string; readonly date: Day } | null;
  readonly validFrom: Day;
  /** The first day on which it no longer holds; null while it does. */
  readonly validTo: Day | null;
  readonly citation: string;
  /** True where the demo or a proposal set it and no authority did: shown as "minh họa". */
  readonly illustrative: boolean;
}

/** Reads a decimal of at most four places as a fraction; null where it is none. */
export function parseFraction(text: string): Fraction | null {
  const match = /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(text);
  if (!match) return null;
  const places = match[2]?.length ?? 0;
  return { num: Number((match[1] ?? '') + (match[2] ?? '')), den: 10 ** places };
}

/** A ratio in hundredths of a percent; exact, because no target has more than four decimals. */
export function hundredthsOf({ num, den }: Fraction): number {
  return (num * 10_000) / den;
}
