import type { Position } from '../../../domain/position.ts';
import type { Node, Tree } from '../../../domain/tree.ts';
import type { NodeTable } from '../../../wire/manifest.ts';
import type { ScopeView } from './scope-view.ts';

/** The nodes of a view as columns, with the units above its root first; `keep` leaves some nodes of the view out. */
export function nodeTable(
  tree: Tree,
  view: ScopeView,
  head: { store: string; structure: Position },
  keep: (ordinal: number) => boolean = () => true
): NodeTable {
  const [, ...upward] = tree.upward(view.root);
  const above = upward.reverse();
  const within = [...view.nodes].filter(keep).map((ordinal) => tree.nodes[ordinal]!);
  const nodes = [...above, ...within];
  const column = <T>(of: (node: Node) => T): T[] => nodes.map(of);
  return {
    ...head,
    scope: view.text,
    root: view.root,
    above: above.length,
    ordinal: column((node) => node.ordinal),
    level: column((node) => node.level),
    parent: column((node) => node.parent),
    code: column((node) => registered(node).code),
    name: column((node) => registered(node).name),
    fullName: column((node) => (node.kind === 'unit' ? node.unit.fullName : node.group.name)),
    type: column((node) => (node.kind === 'unit' ? node.unit.type : '')),
    lon: column((node) => (node.kind === 'unit' ? (node.unit.point?.[0] ?? null) : null)),
    lat: column((node) => (node.kind === 'unit' ? (node.unit.point?.[1] ?? null) : null)),
    terrain: column((node) => (node.kind === 'unit' ? (node.unit.terrain ?? null) : null)),
    validFrom: column((node) => registered(node).validFrom),
    validTo: column((node) => registered(node).validTo),
    kind: column((node) => (node.kind === 'group' ? node.group.kind : null))
  };
}

function registered(node: Node) {
  return node.kind === 'unit' ? node.unit : node.group;
}
