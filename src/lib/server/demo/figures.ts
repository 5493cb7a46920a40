import type { Indicator } from '../../domain/indicator.ts';
import { yearOf, type Period } from '../../domain/period.ts';
import { leaningOf } from './advance.ts';
import { FLOWS, QUARTERLY, QUOTA, rateAt, season, SELLERS, SHARES, type ShareModel } from './models.ts';
import { assignedTo } from './pilot.ts';
import { bell, chance, hashText, mix } from './random.ts';
import type { Reporter } from './reporters.ts';

/** A figure as a group sends it; `denominator` null leaves the base fact to the door (RULES 7). */
export interface DemoValue {
  readonly indicator: string;
  readonly numerator: number;
  readonly denominator: number | null;
}

/** Purposes of the draws of this file. */
const LAG = 51;
const ROUND = 52;
const RECOUNT = 53;
const FALL = 54;
const OUTGROWN = 55;
const TYPO = 56;
const EVENTS = 57;

/** In the pilot everything was new: lower to begin with and faster. */
const PILOT_BEHIND = 0.9;
const PILOT_SPEED = 5;

/** One indicator with the models and hashes that its figures are drawn from. */
interface Line {
  readonly indicator: Indicator;
  readonly salt: number;
  /** Its place in the catalogue. */
  readonly place: number;
}

/** What a kind of reporter files, worked out once for a catalogue. `anchor` is the reported period that curves end in. */
export class Figures {
  readonly #lines: readonly Line[];
  /** By reporter and place in the catalogue; NaN where not worked out yet. */
  readonly #leanings = new Map<Reporter, Float64Array>();
  readonly #byCommune = new Map<string, number>();

  constructor(indicators: readonly Indicator[]) {
    this.#lines = indicators.map((indicator, place) => ({
      indicator,
      salt: hashText(indicator.code),
      place
    }));
  }

  /** Every figure of a reporter's report for a period, mistakes and all. */
  report(reporter: Reporter, period: Period, day: string, anchor: Period): DemoValue[] {
    const values: DemoValue[] = [];
    const typo = typoOf(reporter, period);
    for (const line of this.#lines) {
      if (!isFiled(reporter, line.indicator, period, day, anchor)) continue;
      const value = this.#value(reporter, line, period, anchor);
      values.push(isMistyped(value, typo) ? { ...value, numerator: value.numerator * 10 } : value);
    }
    return values;
  }

  /** The right figure of the one that `report` wrote with a digit too many; empty where there was none. */
  correction(reporter: Reporter, period: Period, day: string, anchor: Period): DemoValue[] {
    const typo = typoOf(reporter, period);
    const line = this.#lines.find((one) => one.indicator.code === typo);
    if (!line || !isFiled(reporter, line.indicator, period, day, anchor)) return [];
    const value = this.#value(reporter, line, period, anchor);
    return isMistyped(value, typo) ? [value] : [];
  }

  #value(reporter: Reporter, line: Line, period: Period, anchor: Period): DemoValue {
    const code = line.indicator.code;
    if (code === 'XHS08') return this.#joint(reporter, line, period, anchor);
    const flow = FLOWS[code];
    const model = flow
      ? SHARES.KTS01!
      : code === 'CQS03'
        ? QUOTA
        : code === 'KTS06'
          ? SELLERS
          : SHARES[code]!;
    const months = period - anchor - (chance(reporter.hash, LAG, period) < 0.3 ? 1 : 0);
    const advance = this.#advance(reporter, line, model, months);
    if (flow) {
      const mean = flow.perGroup + flow.perHousehold * (reporter.bases.households ?? 0);
      return count(code, happened(reporter, line, period, mean * Math.exp(0.35 * advance)));
    }
    const rate = rateAt(model, advance);
    if (code === 'CQS03') return quota(reporter, period, rate);
    if (code === 'CQS04' || code === 'CQS05') return ofEvents(reporter, line, period, rate);
    if (code !== 'KTS06') return share(reporter, line, period, anchor, rate);
    return count(code, Math.floor((reporter.bases.businesses ?? 0) * rate + chance(reporter.hash, ROUND)));
  }

  /** A reporter's advance in an indicator, months before or after the anchor. */
  #advance(reporter: Reporter, line: Line, model: ShareModel, months: number): number {
    const level = reporter.advance + this.#leaning(reporter, line);
    if (!reporter.pilot) return level + model.growth * months;
    return level - PILOT_BEHIND + PILOT_SPEED * model.growth * months;
  }

  #leaning(reporter: Reporter, line: Line): number {
    let leanings = this.#leanings.get(reporter);
    if (!leanings) {
      this.#leanings.set(reporter, (leanings = new Float64Array(this.#lines.length).fill(NaN)));
    }
    if (Number.isNaN(leanings[line.place]!)) {
      leanings[line.place] = 0.2 * bell(reporter.hash, line.salt) + this.#communeLeaning(reporter, line);
    }
    return leanings[line.place]!;
  }

  #communeLeaning({ commune }: Reporter, { indicator }: Line): number {
    if (!commune) return 0;
    const key = `${commune.code}/${indicator.code}`;
    let leaning = this.#byCommune.get(key);
    if (leaning === undefined) this.#byCommune.set(key, (leaning = leaningOf(commune, indicator.code)));
    return leaning;
  }

  /** Phone and apps (XHS08) of those with a phone (XHS01) and those with apps (CQS10): never more than either. */
  #joint(reporter: Reporter, line: Line, period: Period, anchor: Period): DemoValue {
    const part = (code: string) => {
      const other = this.#lines.find((one) => one.indicator.code === code)!;
      return this.#value(reporter, other, period, anchor);
    };
    const phones = part('XHS01');
    const apps = part('CQS10');
    const base = reporter.bases.age15to65 ?? 0;
    const least = Math.max(0, phones.numerator + apps.numerator - base);
    const numerator = Math.max(least, Math.floor(0.96 * Math.min(phones.numerator, apps.numerator)));
    return { indicator: line.indicator.code, numerator: Math.min(numerator, base), denominator: null };
  }
}

