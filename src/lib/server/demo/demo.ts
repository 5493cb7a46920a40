import type { EntryDraft } from '../../domain/entry.ts';
import type { Period } from '../../domain/period.ts';
import { pilotReporters } from './pilot.ts';
import { readPlaces, type Places } from './places.ts';
import { currentReporters, type Reporter } from './reporters.ts';
import { reportBatches, type DemoReport } from './reports.ts';
import { reviewEntries, type TakenReport } from './reviews.ts';
import { structureEntries } from './structure.ts';

export type { DemoReport, TakenReport };

/** What the demo is drawn from; made once, since it holds no clock and nothing that was filed. */
interface Cast {
  readonly places: Places;
  readonly reporters: readonly Reporter[];
}
let cast: Cast | null = null;

/** The places of the demo and all its reporters, the pilot's of 2022 first. */
export function demoCast(): Cast {
  if (cast === null) {
    const places = readPlaces();
    cast = { places, reporters: [...pilotReporters(places), ...currentReporters(places)] };
  }
  return cast;
}

/** The entries that a demo store begins with: catalogue, units, groups, targets. All are entered in May 2022. */
export function demoStructure(_now: number): EntryDraft[] {
  const { places, reporters } = demoCast();
  return structureEntries(places, reporters);
}

/** Every report that had arrived by `now` (milliseconds UTC), ordered by arrival, in batches of at most 5,000. */
export function demoReports(now: number): Generator<DemoReport[]> {
  return reportBatches(demoCast().reporters, now);
}

/** The reviews of a period's reports as they were taken in: call it after the batches of the month it is due in. */
export function demoReviews(period: Period, reports: readonly TakenReport[], now: number): EntryDraft[] {
  return reviewEntries(demoCast().reporters, period, reports, now);
}
