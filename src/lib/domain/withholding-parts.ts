import { baseOn } from './group.ts';
import type { Tree } from './tree.ts';

/** Facts that hold on it are the newest. */
const LAST_DAY = '9999-12-31';

/** The parts of units by how large a base is registered for them. */
export class PartsBySize {
  readonly #tree: Tree;
  readonly #base: string;
  #sizes: Float64Array | null = null;
  readonly #sorted = new Map<number, readonly number[]>();

  constructor(tree: Tree, base: string) {
    this.#tree = tree;
    this.#base = base;
  }

  /** Ordinals of a unit's parts, the smallest first, those without a registered base last. */
  of(node: number): readonly number[] {
    let sorted = this.#sorted.get(node);
    if (!sorted) {
      const sizes = (this.#sizes ??= this.#sum());
      const size = (one: number) => sizes[one]! || Infinity;
      sorted = [...this.#tree.children(node)].sort((a, b) =>
        size(a) === size(b) ? a - b : size(a) - size(b)
      );
      this.#sorted.set(node, sorted);
    }
    return sorted;
  }

  #sum(): Float64Array {
    const { nodes } = this.#tree;
    const sizes = new Float64Array(nodes.length);
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i]!;
      if (node.kind === 'group') sizes[i] = baseOn(node.group, this.#base, LAST_DAY)?.value ?? 0;
      if (node.parent >= 0) sizes[node.parent]! += sizes[i]!;
    }
    return sizes;
  }
}