/** Whether a reporter's report for a period carries an indicator. */
function isFiled(
  reporter: Reporter,
  indicator: Indicator,
  period: Period,
  day: string,
  anchor: Period
): boolean {
  const source = indicator.source;
  if (source.type !== 'filed' || !source.by.includes(reporter.kind)) return false;
  if (reporter.kind === 'bank' && indicator.code !== 'KTS02') return false;
  if (reporter.kind === 'department' && indicator.code === 'CQS01') return false;
  if (reporter.notApplicable.includes(indicator.code)) return false;
  if (indicator.validFrom > day || (indicator.validTo !== null && indicator.validTo <= day)) return false;
  return reporter.pilot || !QUARTERLY.has(indicator.code) || (anchor - period) % 3 === 0;
}

/** Which figure of a report was typed with a digit too many; almost always none. */
export function typoOf(reporter: Reporter, period: Period): 'KTS01' | 'XHS03' | null {
  const draw = reporter.kind.endsWith('-group') ? chance(reporter.hash, TYPO, period) : 1;
  return draw < 0.0006 ? 'KTS01' : draw < 0.0012 ? 'XHS03' : null;
}

/** Only where the denominator is left to the base fact: over a filed one the door would refuse it (RULES 7). */
function isMistyped(value: DemoValue, typo: string | null): boolean {
  return value.indicator === typo && value.denominator === null;
}

function count(indicator: string, numerator: number): DemoValue {
  return { indicator, numerator, denominator: null };
}

function share(reporter: Reporter, line: Line, period: Period, anchor: Period, rate: number): DemoValue {
  const { code, base } = line.indicator;
  const of = reporter.bases[base ?? ''] ?? 0;
  const hash = mix(reporter.hash, line.salt);
  const reached = Math.min(of, Math.floor(of * rate + chance(hash, ROUND)));
  const households = base === 'households';
  if (households && chance(hash, OUTGROWN) < 0.004 && anchor - period < 6) {
    return {
      indicator: code,
      numerator: Math.ceil(of * (1.01 + 0.05 * chance(hash, ROUND))),
      denominator: null
    };
  }
  if (chance(hash, FALL, period) < 0.0012)
    return { indicator: code, numerator: Math.floor(reached * 0.68), denominator: null };
  if (households && chance(reporter.hash, RECOUNT) < 0.03) {
    const counted = Math.round(of * (0.98 + 0.05 * chance(reporter.hash, RECOUNT, 1)));
    return { indicator: code, numerator: Math.min(reached, counted), denominator: counted };
  }
  return { indicator: code, numerator: reached, denominator: null };
}

function quota(reporter: Reporter, period: Period, rate: number): DemoValue {
  const assigned = assignedTo(reporter, yearOf(period));
  const made = Math.floor(assignedTo(reporter, 9999) * rate + chance(reporter.hash, ROUND));
  return { indicator: 'CQS03', numerator: made, denominator: assigned };
}

/** A share whose denominator is of the period itself: dossiers received, services offered. Zero is possible. */
function ofEvents(reporter: Reporter, line: Line, period: Period, rate: number): DemoValue {
  const { code, base } = line.indicator;
  const usual = reporter.bases[base ?? ''] ?? 0;
  const all = base === 'dossiers' ? Math.max(1, happened(reporter, line, period, usual)) : usual;
  const wobble = 1 + 0.04 * (chance(reporter.hash, line.salt, period) - 0.5);
  return { indicator: code, numerator: Math.min(all, Math.round(all * rate * wobble)), denominator: all };
}

/** How many times something happened in a period where `mean` is usual, by season and chance. */
function happened(reporter: Reporter, line: Line, period: Period, mean: number): number {
  const hash = mix(mix(reporter.hash, line.salt), EVENTS);
  const busy = mean * season(period % 12) * Math.exp(0.25 * bell(hash, period));
  if (busy < 4) return Math.floor(busy + chance(hash, ROUND, period));
  return Math.max(0, Math.round(busy + Math.sqrt(busy) * bell(hash, period + 1)));
}
