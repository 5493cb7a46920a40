import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import type { Group } from '../../src/lib/domain/group.ts';
import type { Indicator } from '../../src/lib/domain/indicator.ts';
import type { Period, PeriodProfile } from '../../src/lib/domain/period.ts';
import type { FiledValue, ReviewState } from '../../src/lib/domain/report.ts';
import type { Target } from '../../src/lib/domain/target.ts';
import type { Unit } from '../../src/lib/domain/unit.ts';

/** Everything that the log of a small country says, as plain lists. */
export interface PlainWorld {
  readonly profile: PeriodProfile;
  readonly indicators: readonly Indicator[];
  readonly units: readonly Unit[];
  readonly groups: readonly Group[];
  readonly targets: readonly Target[];
  /** In the order of the log. */
  readonly reports: readonly PlainReport[];
}

/** One version with what became of it in the end. */
export interface PlainReport {
  readonly group: string;
  readonly period: Period;
  readonly state: ReviewState;
  readonly values: readonly FiledValue[];
  /** Codes of indicators whose figures it takes back. */
  readonly withdrawn?: readonly string[];
}

/**
 * The versions with all that they say: their own figures and those of the version before, of the same group and period
 * (RULES 9a, where nobody names a base), without those that they take back.
 */
export function wholeReports(reports: readonly PlainReport[]): PlainReport[] {
  const newest = new Map<string, ReadonlyMap<string, FiledValue>>();
  return reports.map((report) => {
    const key = `${report.group} ${report.period}`;
    const own = report.values.map((value) => [value.indicator, value] as const);
    const taken = [...(newest.get(key) ?? [])].filter(([code]) => !report.withdrawn?.includes(code));
    const whole = new Map([...taken, ...own]);
    newest.set(key, whole);
    return { ...report, values: [...whole.values()] };
  });
}

/** The entries that set the world up. */
export function structureOf(world: PlainWorld): EntryDraft[] {
  const bodies: EntryDraft['body'][] = [
    { kind: 'catalogue', indicators: world.indicators },
    { kind: 'units', units: world.units },
    { kind: 'groups', groups: world.groups },
    { kind: 'targets', targets: world.targets }
  ];
  return bodies.map((body) => ({ at: 0, actor: 'test', body }));
}
