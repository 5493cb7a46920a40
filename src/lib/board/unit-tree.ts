import type { Day } from '../domain/period.ts';
import type { NodeTable } from '../wire/manifest.ts';

/** The rows of a tree that is partly open, from the top, as columns. */
export interface TreeRows {
  /** Ordinals of the nodes. */
  readonly nodes: Int32Array;
  /** How deep each lies under the root, from 1. */
  readonly depths: Uint8Array;
}

/**
 * The nodes below a unit as they stand on a day, as a tree of columns: made in two passes over the node table, so that
 * a hundred thousand units cost no more than a list of their numbers.
 */
export class UnitTree {
  readonly root: number;
  /** Children of all parents, one parent after another; those of ordinal n lie in [first[n], first[n + 1]). */
  readonly #children: Int32Array;
  readonly #first: Int32Array;
  readonly #sorted = new Set<number>();
  readonly #compare: (a: number, b: number) => number;

  /** `compare` is the order among siblings; it is asked when they are first shown. */
  constructor(table: NodeTable, root: number, day: Day, compare: (a: number, b: number) => number) {
    this.root = root;
    this.#compare = compare;
    const { ordinal, parent, validFrom, validTo } = table;
    let most = root;
    for (const one of ordinal) if (one > most) most = one;
    const stands = new Uint8Array(ordinal.length);
    const first = new Int32Array(most + 2);
    for (let row = 0; row < ordinal.length; row++) {
      const above = parent[row] ?? -1;
      const last = validTo[row] ?? null;
      // As `holdsOn` has it, without an object a node.
      if (above < 0 || (validFrom[row] ?? '') > day || (last !== null && day >= last)) continue;
      stands[row] = 1;
      first[above + 1]!++;
    }
    for (let i = 1; i < first.length; i++) first[i]! += first[i - 1]!;
    const children = new Int32Array(first[most + 1] ?? 0);
    const next = first.slice();
    for (let row = 0; row < ordinal.length; row++) {
      if (stands[row] === 1) children[next[parent[row]!]!++] = ordinal[row]!;
    }
    this.#children = children;
    this.#first = first;
  }

  /** How many nodes lie just below another. */
  count(node: number): number {
    return (this.#first[node + 1] ?? 0) - (this.#first[node] ?? 0);
  }

  /** The nodes just below another, in their order. */
  childrenOf(node: number): Int32Array {
    const found = this.#children.subarray(this.#first[node] ?? 0, this.#first[node + 1] ?? 0);
    if (!this.#sorted.has(node)) {
      found.sort(this.#compare);
      this.#sorted.add(node);
    }
    return found;
  }

  /** The rows that are seen where some nodes are open. */
  rows(open: ReadonlySet<number>): TreeRows {
    const nodes: number[] = [];
    const depths: number[] = [];
    const walk = (parent: number, depth: number): void => {
      for (const node of this.childrenOf(parent)) {
        nodes.push(node);
        depths.push(depth);
        if (open.has(node)) walk(node, depth + 1);
      }
    };
    walk(this.root, 1);
    return { nodes: Int32Array.from(nodes), depths: Uint8Array.from(depths) };
  }
}
