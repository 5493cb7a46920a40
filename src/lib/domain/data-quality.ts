import type { FilingCount } from './filing-state.ts';
import type { Period } from './period.ts';

/** So many of so many. */
export interface Part {
  readonly good: number;
  readonly of: number;
}

/** A report that counts, as its quality is measured. */
export interface MeasuredReport {
  /** When the version that counts was received, milliseconds UTC. */
  readonly at: number;
  /** How many figures it says. */
  readonly figures: number;
  /** Indicators of which something is remarked and not yet judged; null in it: a remark on the whole report. */
  readonly remarks: readonly (string | null)[];
  /** Somebody has checked it. */
  readonly isChecked: boolean;
}

/** *Đúng*: figures without an open remark. A remark on a report as a whole is one on each of its figures. */
export function correctOf(reports: readonly MeasuredReport[]): Part {
  let [good, of] = [0, 0];
  for (const { figures, remarks } of reports) {
    of += figures;
    if (!remarks.includes(null)) good += Math.max(0, figures - new Set(remarks).size);
  }
  return { good, of };
}

/** *Đủ*: groups that have filed, of those that should. */
export function completeOf({ filed, expected }: FilingCount): Part {
  return { good: filed, of: expected };
}

/** *Sạch*: reports that have passed the check of a person. */
export function cleanOf(reports: readonly MeasuredReport[]): Part {
  return { good: reports.filter(({ isChecked }) => isChecked).length, of: reports.length };
}

/** How old figures are. */
export interface Freshness {
  /** Half of the reports are younger than this, milliseconds; null where there is none. */
  readonly median: number | null;
  /** Groups whose figures are still those of an earlier period, and the oldest such period. */
  readonly carried: number;
  readonly from: Period | null;
}

/** *Sống*: the age of the reports, and for how many groups which earlier period still stands in. */
export function freshnessOf(
  reports: readonly MeasuredReport[],
  carried: readonly Period[],
  now: number
): Freshness {
  const ages = reports.map(({ at }) => Math.max(0, now - at)).sort((a, b) => a - b);
  return {
    median: ages[(ages.length - 1) >> 1] ?? null,
    carried: carried.length,
    from: carried.length === 0 ? null : carried.reduce((oldest, period) => Math.min(oldest, period))
  };
}
