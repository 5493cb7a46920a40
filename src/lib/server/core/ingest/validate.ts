import type { EntryBody } from '../../../domain/entry.ts';
import { baseOn } from '../../../domain/group.ts';
import type { IndicatorNode, World, Expectation } from '../../../domain/world.ts';
import { currentPeriod, formatPeriod, lastDay, parsePeriod, type Period } from '../../../domain/period.ts';
import { answerLevels } from '../../../domain/standing-levels.ts';
import type { MatterDraft } from '../../../domain/matter.ts';
import {
  MAX_FILED,
  TEXT_NAMES,
  type FiledValue,
  type HowFiled,
  type ReportTexts
} from '../../../domain/report.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import { TOO_LARGE, LIMITS, type FaultCode, type Faults } from './faults.ts';
import type { LogPlace } from '../../../wire/log-place.ts';
import { parseVersion } from '../../../wire/version-id.ts';
import type { Submission, SubmittedValue } from './schema.ts';
import { reportPath, type Submitted } from './shape.ts';

/** A report as the log keeps it. */
export type ReportBody = Extract<EntryBody, { kind: 'report' }>;

/** A report that was judged right, with the difficulties that want an answer. */
export interface Judged {
  /** Where it lies in what was sent, as a JSON Pointer. */
  readonly path: string;
  readonly body: ReportBody;
  /** The version that it is based on, as it was named; null where it names none. */
  readonly base: LogPlace | null;
  readonly matters: readonly MatterDraft[];
}

/** What may keep a group from filing besides the world; null where nothing does. */
export type Bar = (group: GroupNode, period: Period, report: Submission) => FaultCode | null;

/**
 * Judges reports against the world as it stands and adds a fault for everything that is wrong; `now` is the server's
 * moment, which decides what is future. Answers those that are right: the call is accepted only where there is no
 * fault. Pure.
 */
export function validate(
  world: World,
  submitted: Submitted,
  now: number,
  faults: Faults,
  bar: Bar = () => null
): Judged[] {
  if (submitted.reports.length > LIMITS.reports) faults.add('', 'tooManyReports', { limit: LIMITS.reports });
  if (submitted.reports.length === 0 && faults.count === 0) faults.add('', 'noReports');
  if (faults.count > 0 && submitted.reports.length > LIMITS.reports) return [];
  const judge = new Judge(world, now, faults, bar);
  const judged: Judged[] = [];
  submitted.reports.forEach((report, index) => {
    const right = report && judge.report(report, submitted.paths, index);
    if (right) judged.push(right);
  });
  return judged;
}

/** What a report's values are judged by. */
interface Setting {
  readonly path: string;
  readonly group: GroupNode;
  readonly period: Period;
}

/** Judges the reports of one call; what it looks up for one it keeps for the next. */
class Judge {
  readonly #world: World;
  readonly #current: Period;
  readonly #faults: Faults;
  readonly #periods = new Map<string, Period | null>();
  readonly #expectations = new Map<Period, Expectation[]>();
  /** For each indicator the number of the last report that carried it. */
  readonly #carried: Int32Array;
  readonly #bar: Bar;
  #number = 0;

  constructor(world: World, now: number, faults: Faults, bar: Bar) {
    this.#world = world;
    this.#bar = bar;
    this.#current = currentPeriod(now, world.profile);
    this.#faults = faults;
    this.#carried = new Int32Array(world.indicators.length);
  }

