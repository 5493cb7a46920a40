import type { Day } from '../../../domain/period.ts';
import type { Target } from '../../../domain/target.ts';
import type { Node, Tree, UnitNode } from '../../../domain/tree.ts';
import { holdsOn, type Level } from '../../../domain/unit.ts';
import { compareNames } from '../../../i18n/names.ts';

const COMMUNE: Level = 3;

/** A node as the recipient of a target. */
export function recipientOf(node: Node): Target['recipient'] {
  return node.kind === 'unit' ? { unit: node.key } : { group: node.group.code };
}

/** The id of a recipient's row: `unit:KEY`, `group:CODE`. */
export function rowId(node: Node): string {
  return node.kind === 'unit' ? `unit:${node.key}` : `group:${node.group.code}`;
}

/** A node as people call it. */
export function nameOf(node: Node): string {
  return node.kind === 'unit' ? node.unit.fullName : node.group.name;
}

/** Whether a node itself stands on a day. */
export function standsOn(node: Node, day: Day): boolean {
  return holdsOn(node.kind === 'unit' ? node.unit : node.group, day);
}

/**
 * To whom a unit gives: above the commune the units just below it and its own groups, from the commune down every
 * group below it; by name.
 */
export function recipientsOf(tree: Tree, unit: UnitNode, day: Day): Node[] {
  const found: Node[] = [];
  if (unit.level < COMMUNE) {
    for (const child of tree.children(unit.ordinal)) {
      const node = tree.nodes[child];
      if (node && standsOn(node, day)) found.push(node);
    }
  } else {
    for (const node of tree.downward(unit.ordinal))
      if (node.kind === 'group' && standsAll(tree, node, day)) found.push(node);
  }
  return found.sort((a, b) =>
    a.kind === b.kind ? compareNames(sortName(a), sortName(b)) : a.kind === 'unit' ? -1 : 1
  );
}

/** Whether a node and all above it stand on a day. */
function standsAll(tree: Tree, node: Node, day: Day): boolean {
  for (const above of tree.upward(node.ordinal)) if (!standsOn(above, day)) return false;
  return true;
}

function sortName(node: Node): string {
  return node.kind === 'unit' ? `${node.unit.name} ${node.unit.type}` : node.group.name;
}
