import type { IndicatorKind, IndicatorTime } from './indicator.ts';
import type { Day } from './period.ts';
import { isOutlying, type Spread } from './spread.ts';
import { holdsOn } from './unit.ts';

/** What a reviewer is told beside a number. None of them refuses a report: a person looks and decides. */
export const CHECKS = [
  'overBase',
  'falls',
  'jump',
  'outlying',
  'copied',
  'jointOver',
  'jointUnder',
  'fewer',
  'fewerWords'
] as const;
export type Check = (typeof CHECKS)[number];

/** One figure as it was filed: whole numbers; `den` −1 for counts. */
export interface FiledFigure {
  readonly num: number;
  readonly den: number;
}

/** A figure with what it is judged by. */
export interface CheckedFigure extends FiledFigure {
  readonly indicator: string;
  readonly kind: IndicatorKind;
  readonly time: IndicatorTime;
  /** The base fact that holds for the group; null where none is known or the indicator has none. */
  readonly base: number | null;
  /** The group's own figures of the months before, last month first, at most `HISTORY_MONTHS`; null for months without. */
  readonly history: readonly (FiledFigure | null)[];
  /** What the other groups of its kind in the commune report; null where none does. */
  readonly neighbours: Spread | null;
}

/**
 * A rule that a figure broke and the numbers that show it, by name: `num`, `base`, `before`, `median`, `low`, `high`,
 * `months`, `values`, `lost`, `version`, `groups`; of `outlying` `rate` is 1 where the others' are rates, of `num` by `den`.
 */
export interface Finding {
  readonly check: Check;
  /** Null where it is about the report as a whole. */
  readonly indicator: string | null;
  /** The indicator that it is compared with, where there is one. */
  readonly other: string | null;
  readonly numbers: Readonly<Record<string, number>>;
}

/** Months of a group's own history that a figure is held against. */
export const HISTORY_MONTHS = 12;
/** With fewer months than this nobody can say what is usual. */
export const LEAST_HISTORY = 6;
/** A difference of fewer people, households or events than this is no jump, however steady the months before. */
export const LEAST_JUMP = 5;
/** With fewer figures than this two equal reports may be chance. */
const LEAST_COPIED = 3;

/**
 * People who have two things at once, beside those who have each: all over the same base. `joint` is at most each of
 * `parts`, and at least their sum less the base.
 */
interface JointRelation {
  readonly joint: string;
  readonly parts: readonly [string, string];
  readonly validFrom: Day;
  /** The first day on which it no longer holds; null while it does. */
  readonly validTo: Day | null;
  readonly citation: string;
}

/** Sums of parts that must agree. That a commune's group and its villages' file the same figure, the door excludes (RULES 4). */
const JOINT_RELATIONS: readonly JointRelation[] = [
  {
    joint: 'XHS08',
    parts: ['XHS01', 'CQS10'],
    validFrom: '2022-01-01',
    validTo: null,
    citation: 'KH phường Thuận Phước 2022, mục III.6: “có điện thoại thông minh và cài đặt các ứng dụng số”'
  }
];

/** Every rule that a report breaks, in the order of its figures; about the whole report last. `day` is the period's last. */
export function checkReport(figures: readonly CheckedFigure[], day: Day): Finding[] {
  const found = figures.flatMap((figure) =>
    [overBase(figure), falls(figure), jumps(figure), outlies(figure)].filter((finding) => finding !== null)
  );
  found.push(...JOINT_RELATIONS.filter((one) => holdsOn(one, day)).flatMap((one) => joint(figures, one)));
  const copied = copies(figures);
  return copied ? [...found, copied] : found;
}

/**
 * A version that says less than the one before it (RULES 9a); null where it does not. `version` counts the versions of
 * the group and period from 1.
 */
export function saysFewer(lost: number, version: number): Finding | null {
  return lost > 0 ? finding('fewer', null, { lost, version }) : null;
}

/** The same of its texts and photos: what was written or shown is taken back, or was never taken over. */
export function saysFewerWords(lost: number, version: number): Finding | null {
  return lost > 0 ? finding('fewerWords', null, { lost, version }) : null;
}

/** More people than there are: over the denominator, or over the base fact, which may be out of date (RULES 7). */
function overBase({ indicator, kind, num, den, base }: CheckedFigure): Finding | null {
  if (kind !== 'share') return null;
  const over = den >= 0 && num > den ? den : base !== null && num > base ? base : null;
  return over === null ? null : finding('overBase', indicator, { num, base: over });
}

