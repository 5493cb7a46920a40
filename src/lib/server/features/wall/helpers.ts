import type { Principal } from '../../../domain/access.ts';
import { placeOf } from '../../../domain/matter-rules.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { LEVELS, parseUnitKey } from '../../../domain/unit.ts';
import type { HelpersAnswer, UnitHelpers } from '../../../wire/wall.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import { unownedBelow } from '../../context/matters/unowned.ts';

/** Units that may be asked about at once. */
const MOST_UNITS = 12;

/**
 * Who has taken up what was raised at and below some units: offices by the name of their unit, and how many
 * difficulties each has taken. No person is named and no word of a difficulty is told, so whoever may read the figures
 * of a unit may read this. 400 where a unit is no unit, 403 where it is not theirs.
 */
export function helpersOf(
  { publisher, world, mayRead }: Pick<CurrentRuntime, 'publisher' | 'world' | 'mayRead'>,
  principal: Principal,
  keys: readonly string[]
): HelpersAnswer | 400 | 403 {
  if (keys.length === 0 || keys.length > MOST_UNITS) return 400;
  const units: UnitNode[] = [];
  for (const text of keys) {
    const key = parseUnitKey(text);
    const node = key ? world.tree.unit(`${key.code}@${key.validFrom}`) : undefined;
    if (!node) return 400;
    if (!mayRead(principal, { root: node.key, depth: LEVELS[node.level] })) return 403;
    units.push(node);
  }
  const { tree } = world;
  const { matters } = publisher.fold.steps;
  const found = units.map((node) => ({
    node,
    waiting: unownedBelow(publisher.fold, node.ordinal),
    takers: new Map<UnitNode, number>()
  }));
  const within = (group: string) => {
    const ordinal = tree.group(group)?.ordinal;
    return ordinal === undefined ? [] : found.filter(({ node }) => tree.isWithin(ordinal, node.ordinal));
  };
  for (const matter of matters.in('taken')) {
    const place = placeOf(matter, tree);
    if (place) for (const { takers } of within(matter.group)) takers.set(place, (takers.get(place) ?? 0) + 1);
  }
  return { units: found.map(({ node, waiting, takers }) => told(node, waiting, takers)) };
}

function told({ key }: UnitNode, waiting: number, takers: ReadonlyMap<UnitNode, number>): UnitHelpers {
  const helpers = [...takers]
    .sort(([a], [b]) => a.level - b.level || a.ordinal - b.ordinal)
    .map(([node, matters]) => ({ unit: node.key, fullName: node.unit.fullName, matters }));
  return { unit: key, helpers, waiting };
}