  report(report: Submission, paths: Submitted['paths'], index: number): Judged | null {
    this.#number++;
    const before = this.#faults.count;
    const path = reportPath(paths, index);
    const period = this.#period(report.period, path);
    const group = this.#group(report.group, period, path);
    const texts = this.#texts(report, path);
    const submitted = report.values ?? [];
    const matters = report.matters?.map(cleaned) ?? [];
    const withdrawn = report.withdrawn ?? [];
    const others = [matters, withdrawn, report.photos ?? []];
    if (submitted.length === 0 && texts === NO_TEXTS && others.every((list) => list.length === 0))
      this.#faults.add(`${path}/values`, 'noValues');
    if (group && period !== null) this.#bars(group, period, report, path);
    if (group) this.#wanted(group, report, path);
    const setting = group && period !== null ? { path, group, period } : null;
    const values: FiledValue[] = [];
    for (let k = 0; k < submitted.length; k++) {
      const value = this.#value(submitted[k]!, k, path, setting);
      if (value) values.push(value);
    }
    for (const [k, what] of withdrawn.entries()) this.#withdrawal(what, `${path}/withdrawn/${k}`, report);
    if (period === null || !group || this.#faults.count > before) return null;
    const how = howFiled(report);
    const body = { kind: 'report' as const, group: group.group.code, period, values, texts };
    const base = report.basedOn ? parseVersion(report.basedOn) : null;
    return { path, body: how ? { ...body, how } : body, base, matters };
  }

  /** What is taken back is an indicator, a text or a photo, and not named beside it. */
  #withdrawal(what: string, at: string, report: Submission): void {
    const text = TEXT_NAMES.find((name) => name === what);
    const isNamed = text
      ? report[text]?.trim()
      : report.values?.some(({ indicator }) => indicator === what) || report.photos?.includes(what);
    if (isNamed) this.#faults.add(at, 'withdrawnAndNamed', { what });
    else if (!text && !this.#world.indicator(what) && !/^[0-9a-f]{64}$/.test(what))
      this.#faults.add(at, 'unknownWithdrawal', { what });
  }

  #bars(group: GroupNode, period: Period, report: Submission, path: string): void {
    const code = this.#bar(group, period, report);
    if (code === null) return;
    const what = code === 'periodLocked' ? formatPeriod(period) : group.group.code;
    this.#faults.add(code === 'reasonMissing' ? `${path}/reason` : `${path}/group`, code, { what });
  }

  /** A difficulty asks a level that stands above its group. */
  #wanted(group: GroupNode, report: Submission, path: string): void {
    if (!report.matters || report.matters.length === 0) return;
    const levels = answerLevels(this.#world.tree, group.ordinal);
    for (const [k, { wanted }] of report.matters.entries())
      if (!levels.includes(wanted)) this.#faults.add(`${path}/matters/${k}/wanted`, 'noSuchLevel');
  }

