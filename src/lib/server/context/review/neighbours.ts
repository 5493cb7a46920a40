import { groupValue, type GroupValue } from '../../../domain/cells.ts';
import { hasSmallBases, MIN_BASE } from '../../../domain/indicator.ts';
import type { Period } from '../../../domain/period.ts';
import { spreadOf, type Spread } from '../../../domain/spread.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

const COMMUNE = 3;
/** Months back in which a neighbour's newest figure still tells what is usual, by time: a stock as far as it is carried. */
const BACK = { stock: 3, flow: 1, 'flow-ytd': 1 } as const;

/**
 * What the other groups of the same kind in the same commune report, each by its newest figure of a period or shortly
 * before it: so the first who files a month has neighbours too, and a group's first month is compared. Rates for shares
 * and quotas, numbers for counts; small bases are left out. Null where no other has filed.
 */
export function neighboursOf(fold: Fold, group: GroupNode, indicator: number, period: Period): Spread | null {
  const { cells, world } = fold;
  const known = world.indicators[indicator]?.indicator;
  if (!known) return null;
  const isRate = known.kind !== 'count';
  const minBase = isRate && hasSmallBases(known) ? MIN_BASE : 1;
  // The newest month first; each by itself, so that a flow's newest month is taken and no sum.
  const months = Array.from({ length: BACK[known.time] + 1 }, (_, back) => [
    cells.block(indicator, period - back)
  ]);
  const found: GroupValue = { num: -1, den: -1, age: -1 };
  const values: number[] = [];
  for (const other of peersOf(fold, group)) {
    if (other === group.ordinal) continue;
    if (!months.some((block) => groupValue(block, 'flow', other, false, found))) continue;
    if (!isRate) values.push(found.num);
    else if (found.den >= minBase) values.push(found.num / found.den);
  }
  return spreadOf(values, isRate, minBase);
}

interface Peers {
  readonly structure: number;
  readonly groups: Map<string, readonly number[]>;
}
const peers = new WeakMap<Fold, Peers>();

/** Ordinals of the groups of a kind in the commune (or what stands for it) of one of them, itself included. */
function peersOf(fold: Fold, { parent, group: { kind } }: GroupNode): readonly number[] {
  const { tree } = fold.world;
  let known = peers.get(fold);
  if (known?.structure !== fold.structure)
    peers.set(fold, (known = { structure: fold.structure, groups: new Map<string, readonly number[]>() }));
  const commune = [...tree.upward(parent)].find(({ level }) => level <= COMMUNE);
  if (!commune) return [];
  const key = `${commune.ordinal} ${kind}`;
  let found = known.groups.get(key);
  if (!found) {
    found = [...tree.downward(commune.ordinal)].flatMap((node) =>
      node.kind === 'group' && node.group.kind === kind ? [node.ordinal] : []
    );
    known.groups.set(key, found);
  }
  return found;
}
