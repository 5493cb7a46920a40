import type { Node, Tree, UnitNode } from '../../../domain/tree.ts';
import type { World } from '../../../domain/world.ts';
import { NameIndex, type Named } from '../../../i18n/name-index.ts';
import { atOnce, inTurns } from '../../core/in-turns.ts';

/** A unit or group under one of its names. */
export interface NamedPlace extends Named {
  readonly node: Node;
  /** The unit of an earlier era whose name this is; null under its own. */
  readonly former: UnitNode | null;
}

/** What is usually meant by a name: units before villages, villages before groups, what stands before what was. */
const BURDEN = [1, 0, 1, 1, 3, 4] as const;
const OF_FORMER = 1;
const OF_PAST = 5;

/** Entries of things that are as they were: nobody folds their names again. */
const known = new WeakMap<object, NamedPlace>();

/** So many nodes are gone through before others may be served. */
const STRIDE = 4_000;

/** Every unit and group by its own name, and every unit by the names of those that went to it; in steps. */
function* placeSteps(world: Pick<World, 'tree' | 'successions'>): Generator<void, NameIndex<NamedPlace>> {
  const { tree, successions } = world;
  // The tree only grows: what is named meanwhile is not in this index.
  const nodes = [...tree.nodes];
  const places: NamedPlace[] = [];
  for (const node of nodes) {
    if (node.ordinal % STRIDE === STRIDE - 1) yield;
    places.push(ownEntry(node));
  }
  for (const node of nodes) {
    if (node.ordinal % STRIDE === STRIDE - 1) yield;
    if (node.kind !== 'unit') continue;
    for (const { from } of successions.forerunnersOf(node.key)) {
      const former = tree.unit(from);
      if (former && former.unit.name !== node.unit.name) places.push(formerEntry(node, former));
    }
  }
  return yield* NameIndex.steps(places);
}

function ownEntry(node: Node): NamedPlace {
  const thing = node.kind === 'unit' ? node.unit : node.group;
  let entry = known.get(thing);
  if (!entry) {
    const past = thing.validTo === null ? 0 : OF_PAST;
    const burden = Math.min(9, BURDEN[node.level] + past);
    const { name, code } = thing;
    const fullName = node.kind === 'unit' ? node.unit.fullName : name;
    // The places of the list are the ordinals of the nodes.
    entry = { node, former: null, fullName, name, code, above: node.parent, burden };
    known.set(thing, entry);
  }
  return entry;
}

function formerEntry(node: UnitNode, former: UnitNode): NamedPlace {
  const { name, fullName } = former.unit;
  const burden = BURDEN[node.level] + OF_FORMER;
  return { node, former, fullName, name, code: former.unit.code, above: node.parent, burden };
}

const indexes = new WeakMap<Tree, { readonly structure: number; readonly index: NameIndex<NamedPlace> }>();
const making = new WeakMap<Tree, { readonly structure: number; readonly done: Promise<void> }>();

/** The index of a world as its structure is now; made once for each. `structure` is the last position that changed it. */
export function placesOfWorld(world: World, structure: number): NameIndex<NamedPlace> {
  const kept = indexes.get(world.tree);
  if (kept?.structure === structure) return kept.index;
  const index = atOnce(placeSteps(world));
  indexes.set(world.tree, { structure, index });
  return index;
}

/** Makes the index in turns where there is none, so that `placesOfWorld` finds it: a second and a half of 90,000 names. */
export async function readyPlaces(
  world: World,
  structure: number,
  spent?: (ms: number) => void
): Promise<void> {
  if (indexes.get(world.tree)?.structure === structure) return;
  let begun = making.get(world.tree);
  if (begun?.structure !== structure) {
    const done = inTurns(placeSteps(world), spent).then((index) => {
      const newer = indexes.get(world.tree)?.structure ?? -1;
      if (newer < structure) indexes.set(world.tree, { structure, index });
    });
    making.set(world.tree, (begun = { structure, done }));
  }
  await begun.done;
}
