import type { NodeTable } from '../wire/manifest.ts';

/** Where a node lies in the tree's preorder, and on which days it and everything above it stand. */
export interface Span {
  readonly enter: number;
  /** The last `enter` within the node. */
  readonly leave: number;
  readonly validFrom: string;
  readonly validTo: string | null;
}

type Placed = Pick<NodeTable, 'ordinal' | 'parent' | 'validFrom' | 'validTo'>;

/** Spans of nodes given with parents before children, in the same order; a parent that is missing makes a root. */
export function spansOf(nodes: Placed): Span[] {
  const { length } = nodes.ordinal;
  const place = new Map(nodes.ordinal.map((ordinal, k) => [ordinal, k]));
  const parents = nodes.parent.map((parent) => place.get(parent) ?? -1);
  const sizes = new Int32Array(length).fill(1);
  for (let k = length - 1; k >= 0; k--) if (parents[k]! >= 0) sizes[parents[k]!]! += sizes[k]!;
  const next = new Int32Array(length);
  const spans: Span[] = [];
  let root = 0;
  for (let k = 0; k < length; k++) {
    const parent = parents[k]!;
    const above = spans[parent];
    const enter = above ? next[parent]! : root;
    if (above) next[parent]! += sizes[k]!;
    else root += sizes[k]!;
    next[k] = enter + 1;
    const validFrom = nodes.validFrom[k]!;
    spans.push({
      enter,
      leave: enter + sizes[k]! - 1,
      validFrom: above && above.validFrom > validFrom ? above.validFrom : validFrom,
      validTo: earliest(above?.validTo ?? null, nodes.validTo[k] ?? null)
    });
  }
  return spans;
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
