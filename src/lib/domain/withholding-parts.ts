import { baseOn } from './group.ts';
import type { Tree } from './tree.ts';

/** Facts that hold on it are the newest. */
const LAST_DAY = '9999-12-31';

/** The parts of units by how large a base is registered for them. */
export class PartsBySize {
  readonly #tree: Tree;
  readonly #base: string;
  readonly #sizes = new Map<number, number>();
  readonly #sorted = new Map<number, readonly number[]>();

  constructor(tree: Tree, base: string) {
    this.#tree = tree;
    this.#base = base;
  }

  /** Ordinals of a unit's parts, the smallest first, those without a registered base last. */
  of(node: number): readonly number[] {
    let sorted = this.#sorted.get(node);
    if (!sorted) {
      const size = (one: number) => this.#sizeOf(one) || Infinity;
      sorted = [...this.#tree.children(node)].sort((a, b) =>
        size(a) === size(b) ? a - b : size(a) - size(b)
      );
      this.#sorted.set(node, sorted);
    }
    return sorted;
  }

  #sizeOf(ordinal: number): number {
    let size = this.#sizes.get(ordinal);
    if (size !== undefined) return size;
    const node = this.#tree.nodes[ordinal]!;
    size = 0;
    if (node.kind === 'group') size = baseOn(node.group, this.#base, LAST_DAY)?.value ?? 0;
    else for (const child of this.#tree.children(ordinal)) size += this.#sizeOf(child);
    this.#sizes.set(ordinal, size);
    return size;
  }
}
