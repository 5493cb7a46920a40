import { REPORTER_KINDS, type BaseFact, type Group } from '../../../domain/group.ts';
import { lastDay, type Day, type Period } from '../../../domain/period.ts';
import type { Node } from '../../../domain/tree.ts';
import type { World } from '../../../domain/world.ts';
import type { BaseSum } from '../../../wire/profile.ts';
import { atOnce, inTurns } from '../../core/in-turns.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

/** Sums of base facts by node and period, until the structure changes: of the country they go over every group there is. */
const kept = new WeakMap<World, { readonly structure: number; readonly sums: Map<string, BaseSum[]> }>();
const MOST_KEPT = 10_000;
/** So many groups are gone through before others may be served. */
const STRIDE = 1_000;

type Sum = { -readonly [K in keyof BaseSum]: BaseSum[K] };

/** The base facts of the groups at and below a node, summed kind by kind: for each base the kind that comes first. */
export function baseSumsOf(fold: Fold, node: Node, period: Period): BaseSum[] {
  const sums = shelfOf(fold);
  const key = `${node.ordinal}/${period}`;
  let found = sums.get(key);
  if (!found) sums.set(key, (found = atOnce(sumSteps(fold.world, node, period))));
  return found;
}

/** Sums them in turns where they are not kept, so that `baseSumsOf` finds them. */
export async function readyBases(
  fold: Fold,
  node: Node,
  period: Period,
  spent: (ms: number) => void
): Promise<void> {
  const key = `${node.ordinal}/${period}`;
  if (shelfOf(fold).has(key)) return;
  const { structure } = fold;
  const sums = await inTurns(sumSteps(fold.world, node, period), spent);
  if (structure === fold.structure) shelfOf(fold).set(key, sums);
}

function shelfOf({ world, structure }: Fold): Map<string, BaseSum[]> {
  let shelf = kept.get(world);
  if (shelf?.structure !== structure || shelf.sums.size >= MOST_KEPT)
    kept.set(world, (shelf = { structure, sums: new Map<string, BaseSum[]>() }));
  return shelf.sums;
}

function* sumSteps(world: World, node: Node, period: Period): Generator<void, BaseSum[]> {
  const day = lastDay(period, world.profile);
  const alive = world.alive(period);
  const sums = new Map<string, Map<string, Sum>>();
  let done = 0;
  for (const one of world.tree.downward(node.ordinal)) {
    if (one.kind !== 'group' || !alive[one.ordinal]) continue;
    if (++done % STRIDE === 0) yield;
    const { group } = one;
    for (const { base, value, source } of basesOn(group, day)) {
      let kinds = sums.get(base);
      if (!kinds) sums.set(base, (kinds = new Map<string, Sum>()));
      const sum = kinds.get(group.kind);
      if (!sum) kinds.set(group.kind, { base, kind: group.kind, value, groups: 1, source });
      else {
        sum.value += value;
        sum.groups += 1;
        sum.source = source;
      }
    }
  }
  return [...sums.values()].flatMap((kinds) => {
    for (const kind of REPORTER_KINDS) {
      const sum = kinds.get(kind);
      if (sum) return [sum];
    }
    return [];
  });
}

/** Of each base the fact that holds on a day, as `baseOn` finds it. */
function basesOn({ bases }: Pick<Group, 'bases'>, day: Day): Iterable<BaseFact> {
  const found = new Map<string, BaseFact>();
  for (const fact of bases) {
    const known = found.get(fact.base);
    if (fact.validFrom <= day && (known === undefined || fact.validFrom >= known.validFrom))
      found.set(fact.base, fact);
  }
  return found.values();
}
