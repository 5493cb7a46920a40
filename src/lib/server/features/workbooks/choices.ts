import { mayAt, placesOf, type Principal } from '../../../domain/access.ts';
import { REPORTER_KINDS, type ReporterKind } from '../../../domain/group.ts';
import { dayAt, lastDay, type Period } from '../../../domain/period.ts';
import { holdsOn } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { SectorKindView } from '../../../wire/workbooks.ts';

/** A unit that a template can be made for. */
export interface UnitChoice {
  readonly key: string;
  readonly name: string;
  /** The unit above it. */
  readonly within: string;
}

/** Units that are listed; above it, those alone in which somebody's rights begin. */
const LISTED = 800;

/** The units in which somebody files, and those down to communes below them that stand in a period. */
export function unitChoices(world: World, principal: Principal, period: Period, now: number): UnitChoice[] {
  const { tree } = world;
  const alive = world.alive(period);
  const roots = placesOf(principal, 'file', tree, dayAt(now));
  const found = new Map<number, number>();
  for (const root of roots) {
    for (const node of tree.downward(root, 3)) {
      if (node.kind === 'unit' && alive[node.ordinal]) found.set(node.ordinal, node.level);
    }
    const own = tree.nodes[root];
    if (own?.kind === 'unit' && alive[root]) found.set(root, own.level);
  }
  const listed =
    found.size > LISTED
      ? [...found].filter(([ordinal, level]) => level <= 1 || roots.includes(ordinal))
      : [...found];
  return listed
    .sort(([, a], [, b]) => a - b)
    .flatMap(([ordinal]) => {
      const node = tree.nodes[ordinal];
      const above = tree.nodes[node?.parent ?? -1];
      if (node?.kind !== 'unit') return [];
      return [
        { key: node.key, name: node.unit.fullName, within: above?.kind === 'unit' ? above.unit.fullName : '' }
      ];
    })
    .sort((a, b) => compareNames(a.within, b.within) || compareNames(a.name, b.name));
}

/** The kinds of reporters for which somebody may file, and the indicators that each files in a period. */
export function sectorKinds(
  world: World,
  principal: Principal,
  period: Period,
  now: number
): SectorKindView[] {
  const { tree } = world;
  const day = dayAt(now);
  const alive = world.alive(period);
  const kinds = new Set<ReporterKind>();
  for (const root of placesOf(principal, 'file', tree, day)) {
    for (const node of tree.downward(root)) {
      const fits = node.kind === 'group' && alive[node.ordinal] && !kinds.has(node.group.kind);
      if (fits && mayAt(principal, 'file', tree, node.ordinal, day)) kinds.add(node.group.kind);
    }
  }
  const last = lastDay(period, world.profile);
  return REPORTER_KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({
    kind,
    indicators: world.indicators.flatMap(({ indicator }) => {
      const { source, code, short, kind: sort } = indicator;
      const files = source.type === 'filed' && source.by.includes(kind) && holdsOn(indicator, last);
      return files ? [{ code, name: short, kind: sort }] : [];
    })
  }));
}
