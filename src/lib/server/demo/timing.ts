import { parsePeriod, type Period } from '../../domain/period.ts';
import { chance } from './random.ts';
import { typoOf } from './figures.ts';
import { CENTRES_FROM, SILENT_COMMUNES, type Reporter } from './reporters.ts';

/** The first period that the demo's groups of today file, and the longest history that it makes up. */
const FIRST = parsePeriod('2025-07')!;
const LONGEST = 17;
export const PILOT_FIRST = parsePeriod('2022-06')!;
export const PILOT_LAST = parsePeriod('2022-12')!;

/** Days of the due month (Vietnam) on which reports begin and end to arrive; reviews follow. */
const FIRST_DAY = 15;
const LAST_DAY = 26;

/** Purposes of the draws of this file. */
const LIFE = 61;
const SPAN = 62;
const MISSED = 63;
const EARLY = 64;
const DAY = 65;
const HOUR = 66;
const FIXED = 67;

const MS_OF_DAY = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

/** The first period of the demo's history when `reported` is the newest that has ended. */
export function firstPeriod(reported: Period): Period {
  return Math.max(FIRST, reported - LONGEST + 1);
}

/**
 * When the report of a reporter for a period arrives (milliseconds UTC), or null where it never does: some groups
 * never file, some have stopped, some began late, each now and then misses a month, few are early or late.
 */
export function receiptOf(reporter: Reporter, period: Period, reported: Period): number | null {
  if (!files(reporter, period, reported)) return null;
  const early = isEarly(reporter, period);
  // An early report comes in the first days of its own window, which begins in the month before.
  const month = early ? period - 1 : period;
  return momentOf(
    month,
    early ? 18 + dayOf(reporter, period, 7) : dueDay(reporter, period),
    reporter,
    period
  );
}

/** When the mistyped figure of a report is put right: a day or two later, never after the last day; null for others. */
export function correctionOf(reporter: Reporter, period: Period, receivedAt: number): number | null {
  if (typoOf(reporter, period) === null) return null;
  const later = receivedAt + (18 + 30 * chance(reporter.hash, FIXED, period)) * 3_600_000;
  return later < endOfReceipts(period) ? Math.round(later) : null;
}

/** Midnight (Vietnam) after the last day on which reports of a period arrive. */
export function endOfReceipts(period: Period): number {
  return startOfDay(period, LAST_DAY) + MS_OF_DAY;
}

/** So many of the last periods are put together by units of some provinces. */
export const CLOSED_PERIODS = 4;
/** From when to when that is done on its day: between office hours and the evening, when no report arrives. */
const CLOSING_HOUR = 17.17;
export const CLOSING_MS = 1.8 * 3_600_000;

/** A day on which units put a period together: the last one on time for communes (19th), for departments (24th). */
export interface Closing {
  readonly period: Period;
  readonly step: 'commune' | 'department';
  /** When it begins, milliseconds UTC. */
  readonly at: number;
}

/** The days on which a month's period is put together, in order; none for older periods. */
export function closingsOf(period: Period, reported: Period): Closing[] {
  if (period <= reported - CLOSED_PERIODS || period > reported) return [];
  const begin = (day: number) => startOfDay(period, day) + Math.round(CLOSING_HOUR * 3_600_000);
  return [
    { period, step: 'commune', at: begin(19) },
    { period, step: 'department', at: begin(24) }
  ];
}

/** Whether a report comes weeks before its period is due. */
export function isEarly(reporter: Reporter, period: Period): boolean {
  return reporter.kind.endsWith('-group') && !reporter.pilot && chance(reporter.hash, EARLY, period) < 0.008;
}

function files(reporter: Reporter, period: Period, reported: Period): boolean {
  if (reporter.pilot) return period <= PILOT_LAST && chance(reporter.hash, MISSED, period) > 0.05;
  if (period < firstPeriod(reported)) return false;
  if (reporter.validFrom === CENTRES_FROM && period < parsePeriod('2026-01')!) return false;
  if (reporter.kind === 'province-office' || reporter.kind === 'bank')
    return chance(reporter.hash, MISSED, period) > 0.01;
  const harder = Math.exp(-0.35 * reporter.advance);
  if (reporter.kind !== 'police' && SILENT_COMMUNES.has(reporter.commune?.code ?? '')) return false;
  const life = chance(reporter.hash, LIFE) / harder;
  if (life < 0.016) return false;
  if (life < 0.034) return period < reported - 3 - Math.floor(5 * chance(reporter.hash, SPAN));
  if (life < 0.08) return period >= firstPeriod(reported) + 1 + Math.floor(4 * chance(reporter.hash, SPAN));
  return chance(reporter.hash, MISSED, period) > 0.035 * harder;
}

/** The day of the month: most between the 15th and the 19th, some on the 20th, a few after it. */
function dueDay(reporter: Reporter, period: Period): number {
  const slow = chance(reporter.hash, SPAN, 7) < 0.1 ? 0.12 : 0;
  const draw = Math.min(0.9999, chance(reporter.hash, DAY, period) + slow);
  const upTo = [0.12, 0.34, 0.68, 0.82, 0.91, 0.96];
  const before = upTo.findIndex((edge) => draw < edge);
  if (before >= 0) return FIRST_DAY + before;
  return (
    FIRST_DAY + upTo.length + Math.floor(((draw - 0.96) / 0.04) * (LAST_DAY - FIRST_DAY - upTo.length + 1))
  );
}

function dayOf(reporter: Reporter, period: Period, days: number): number {
  return Math.floor(days * chance(reporter.hash, DAY, period));
}

/** A moment of a day in Vietnam: mostly office hours, sometimes the evening. */
function momentOf(month: Period, day: number, reporter: Reporter, period: Period): number {
  const draw = chance(reporter.hash, HOUR, period);
  const within = chance(reporter.hash, HOUR, period + 4096);
  const hour = draw < 0.5 ? 7.5 + 4 * within : draw < 0.9 ? 13.25 + 3.9 * within : 19 + 2.8 * within;
  return startOfDay(month, day) + Math.round(hour * 3_600_000);
}

/** Midnight in Vietnam at the start of a day of a month. */
function startOfDay(month: Period, day: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, day) - VIETNAM_MS;
}
