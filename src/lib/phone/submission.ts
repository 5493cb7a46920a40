import type { MatterDraft } from '../domain/matter.ts';
import type { FilingSheet, SheetIndicator } from '../api/filing.ts';
import { check, denominatorOf } from './checks.ts';
import { fieldOf, unconfirmed, type Draft } from './draft.ts';

/** A report as `POST /api/v1/reports` takes it, without its photos: those are named when they have arrived. */
export interface ReportToSend {
  readonly group: string;
  readonly period: string;
  /** The version that its author was shown; null where there was none; absent where that is not known. */
  readonly basedOn?: string | null;
  readonly values: readonly { indicator: string; numerator: number; denominator?: number }[];
  readonly tasks?: string;
  readonly practices?: string;
  readonly matters?: readonly MatterDraft[];
  /** Codes of indicators, `tasks`, `practices`, SHA-256 of photos that it takes back. */
  readonly withdrawn?: readonly string[];
  readonly reason?: string;
  readonly onBehalf?: true;
  /** When the person pressed send, by the phone's clock. */
  readonly claimedAt: string;
}

/** A figure that the report will say. */
interface SaidFigure {
  readonly indicator: SheetIndicator;
  readonly num: number;
  /** What it is measured by; null for counts. */
  readonly den: number | null;
  /** It is taken over from the version before, as it was. */
  readonly isKept: boolean;
}

/** What a draft comes to before it is sent. */
export interface Overview {
  readonly report: ReportToSend;
  /** Every figure that the report will say, its own and those taken over (RULES 9a). */
  readonly says: readonly SaidFigure[];
  /** Codes of indicators that the version before said and that this one takes back. */
  readonly withdrawn: readonly string[];
  /** Codes of those that stand as last month's figure and will not be sent. */
  readonly unconfirmed: readonly string[];
  /** Codes of those without any figure. */
  readonly missing: readonly string[];
  /** Codes of those with a fault, or a fall without its reason. */
  readonly wrong: readonly string[];
  /** It corrects an approved or returned report and says not why. */
  readonly needsReason: boolean;
  /** There is nothing new in it at all. */
  readonly isEmpty: boolean;
  readonly canSend: boolean;
}

/** Whether what is sent now corrects something that has been judged, so that it must say why. */
export function correctsJudged(sheet: Pick<FilingSheet, 'versions'>): boolean {
  return sheet.versions.some(({ state }) => state === 'approved' || state === 'returned');
}

/** Looks a draft over and makes the report out of it: what it changes of its base. `now` is milliseconds UTC. */
export function overview(sheet: FilingSheet, draft: Draft, now: number): Overview {
  const values: { indicator: string; numerator: number; denominator?: number }[] = [];
  const says: SaidFigure[] = [];
  const [missing, wrong, withdrawn, whys]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const indicator of sheet.indicators) {
    const { code, filed } = indicator;
    const field = fieldOf(indicator, draft.values[code]);
    if (!field.mine) {
      if (filed) says.push({ indicator, num: filed.num, den: filed.den, isKept: true });
      else if (field.num === '') missing.push(code);
      continue;
    }
    const { fault, needsWhy, fall, num, den } = check(indicator, field);
    if (fault || needsWhy) wrong.push(code);
    else if (num === null) (filed ? withdrawn : missing).push(code);
    else {
      values.push({ indicator: code, numerator: num, ...(den === null ? {} : { denominator: den }) });
      says.push({ indicator, num, den: denominatorOf(indicator, den), isKept: false });
      if (fall !== null) whys.push(`${indicator.short.vi}: ${field.why.trim()}`);
    }
  }
  const { reason, needsReason } = reasonOf(sheet, draft, whys);
  const matters = draft.matters.filter(({ text }) => text.trim() !== '');
  const taken = [...withdrawn, ...draft.withdrawn];
  const report: ReportToSend = {
    group: draft.group,
    period: draft.period,
    ...(draft.base ? { basedOn: draft.base.id } : {}),
    values,
    ...given('tasks', draft.tasks),
    ...given('practices', draft.practices),
    ...(matters.length > 0 ? { matters } : {}),
    ...(taken.length > 0 ? { withdrawn: taken } : {}),
    ...given('reason', reason),
    ...(draft.onBehalf ? { onBehalf: true as const } : {}),
    claimedAt: new Date(now).toISOString()
  };
  const isEmpty =
    values.length + matters.length + taken.length + draft.photos.length === 0 &&
    !report.tasks &&
    !report.practices;
  return {
    report,
    says,
    withdrawn,
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
