import type { ReporterKind } from './group.ts';
import type { Day, Period } from './period.ts';

/** A text in both languages. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

/**
 * Trụ cột and the programme's own books: CQS chính quyền số, KTS kinh tế số, XHS xã hội số, TC tổ chức, BC báo cáo,
 * HD hoạt động, KP kinh phí.
 */
export const PILLARS = ['CQS', 'KTS', 'XHS', 'TC', 'BC', 'HD', 'KP'] as const;
export type Pillar = (typeof PILLARS)[number];

/** share: numerator ≤ denominator, a base. quota: denominator was assigned, over 100 % is right. count: no denominator (RULES 6). */
export type IndicatorKind = 'share' | 'quota' | 'count';

/** stock: latest within 3 periods. flow: the period alone. flow-ytd: the calendar year so far (RULES 6, 9). */
export type IndicatorTime = 'stock' | 'flow' | 'flow-ytd';

/** Where an indicator's values come from (RULES 4). For `filed`, the kinds in order of precedence: a later kind files only where no earlier one is expected to. */
type IndicatorSource =
  | { readonly type: 'filed'; readonly by: readonly ReporterKind[] }
  | { readonly type: 'register' }
  | { readonly type: 'chain' };

/** One row of the catalogue. A new indicator is a new row and no code. */
export interface Indicator {
  readonly code: string;
  readonly pillar: Pillar;
  readonly name: Words;
  /** At most about 28 characters, for lists and walls. */
  readonly short: Words;
  readonly kind: IndicatorKind;
  readonly time: IndicatorTime;
  /** `down`: fewer is better; the target is a ceiling. */
  readonly direction: 'up' | 'down';
  /** What the numerator counts: `persons`, `households`, `businesses`, `products`, `dossiers`, … */
  readonly counts: string;
  /** The base that is a share's denominator; null for quotas and counts. */
  readonly base: string | null;
  readonly source: IndicatorSource;
  readonly numerator: Words;
  readonly denominator: Words | null;
  /** First day from which it is collected, and the first on which it no longer is. */
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** Where the definition comes from. */
  readonly citation: string;
}

/** How many periods back a stock may be carried (RULES 9). */
export const MAX_CARRY = 3;

/** A denominator of persons or households under this is a small base (RULES 8). */
export const MIN_BASE = 10;

/** The first period whose filed value can still reach period `p` for an indicator of this time. */
export function reachBack(time: IndicatorTime, p: Period): Period {
  if (time === 'stock') return p - MAX_CARRY;
  return time === 'flow' ? p : p - (p % 12);
}

/** The last period that a value filed for period `q` reaches. */
export function reachForward(time: IndicatorTime, q: Period): Period {
  if (time === 'stock') return q + MAX_CARRY;
  return time === 'flow' ? q : q - (q % 12) + 11;
}

/** Whether small denominators hide this indicator's band: shares of persons or households only (RULES 8). */
export function hasSmallBases(indicator: Pick<Indicator, 'kind' | 'counts'>): boolean {
  return indicator.kind === 'share' && (indicator.counts === 'persons' || indicator.counts === 'households');
}
