import type { FilingGrid, GridCell, GridGroup } from '../../../api/grid.ts';
import { mayAt, type Principal } from '../../../domain/access.ts';
import { groupValue, type GroupValue } from '../../../domain/cells.ts';
import { isLocked } from '../../../domain/closing-book.ts';
import { expectedIn } from '../../../domain/consolidating.ts';
import type { Position } from '../../../domain/position.ts';
import { countFiling } from '../../../domain/filing-state.ts';
import { dayAt, formatPeriod, lastDay, type Period } from '../../../domain/period.ts';
import type { VersionState } from '../../../domain/report-book.ts';
import type { GroupNode, UnitNode } from '../../../domain/tree.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

/** The most groups that one grid holds. */
export const MOST_GROUPS = 400;

/** Says why a version was decided on, by the position of the review's entry. */
export type ReasonAt = (position: Position) => Promise<string>;

/**
 * The groups at and below a unit for which somebody may file, and what each is to file for a period; null where there
 * is none, `tooMany` above `MOST_GROUPS`.
 */
export async function filingGrid(
  fold: Fold,
  principal: Principal,
  now: number,
  { unit, period }: { readonly unit: UnitNode; readonly period: Period },
  reasonAt: ReasonAt
): Promise<FilingGrid | 'tooMany' | null> {
  const { world } = fold;
  const alive = world.alive(period);
  const day = dayAt(now);
  const groups: GroupNode[] = [];
  for (const node of world.tree.downward(unit.ordinal)) {
    if (node.kind !== 'group' || !alive[node.ordinal]) continue;
    if (!mayAt(principal, 'file', world.tree, node.ordinal, day)) continue;
    if (groups.push(node) > MOST_GROUPS) return 'tooMany';
  }
  if (groups.length === 0) return null;
  groups.sort((a, b) => compareNames(a.group.name, b.group.name));
  const indicators = world.indicators.filter(({ ordinal }) => {
    const expected = world.expected(ordinal, period);
    return groups.some((group) => world.placeIn(expected, group.ordinal) >= 0);
  });
  const isExpected = expectedIn(world, period);
  const ordinals = indicators.map(({ ordinal }) => ordinal);
  const position = fold.position;
  const rows = await Promise.all(groups.map((group) => rowOf(fold, unit, group, period, ordinals, reasonAt)));
  return {
    unit: { key: unit.key, name: unit.unit.fullName, level: unit.level },
    period: formatPeriod(period),
    position,
    filing: countFiling(
      fold.book,
      groups.flatMap(({ ordinal }) => (isExpected(ordinal) ? [ordinal] : [])),
      period
    ),
    indicators: indicators.map(({ indicator: { code, pillar, short, name, kind, time, direction } }) => ({
      code,
      pillar,
      short,
      name,
      kind,
      time,
      direction
    })),
    groups: rows
  };
}

async function rowOf(
  fold: Fold,
  unit: UnitNode,
  node: GroupNode,
  period: Period,
  indicators: readonly number[],
  reasonAt: ReasonAt
): Promise<GridGroup> {
  const { tree } = fold.world;
  const versions = [...fold.book.versionsOf(node.ordinal, period)];
  const newest = versions[0];
  const place = tree.nodes[node.parent];
  const cells = indicators.map((indicator) => cellOf(fold, node, period, indicator, newest));
  return {
    code: node.group.code,
    name: node.group.name,
    place: place?.kind === 'unit' && place.ordinal !== unit.ordinal ? place.unit.fullName : '',
    kind: node.group.kind,
    state: newest?.state ?? 'none',
    version: newest ? fold.links.version(newest.position) : null,
    at: newest?.at ?? 0,
    locked: isLocked(fold.steps.closing, tree, node.ordinal, period),
    approvedBefore: versions.some(({ state }) => state === 'approved'),
    cells,
    reason: newest?.state === 'returned' ? await returnedBecause(fold, newest.position, reasonAt) : ''
  };
}

async function returnedBecause(fold: Fold, version: Position, reasonAt: ReasonAt): Promise<string> {
  for (const { position, state } of fold.book.reviewsOf(version))
    if (state === 'returned') return reasonAt(position);
  return '';
}

function cellOf(
  fold: Fold,
  node: GroupNode,
  period: Period,
  indicator: number,
  newest: VersionState | undefined
): GridCell | null {
  const { world, cells } = fold;
  const { ordinal: group } = node;
  const expected = world.expected(indicator, period);
  const placed = world.placeIn(expected, group);
  if (placed < 0) return null;
  const { kind, time } = world.indicators[indicator]!.indicator;
  const filed = newest ? filedIn(fold, newest, indicator) : null;
  const value: GroupValue = { num: 0, den: 0, age: 0 };
  // Of what is counted month by month only the month itself can be compared with.
  const blocks =
    time === 'stock' ? cells.reaching(indicator, time, period - 1) : [cells.block(indicator, period - 1)];
  const found = groupValue(blocks, time, group, false, value);
  const assigned = world.targets.given(indicator, group, lastDay(period, world.profile))?.assigned ?? null;
  return {
    num: filed?.num ?? null,
    den: filed && filed.den >= 0 ? filed.den : null,
    base: kind === 'quota' ? assigned : world.baseOf(indicator, node, period),
    last: found ? { num: value.num, den: value.den < 0 ? null : value.den, age: value.age + 1 } : null
  };
}

/** What a version says of an indicator; null where it says nothing. */
function filedIn(
  fold: Fold,
  { position }: VersionState,
  indicator: number
): { num: number; den: number } | null {
  const values = fold.book.valuesOf(position);
  const k = values ? Array.prototype.indexOf.call(values.indicators, indicator) : -1;
  return values && k >= 0 ? { num: values.nums[k]!, den: values.dens[k]! } : null;
}
