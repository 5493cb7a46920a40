import type { EntryDraft } from '../../domain/entry.ts';
import { reportedPeriod, type Period } from '../../domain/period.ts';
import type { ReviewState } from '../../domain/report.ts';
import { chance, hashText, mix } from './random.ts';
import type { Reporter } from './reporters.ts';
import { endOfReceipts } from './timing.ts';

/** A report that the log has taken in. */
export interface TakenReport {
  readonly position: number;
  readonly group: string;
  readonly period: Period;
  readonly at: number;
}

const VERDICT = 91;
const QUICK = 92;
const REASON = 93;

/** Reviews are written on the 27th (Vietnam), from nine in the morning, province after province. */
const FIRST_HOUR_MS = 9 * 3_600_000;
const APART_MS = 6 * 60_000;
/** Before that day only what came this long ago has been looked at, in one province of six. */
const QUICK_AFTER_MS = 36 * 3_600_000;

const REASONS = [
  'Số liệu tăng quá nhanh so với kỳ trước, đề nghị kiểm tra lại.',
  'Tử số lớn hơn số hộ đang quản lý, đề nghị rà soát.',
  'Thiếu phần kết quả thực hiện nhiệm vụ, đề nghị bổ sung.',
  'Số liệu giảm so với kỳ trước mà không nêu lý do.'
];

/**
 * The reviews of one period's reports, one entry a province, state and reason, with the positions concerned. Past
 * periods are nearly all approved, a few reports are returned; of the reported period only some provinces have begun.
 * Their times follow the period's last report and come before the next month's first, so call it between the two.
 */
export function reviewEntries(
  reporters: readonly Reporter[],
  period: Period,
  reports: readonly TakenReport[],
  now: number
): EntryDraft[] {
  const provinces = new Map(reporters.map((reporter) => [reporter.code, reporter.province]));
  const byProvince = new Map<string, TakenReport[]>();
  for (const report of reports) {
    const province = provinces.get(report.group);
    if (province === undefined || report.period !== period) continue;
    const list = byProvince.get(province);
    if (list) list.push(report);
    else byProvince.set(province, [report]);
  }
  return [...byProvince.keys()]
    .sort()
    .flatMap((province, i) => ofProvince(province, i, period, byProvince.get(province)!, now));
}

function ofProvince(
  province: string,
  order: number,
  period: Period,
  reports: readonly TakenReport[],
  now: number
): EntryDraft[] {
  const regular = endOfReceipts(period) + FIRST_HOUR_MS + order * APART_MS;
  const early = regular > now;
  if (early && (period < reportedPeriod(now, 'window') || chance(hashText(province), QUICK, period) > 1 / 6))
    return [];
  const read = early ? reports.filter((report) => report.at < now - QUICK_AFTER_MS) : reports;
  const at = early ? now : regular;
  const piles = new Map<string, number[]>();
  for (const report of read) {
    const verdict = verdictOn(report);
    if (verdict === null) continue;
    const pile = piles.get(verdict);
    if (pile) pile.push(report.position);
    else piles.set(verdict, [report.position]);
  }
  return [...piles].map(([verdict, positions]) => {
    const state: ReviewState = verdict === '' ? 'approved' : 'returned';
    return {
      at,
      actor: `demo-${province}`,
      body: { kind: 'review', reports: positions, state, reason: verdict }
    };
  });
}

/** '' approves, a text returns for that reason, null leaves the report as it is. */
export function verdictOn(report: Pick<TakenReport, 'group' | 'period'>): string | null {
  const draw = chance(mix(hashText(report.group), report.period), VERDICT);
  if (draw < 0.015) return null;
  if (draw < 0.022) return REASONS[Math.floor(REASONS.length * chance(hashText(report.group), REASON))]!;
  return '';
}
