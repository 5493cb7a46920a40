import type { UnitChoice } from '../../../api/register.ts';
import { mayAt, placesOf, type Principal } from '../../../domain/access.ts';
import type { Day } from '../../../domain/period.ts';
import type { Node, Tree } from '../../../domain/tree.ts';
import { holdsOn, type Level } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import { placesOfWorld } from './place-index.ts';

/** What is searched for. */
export interface UnitSearch {
  /** A name by any spelling, or the beginning of a code; empty finds what comes first. */
  readonly text: string;
  /** Only these levels; empty for every level of units. 5 finds groups. */
  readonly levels: readonly Level[];
  /** Units that no longer stand as well. */
  readonly past: boolean;
  readonly limit: number;
}

/**
 * Units and groups that answer a search, in the subtrees in which somebody may read: the choices of a form. `structure`
 * is the last position that changed the world's units and groups.
 */
export function searchUnits(
  world: World,
  structure: number,
  principal: Principal,
  { text, levels, past, limit }: UnitSearch,
  day: Day
): UnitChoice[] {
  const { tree } = world;
  const roots = placesOf(principal, 'read', tree, day);
  const isWanted = (node: Node) => {
    if (levels.length > 0 ? !levels.includes(node.level) : node.kind === 'group') return false;
    if (!past && !holdsOn(node.kind === 'unit' ? node.unit : node.group, day)) return false;
    if (!roots.some((root) => tree.isWithin(node.ordinal, root))) return false;
    return mayAt(principal, 'read', tree, node.ordinal, day);
  };
  const found: Node[] = [];
  if (text.trim() === '') {
    for (const node of tree.nodes) if (found.length < limit && isWanted(node)) found.push(node);
  } else {
    const places = placesOfWorld(world, structure).search(
      text,
      limit,
      ({ node, former }) => former === null && isWanted(node)
    );
    found.push(...places.map(({ node }) => node));
  }
  return found.map((node) => choiceOf(tree, node, day));
}

/** A node as a list of choices shows it. */
export function choiceOf(tree: Tree, node: Node, day: Day): UnitChoice {
  const above = [...tree.upward(node.parent)].filter((one) => one.level > 0).map((one) => named(one).name);
  const { name, span } = named(node);
  const until = holdsOn(span, day) ? [] : [`${span.validFrom} – ${span.validTo ?? ''}`];
  return {
    key: node.kind === 'unit' ? node.key : node.group.code,
    kind: node.kind,
    level: node.level,
    name,
    within: [...above, ...until].join(', ')
  };
}

function named(node: Node): { name: string; span: { validFrom: Day; validTo: Day | null } } {
  return node.kind === 'unit'
    ? { name: node.unit.fullName, span: node.unit }
    : { name: node.group.name, span: node.group };
}
