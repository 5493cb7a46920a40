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
