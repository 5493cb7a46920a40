import { type Principal } from '../../../domain/access.ts';
import { dayAt, type Day } from '../../../domain/period.ts';
import type { Node, Tree } from '../../../domain/tree.ts';
import { holdsOn, LEVELS } from '../../../domain/unit.ts';
import type { IndicatorNode, World } from '../../../domain/world.ts';
import { NameIndex, type Named } from '../../../i18n/name-index.ts';
import type * as api from '../../../api/lookup.ts';
import type { FoundIndicator, FoundPlace, SearchAnswer } from '../../../api/lookup.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Asked } from '../../http/serve.ts';
import { placesOfWorld, readyPlaces, type NamedPlace } from './place-index.ts';

/** Of each kind, at most. */
const LIMITS = { units: 12, groups: 8, indicators: 8 } as const;

/** What a search needs of the running program. */
export type SearchGround = Pick<CurrentRuntime, 'mayRead' | 'clock'> & {
  readonly publisher: { readonly fold: { readonly world: World; readonly structure: number } };
};

/** Units, groups and indicators by any spelling, in what the caller may read. */
export async function search(
  { runtime, principal }: { readonly runtime: SearchGround; readonly principal: Principal },
  { query: { q } }: Pick<Asked<typeof api.search>, 'query'>
): Promise<SearchAnswer> {
  const { world, structure } = runtime.publisher.fold;
  await readyPlaces(world, structure);
  return searchPlaces(runtime, principal, q.trim());
}

/** What answers to a text; a unit found by its own name is not told again by a former one. */
export function searchPlaces(
  { mayRead, clock, publisher }: SearchGround,
  principal: Principal,
  text: string
): SearchAnswer {
  const { world, structure } = publisher.fold;
  const { tree } = world;
  const day = dayAt(clock());
  const index = placesOfWorld(world, structure);
  const told = new Set<Node>();
  const isReadable = ({ node }: NamedPlace) => {
    if (told.has(node)) return false;
    const unit = node.kind === 'unit' ? node : tree.nodes[node.parent];
    const may = unit?.kind === 'unit' && mayRead(principal, { root: unit.key, depth: LEVELS[node.level] });
    if (may) told.add(node);
    return may;
  };
  const of = (kind: Node['kind'], limit: number) =>
    index
      .search(text, limit, (place) => place.node.kind === kind && isReadable(place))
      .map((place) => foundPlace(tree, place, day));
  return {
    units: of('unit', LIMITS.units),
    groups: of('group', LIMITS.groups),
    indicators: searchIndicators(world, text)
  };
}

function foundPlace(tree: Tree, { node, former }: NamedPlace, day: Day): FoundPlace {
  const { thing, name } = named(node);
  const above = [...tree.upward(node.parent)].filter(({ level }) => level > 0);
  return {
    key: node.kind === 'unit' ? node.key : node.group.code,
    kind: node.kind,
    level: LEVELS[node.level],
    name,
    within: above.map((one) => named(one).name),
    former: former && { name: former.unit.fullName, until: former.unit.validTo },
    past: holdsOn(thing, day) || thing.validTo === null ? null : { from: thing.validFrom, to: thing.validTo }
  };
}

function named(node: Node) {
  return node.kind === 'unit'
    ? { thing: node.unit, name: node.unit.fullName }
    : { thing: node.group, name: node.group.name };
}

interface NamedIndicator extends Named {
  readonly found: FoundIndicator;
}
const catalogues = new WeakMap<
  World,
  { readonly nodes: readonly IndicatorNode[]; readonly index: NameIndex<NamedIndicator> }
>();

/** Indicators by their names in both languages, their short names and codes. */
function searchIndicators(world: World, text: string): FoundIndicator[] {
  const kept = catalogues.get(world);
  const isSame =
    kept?.nodes.length === world.indicators.length &&
    kept.nodes.every((one, i) => one === world.indicators[i]);
  const index = isSame ? kept.index : new NameIndex(world.indicators.flatMap(namesOf));
  if (!isSame) catalogues.set(world, { nodes: [...world.indicators], index });
  const told = new Set<string>();
  return index
    .search(text, LIMITS.indicators, ({ code }) => !told.has(code) && told.add(code).size > 0)
    .map(({ found }) => found);
}

function namesOf({ indicator }: IndicatorNode): NamedIndicator[] {
  const { code, name, short } = indicator;
  const found = { code, name };
  return [name.vi, short.vi, name.en, short.en].map((text) => ({
    found,
    fullName: text,
    name: text,
    code,
    above: -1,
    burden: 0
  }));
}
