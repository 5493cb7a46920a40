import type { Chain, ChainParty } from './chain.ts';
import type { ConfirmedSum } from './closing.ts';
import type { Period } from './period.ts';
import type { Tree, UnitNode } from './tree.ts';
import type { Level } from './unit.ts';
import type { World } from './world.ts';

/** The level of the unit that a party of a chain acts for; null for groups, which file and do not consolidate. */
const LEVEL_OF: Readonly<Record<ChainParty, Level | null>> = {
  'village-group': null,
  'project06-group': null,
  'commune-group': 3,
  commune: 3,
  district: 2,
  department: 1,
  province: 1
};
const EVERY_LEVEL: readonly Level[] = [1, 2, 3];

/** The levels whose units consolidate in a chain, the highest first; without a chain all that a province can have. */
export function consolidatingLevels(chain: Pick<Chain, 'steps'> | null): readonly Level[] {
  const levels = new Set(chain?.steps.flatMap(({ from, to }) => [LEVEL_OF[from], LEVEL_OF[to]]));
  return chain ? EVERY_LEVEL.filter((level) => levels.has(level)) : EVERY_LEVEL;
}

/** Whose work a unit puts together: the units just below it that consolidate too, and groups that stand under none. */
export interface Members {
  readonly units: readonly UnitNode[];
  /** Ordinals of groups that are expected to file, ascending. */
  readonly groups: readonly number[];
}

/** What a unit's consolidation of a period is put together from, in a chain's levels. */
export function membersOf(world: World, unit: number, period: Period, levels: readonly Level[]): Members {
  const { tree } = world;
  const alive = world.alive(period);
  const top = tree.nodes[unit];
  const units: UnitNode[] = [];
  const groups: number[] = [];
  const expected = expectedIn(world, period);
  const visit = (ordinal: number) => {
    for (const child of tree.children(ordinal)) {
      const node = tree.nodes[child];
      if (!node || !alive[child]) continue;
      if (node.kind === 'group') {
        if (expected(child)) groups.push(child);
      } else if (top && node.level > top.level && levels.includes(node.level)) units.push(node);
      else visit(child);
    }
  };
  visit(unit);
  return { units, groups: groups.sort((a, b) => a - b) };
}

/** Whether a group is expected to file anything in a period. */
export function expectedIn(world: World, period: Period): (group: number) => boolean {
  const expectations = world.indicators.map(({ ordinal }) => world.expected(ordinal, period));
  return (group) => expectations.some((expectation) => world.placeIn(expectation, group) >= 0);
}

/** The unit that receives what a unit passes on: the nearest above that consolidates, else the unit itself. */
export function receiverOf(tree: Tree, unit: number, levels: readonly Level[]): UnitNode | null {
  let own: UnitNode | null = null;
  for (const node of tree.upward(unit)) {
    if (node.kind !== 'unit') continue;
    if (node.ordinal === unit) own = node;
    else if (levels.includes(node.level)) return node;
  }
  return own;
}

/** A sum that is no longer what it was; −1 where there was, or is, none. */
export interface ChangedSum {
  readonly indicator: string;
  readonly before: { readonly num: number; readonly den: number };
  readonly now: { readonly num: number; readonly den: number };
}

const NONE = { num: -1, den: -1 };

/** Where two lists of sums differ, in the order of the newer one. */
export function changedSums(before: readonly ConfirmedSum[], now: readonly ConfirmedSum[]): ChangedSum[] {
  const old = new Map(before.map((sum) => [sum.indicator, sum]));
  const seen = new Set(now.map(({ indicator }) => indicator));
  const all = [...now, ...before.filter(({ indicator }) => !seen.has(indicator))];
  return all.flatMap(({ indicator }) => {
    const was = old.get(indicator) ?? NONE;
    const is = now.find((sum) => sum.indicator === indicator) ?? NONE;
    if (was.num === is.num && was.den === is.den) return [];
    return [{ indicator, before: { num: was.num, den: was.den }, now: { num: is.num, den: is.den } }];
  });
}
