import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import { baseOn } from '../../src/lib/domain/group.ts';
import { lastDay, type Period } from '../../src/lib/domain/period.ts';
import type { ReviewState } from '../../src/lib/domain/report.ts';
import { World } from '../../src/lib/domain/world.ts';
import { demoReports, demoReviews, demoStructure, type TakenReport } from '../../src/lib/server/demo/demo.ts';
import type { PlainReport, PlainWorld } from './plain-world.ts';

/**
 * The demo as it stands at a moment (milliseconds UTC), as plain lists: reports with the denominators that the door
 * freezes (RULES 7) and what the demo's reviews made of them.
 */
export function demoWorld(now: number): { plain: PlainWorld; structure: readonly EntryDraft[] } {
  const structure = demoStructure(now);
  const world = new World('window');
  for (const draft of structure) world.apply(draft);
  const reports: Mutable<PlainReport>[] = [];
  const taken = new Map<Period, TakenReport[]>();
  for (const batch of demoReports(now)) {
    for (const { group, period, values, at } of batch) {
      const frozen = values.map((value) => ({
        ...value,
        denominator: denominatorOf(world, group, period, value)
      }));
      reports.push({ group, period, state: 'submitted', values: frozen });
      const list = taken.get(period) ?? [];
      list.push({ position: reports.length, group, period, at });
      taken.set(period, list);
    }
  }
  for (const [period, list] of taken) {
    for (const { body } of demoReviews(period, list, now)) {
      if (body.kind !== 'review') continue;
      for (const position of body.reports) reports[position - 1]!.state = body.state;
    }
  }
  const named = <K extends EntryDraft['body']['kind']>(kind: K) =>
    structure.flatMap(({ body }) =>
      body.kind === kind ? [body as Extract<EntryDraft['body'], { kind: K }>] : []
    );
  return {
    plain: {
      profile: 'window',
      indicators: named('catalogue').flatMap((body) => body.indicators),
      units: named('units').flatMap((body) => body.units),
      groups: named('groups').flatMap((body) => body.groups),
      targets: named('targets').flatMap((body) => body.targets),
      reports
    },
    structure
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] } & { state: ReviewState };

function denominatorOf(
  world: World,
  group: string,
  period: Period,
  value: { readonly indicator: string; readonly denominator: number | null }
): number | null {
  const { kind, base } = world.indicator(value.indicator)!.indicator;
  if (kind === 'count' || value.denominator !== null || base === null) return value.denominator;
  return baseOn(world.tree.group(group)!.group, base, lastDay(period, world.profile))?.value ?? 0;
}