/** A stock that falls by more than a fifth of the newest figure that can be carried (three months back). */
function falls({ indicator, time, num, history }: CheckedFigure): Finding | null {
  if (time !== 'stock') return null;
  const before = history.slice(0, 3).find((figure) => figure !== null);
  return before && fallsByMoreThanAFifth(before.num, num)
    ? finding('falls', indicator, { num, before: before.num })
    : null;
}

/** Whether a figure falls by more than a fifth, exactly. */
function fallsByMoreThanAFifth(before: number, now: number): boolean {
  return (before - now) * 5 > before;
}

/** A figure that is far from what the other groups of the commune report, its first month included. */
function outlies({ indicator, num, den, neighbours }: CheckedFigure): Finding | null {
  if (!neighbours || !isOutlying(neighbours, num, den)) return null;
  const { count, low, median, high, isRate } = neighbours;
  return finding('outlying', indicator, { num, den, low, median, high, groups: count, rate: isRate ? 1 : 0 });
}

/** A figure that is far from the group's own months before. */
function jumps({ indicator, num, history }: CheckedFigure): Finding | null {
  const past = history.slice(0, HISTORY_MONTHS).flatMap((figure) => (figure ? [figure.num] : []));
  if (past.length < LEAST_HISTORY || !isOutlier(num, past)) return null;
  const sorted = [...past].sort((a, b) => a - b);
  return finding('jump', indicator, {
    num,
    median: doubledMedian(sorted) / 2,
    low: sorted[0] ?? 0,
    high: sorted.at(-1) ?? 0,
    months: past.length
  });
}

/**
 * Whether a figure is an outlier against others by the modified z-score |0.6745 (x − median) / MAD| > 3.5 (Iglewicz
 * and Hoaglin, How to Detect and Handle Outliers, 1993), in integers. Where more than half of the others are equal,
 * so that MAD is 0, the mean absolute deviation takes its place: |x − median| / (1.2533 meanAD) > 3.5. Where all are
 * equal: another figure by more than a fifth. A difference under `LEAST_JUMP` never is one.
 */
export function isOutlier(x: number, others: readonly number[]): boolean {
  const sorted = [...others].sort((a, b) => a - b);
  const median = doubledMedian(sorted);
  const away = Math.abs(2 * x - median);
  const deviations = sorted.map((one) => Math.abs(2 * one - median)).sort((a, b) => a - b);
  if (away < 2 * LEAST_JUMP) return false;
  const mad = doubledMedian(deviations);
  if (mad > 0) return 6745 * 2 * away > 35_000 * mad;
  const sum = deviations.reduce((total, one) => total + one, 0);
  if (sum > 0) return away * others.length * 10_000 > 43_866 * sum;
  return away * 5 > median;
}

/** Twice the median of sorted whole numbers, so that it is whole. */
function doubledMedian(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  return (sorted[half] ?? 0) + (sorted[sorted.length % 2 === 0 ? half - 1 : half] ?? 0);
}

/** Every figure is last month's again: nobody counted anew. */
function copies(figures: readonly CheckedFigure[]): Finding | null {
  const same = figures.every(({ num, den, history }) => history[0]?.num === num && history[0].den === den);
  const counted = figures.some(({ num }) => num > 0);
  if (!same || !counted || figures.length < LEAST_COPIED) return null;
  return finding('copied', null, { values: figures.length });
}

/** What does not fit between a joint figure and its parts. */
function joint(figures: readonly CheckedFigure[], relation: JointRelation): Finding[] {
  const of = (code: string) => figures.find(({ indicator }) => indicator === code);
  const whole = of(relation.joint);
  if (!whole) return [];
  const parts = relation.parts.map(of);
  const over = parts.flatMap((part) =>
    part && whole.num > part.num
      ? [finding('jointOver', whole.indicator, { num: whole.num, part: part.num }, part.indicator)]
      : []
  );
  const [a, b] = parts;
  if (over.length > 0 || !a || !b || a.den !== whole.den || b.den !== whole.den || whole.den < 0) return over;
  // Of a part that is larger than the base itself nothing follows: that part is what is wrong.
  if (a.num > a.den || b.num > b.den) return over;
  const least = a.num + b.num - whole.den;
  return whole.num < least
    ? [finding('jointUnder', whole.indicator, { num: whole.num, least, base: whole.den }, a.indicator)]
    : [];
}

function finding(
  check: Check,
  indicator: string | null,
  numbers: Finding['numbers'],
  other: string | null = null
): Finding {
  return { check, indicator, other, numbers };
}