  #period(text: string, path: string): Period | null {
    let period = this.#periods.get(text);
    if (period === undefined) this.#periods.set(text, (period = parsePeriod(text)));
    if (period === null) this.#faults.add(`${path}/period`, 'badPeriod', { what: text });
    else if (period > this.#current) {
      this.#faults.add(`${path}/period`, 'futurePeriod', { what: formatPeriod(period) });
      return null;
    }
    return period;
  }

  #group(code: string, period: Period | null, path: string): GroupNode | null {
    const group = this.#world.tree.groupCalled(code);
    if (!group) this.#faults.add(`${path}/group`, 'unknownGroup', { what: code });
    else if (period === null || this.#world.alive(period)[group.ordinal]) return group;
    else this.#faults.add(`${path}/group`, 'groupClosed', { what: code });
    return null;
  }

  #texts(report: Submission, path: string): ReportTexts {
    const { tasks, difficulties, proposals, practices } = report;
    if (!tasks && !difficulties && !proposals && !practices) return NO_TEXTS;
    const texts = {
      tasks: this.#text(tasks, `${path}/tasks`),
      difficulties: this.#text(difficulties, `${path}/difficulties`),
      proposals: this.#text(proposals, `${path}/proposals`),
      practices: this.#text(practices, `${path}/practices`)
    };
    return Object.values(texts).every((text) => text === '') ? NO_TEXTS : texts;
  }

  #text(text: string | undefined, path: string): string {
    const clean = (text ?? '').normalize('NFC').trim();
    if (clean.length > LIMITS.text) this.#faults.add(path, 'textTooLong', { limit: LIMITS.text });
    return clean;
  }

  /** One figure; null where it is wrong. Where the group or the period is wrong (`setting` null), what can be judged is. */
  #value(value: SubmittedValue, k: number, path: string, setting: Setting | null): FiledValue | null {
    const { numerator, denominator } = value;
    const node = this.#world.indicator(value.indicator);
    const wrong = figureFault(numerator);
    const wrongDenominator =
      denominator === undefined || denominator === null ? null : figureFault(denominator);
    const fault = this.#indicatorFault(node, setting);
    if (!wrong && !wrongDenominator && !fault && node && setting && typeof numerator === 'number') {
      return this.#filed(node, numerator, typeof denominator === 'number' ? denominator : null, k, setting);
    }
    const at = `${path}/values/${k}`;
    if (fault) this.#faults.add(`${at}/indicator`, fault, { what: value.indicator });
    if (wrong) this.#faults.add(`${at}/numerator`, wrong, TOO_LARGE);
    if (wrongDenominator) this.#faults.add(`${at}/denominator`, wrongDenominator, TOO_LARGE);
    return null;
  }

  #indicatorFault(node: IndicatorNode | undefined, setting: Setting | null): FaultCode | null {
    if (!node) return 'unknownIndicator';
    if (this.#carried[node.ordinal] === this.#number) return 'duplicateIndicator';
    this.#carried[node.ordinal] = this.#number;
    if (!setting) return null;
    const expected = this.#expected(node.ordinal, setting.period);
    return this.#world.placeIn(expected, setting.group.ordinal) < 0 ? 'indicatorNotFiled' : null;
  }

  /** A figure with its denominator: as filed, else the base fact of the period's last day, frozen (RULES 7). */
  #filed(
    node: IndicatorNode,
    numerator: number,
    denominator: number | null,
    k: number,
    setting: Setting
  ): FiledValue | null {
    const { code, kind } = node.indicator;
    if (kind === 'count') {
      if (denominator === null) return { indicator: code, numerator, denominator };
      this.#faults.add(`${setting.path}/values/${k}/denominator`, 'denominatorNotAllowed', { what: code });
      return null;
    }
    if (denominator !== null) {
      if (kind === 'quota' || numerator <= denominator) return { indicator: code, numerator, denominator };
      const what = `${numerator} > ${denominator}`;
      this.#faults.add(`${setting.path}/values/${k}/numerator`, 'numeratorOverDenominator', { what });
      return null;
    }
    const base = kind === 'share' ? this.#base(node, setting) : this.#assigned(node, setting);
    if (base === null) {
      this.#faults.add(`${setting.path}/values/${k}/denominator`, 'denominatorMissing', { what: code });
      return null;
    }
    // Nobody there is counted by the base fact: a share of them is no figure (RULES 7, 15).
    if (kind === 'share' && base === 0 && numerator > 0) {
      this.#faults.add(`${setting.path}/values/${k}/numerator`, 'overNothing', { what: code });
      return null;
    }
    const filed = { indicator: code, numerator, denominator: base };
    return kind === 'share' && numerator > base ? { ...filed, overBase: true } : filed;
  }

  /** What a quota assigned to the group itself: it is divided, never inherited (RULES 13). */
  #assigned(node: IndicatorNode, { group, period }: Setting): number | null {
    const { targets, profile } = this.#world;
    return targets.given(node.ordinal, group.ordinal, lastDay(period, profile))?.assigned ?? null;
  }

  #base(node: IndicatorNode, { group, period }: Setting): number | null {
    const { base } = node.indicator;
    if (base === null) return null;
    const expected = this.#expected(node.ordinal, period);
    // 0 stands for both no base fact and one of 0: only then is the group asked.
    const known = expected.base[this.#world.placeIn(expected, group.ordinal)] ?? 0;
    return known > 0
      ? known
      : (baseOn(group.group, base, lastDay(period, this.#world.profile))?.value ?? null);
  }

  /** `World.expected` without making its key for each of a hundred thousand figures. */
  #expected(indicator: number, period: Period): Expectation {
    let byIndicator = this.#expectations.get(period);
    if (!byIndicator) this.#expectations.set(period, (byIndicator = []));
    return (byIndicator[indicator] ??= this.#world.expected(indicator, period));
  }
}

const NO_TEXTS: ReportTexts = { tasks: '', difficulties: '', proposals: '', practices: '' };

/** How a report says that it was filed; null where it says nothing of it. */
function howFiled({ onBehalf, claimedAt, reason, photos, basedOn, withdrawn }: Submission): HowFiled | null {
  const how: HowFiled = {
    ...(onBehalf ? { onBehalf } : {}),
    ...(claimedAt === undefined ? {} : { claimedAt: Date.parse(claimedAt) }),
    ...(reason?.trim() ? { reason: reason.normalize('NFC').trim() } : {}),
    ...(photos?.length ? { photos: [...new Set(photos)] } : {}),
    ...(basedOn === undefined
      ? {}
      : { basedOn: basedOn === null ? 0 : (parseVersion(basedOn)?.position ?? 0) }),
    ...(withdrawn?.length ? { withdrawn: [...new Set(withdrawn)] } : {})
  };
  return Object.keys(how).length > 0 ? how : null;
}

function cleaned({ kind, text, proposal, wanted }: MatterDraft): MatterDraft {
  return { kind, text: text.normalize('NFC').trim(), proposal: proposal.normalize('NFC').trim(), wanted };
}

/** What is wrong with a figure; null where it is a whole number from 0 to `MAX_FILED`. */
function figureFault(figure: unknown): FaultCode | null {
  if (typeof figure !== 'number' || Number.isNaN(figure)) return 'notANumber';
  if (figure < 0) return 'negative';
  if (figure > MAX_FILED) return figure === Infinity ? 'notANumber' : 'tooLarge';
  return Number.isInteger(figure) ? null : 'notWhole';
}
