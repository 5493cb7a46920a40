import type { MatterDraft } from '../domain/matter.ts';
import type { FilingSheet } from '../wire/filing.ts';
import { check } from './checks.ts';
import { fieldOf, unconfirmed, type Draft } from './draft.ts';

/** A report as `POST /api/v1/reports` takes it, without its photos: those are named when they have arrived. */
export interface ReportToSend {
  readonly group: string;
  readonly period: string;
  readonly values: readonly { indicator: string; numerator: number; denominator?: number }[];
  readonly tasks?: string;
  readonly practices?: string;
  readonly matters?: readonly MatterDraft[];
  readonly reason?: string;
  readonly onBehalf?: true;
  /** When the person pressed send, by the phone's clock. */
  readonly claimedAt: string;
}

/** What a draft comes to before it is sent. */
export interface Overview {
  readonly report: ReportToSend;
  /** Codes of indicators with a figure that will be sent. */
  readonly filled: readonly string[];
  /** Codes of those that stand as last month's figure and will not be sent. */
  readonly unconfirmed: readonly string[];
  /** Codes of those without any figure. */
  readonly missing: readonly string[];
  /** Codes of those with a fault, or a fall without its reason. */
  readonly wrong: readonly string[];
  /** It corrects an approved or returned report and says not why. */
  readonly needsReason: boolean;
  /** There is nothing in it at all. */
  readonly isEmpty: boolean;
  readonly canSend: boolean;
}

/** Whether what is sent now corrects something that has been judged, so that it must say why. */
export function correctsJudged(sheet: Pick<FilingSheet, 'versions'>): boolean {
  return sheet.versions.some(({ state }) => state === 'approved' || state === 'returned');
}

/** Looks a draft over and makes the report out of it. `now` is milliseconds UTC. */
export function overview(sheet: FilingSheet, draft: Draft, now: number): Overview {
  const values: { indicator: string; numerator: number; denominator?: number }[] = [];
  const [missing, wrong, whys]: [string[], string[], string[]] = [[], [], []];
  for (const indicator of sheet.indicators) {
    const field = fieldOf(indicator, draft.values[indicator.code]);
    if (field.num === '' && field.den === '') missing.push(indicator.code);
    if (!field.mine) continue;
    const { fault, needsWhy, fall, num, den } = check(indicator, field);
    if (fault || needsWhy) wrong.push(indicator.code);
    else if (num !== null) {
      values.push({
        indicator: indicator.code,
        numerator: num,
        ...(den === null ? {} : { denominator: den })
      });
      if (fall !== null) whys.push(`${indicator.short.vi}: ${field.why.trim()}`);
    }
  }
  const { reason, needsReason } = reasonOf(sheet, draft, whys);
  const matters = draft.matters.filter(({ text }) => text.trim() !== '');
  const report: ReportToSend = {
    group: draft.group,
    period: draft.period,
    values,
    ...given('tasks', draft.tasks),
    ...given('practices', draft.practices),
    ...(matters.length > 0 ? { matters } : {}),
    ...given('reason', reason),
    ...(draft.onBehalf ? { onBehalf: true as const } : {}),
    claimedAt: new Date(now).toISOString()
  };
  const isEmpty = values.length === 0 && !report.tasks && !report.practices && matters.length === 0;
  return {
    report,
    filled: values.map(({ indicator }) => indicator),
    unconfirmed: unconfirmed(sheet, draft).map(({ code }) => code),
    missing,
    wrong,
    needsReason,
    isEmpty,
    canSend: !isEmpty && wrong.length === 0 && !needsReason && !sheet.locked
  };
}

function reasonOf(sheet: FilingSheet, draft: Draft, whys: readonly string[]) {
  const own = draft.reason.trim();
  return {
    reason: [own, ...whys].filter((text) => text !== '').join('\n'),
    needsReason: own === '' && correctsJudged(sheet)
  };
}

function given<K extends 'tasks' | 'practices' | 'reason'>(key: K, text: string): Partial<Record<K, string>> {
  const clean = text.trim();
  const found: Partial<Record<K, string>> = {};
  if (clean !== '') found[key] = clean;
  return found;
}
