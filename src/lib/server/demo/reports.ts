import { lastDay, reportedPeriod, type Period } from '../../domain/period.ts';
import type { ReportTexts } from '../../domain/report.ts';
import { Figures, type DemoValue } from './figures.ts';
import type { Reporter } from './reporters.ts';
import { readIndicators } from './structure.ts';
import { CORRECTION_TEXTS, textsOf } from './texts.ts';
import {
  closingsOf,
  correctionOf,
  firstPeriod,
  isEarly,
  PILOT_FIRST,
  PILOT_LAST,
  receiptOf
} from './timing.ts';

/** A report of the demo on its way to the door; `at` is when the server received it, milliseconds UTC. */
export interface DemoReport {
  readonly at: number;
  readonly group: string;
  readonly period: Period;
  readonly values: readonly DemoValue[];
  readonly texts: ReportTexts;
}

/** No batch holds more reports than this (the door takes 10,000: RULES 19). */
const BATCH = 5000;

/** One report to come: a reporter and period, first version or correction. */
interface Arrival {
  readonly at: number;
  readonly reporter: Reporter;
  readonly period: Period;
  readonly corrects: boolean;
}

/**
 * Every report that had arrived by `now`, in the order of arrival, in batches. All reports due in a month arrive
 * between its 15th and 26th, together with the few early ones of the next period; a batch never mixes two months,
 * and what comes after a day on which units put the month together is in another than what came before.
 */
export function* reportBatches(reporters: readonly Reporter[], now: number): Generator<DemoReport[]> {
  const reported = reportedPeriod(now, 'window');
  const figures = new Figures(readIndicators());
  for (const month of months(reported)) {
    const arrivals = arrivalsOf(reporters, month, reported, now);
    const cuts = closingsOf(month, reported).map(({ at }) => at);
    for (let from = 0, to = 0; from < arrivals.length; from = to) {
      const cut = cuts.find((at) => at > arrivals[from]!.at) ?? Infinity;
      while (to < arrivals.length && to < from + BATCH && arrivals[to]!.at < cut) to++;
      const batch = arrivals.slice(from, to).map((arrival) => written(figures, arrival, reported));
      // A correction is empty where the report it would correct had no mistake after all.
      yield batch.filter((report) => report.values.length > 0);
    }
  }
}

/** The months in which reports arrive: the pilot's, then those of today's groups. */
function* months(reported: Period): Generator<Period> {
  for (let month = PILOT_FIRST; month <= PILOT_LAST; month++) yield month;
  for (let month = firstPeriod(reported); month <= reported; month++) yield month;
}

function arrivalsOf(reporters: readonly Reporter[], month: Period, reported: Period, now: number): Arrival[] {
  const found: Arrival[] = [];
  const pilot = month <= PILOT_LAST;
  for (const reporter of reporters) {
    if (reporter.pilot !== pilot) continue;
    for (let period = month; period <= month + (pilot ? 0 : 1); period++) {
      // In a month come its own reports, save those that came early, and the early ones of the next period.
      if (isEarly(reporter, period) === (period === month)) continue;
      const at = receiptOf(reporter, period, reported);
      if (at === null || at > now) continue;
      found.push({ at, reporter, period, corrects: false });
      const corrected = correctionOf(reporter, period, at);
      if (corrected !== null && corrected <= now)
        found.push({ at: corrected, reporter, period, corrects: true });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function written(
  figures: Figures,
  { at, reporter, period, corrects }: Arrival,
  reported: Period
): DemoReport {
  const anchor = reporter.pilot ? PILOT_LAST : reported;
  const day = lastDay(period, 'window');
  return {
    at,
    group: reporter.code,
    period,
    values: corrects
      ? figures.correction(reporter, period, day, anchor)
      : figures.report(reporter, period, day, anchor),
    texts: corrects ? CORRECTION_TEXTS : textsOf(reporter, period)
  };
}
