import type { Tree } from './tree.ts';

/** What a group's reports come to at a moment; `den` −1 for counts; `age` in periods. */
export interface GroupFigure {
  readonly num: number;
  readonly den: number;
  readonly age: number;
}

/** Rows that changed, column by column: the measures of `Measures` for some nodes, −1 where there is none. */
export interface ReplayRows {
  readonly node: readonly number[];
  readonly num: readonly number[];
  readonly den: readonly number[];
  readonly fresh: readonly number[];
  readonly carried: readonly number[];
  readonly oldestAge: readonly number[];
  readonly freshBase: readonly number[];
}

/** Ages that a value can have: eleven months of a year that is summed. */
const AGES = 12;

/** The measures of units as their groups' figures change, kept by adding and taking away. */
export class ReplaySums {
  readonly #tree: Tree;
  readonly #root: number;
  readonly #shown: Uint8Array;
  readonly #num: Float64Array;
  readonly #den: Float64Array;
  /** Groups with a denominator. */
  readonly #dens: Int32Array;
  readonly #freshBase: Float64Array;
  /** How many groups have a value of each age. */
  readonly #ages: Int32Array;
  readonly #held = new Map<number, GroupFigure>();
  readonly #dirty = new Set<number>();

  /** Sums for everything from the root down to the groups; only `nodes` are told of. */
  constructor(tree: Tree, root: number, nodes: ArrayLike<number>) {
    const { length } = tree.nodes;
    this.#tree = tree;
    this.#root = root;
    this.#shown = new Uint8Array(length);
    for (let i = 0; i < nodes.length; i++) this.#shown[nodes[i]!] = 1;
    this.#num = new Float64Array(length);
    this.#den = new Float64Array(length);
    this.#dens = new Int32Array(length);
    this.#freshBase = new Float64Array(length);
    this.#ages = new Int32Array(length * AGES);
  }

  /** A group's figure is another one from now on; `base` is what it stands for in coverage. */
  set(group: number, figure: GroupFigure | null, base: number): void {
    const before = this.#held.get(group) ?? null;
    if (before === null && figure === null) return;
    if (figure) this.#held.set(group, figure);
    else this.#held.delete(group);
    for (const { ordinal } of this.#tree.upward(group)) {
      if (before) this.#add(ordinal, before, base, -1);
      if (figure) this.#add(ordinal, figure, base, 1);
      if (this.#shown[ordinal]) this.#dirty.add(ordinal);
      if (ordinal === this.#root) break;
    }
  }

  /** The rows that changed since this was asked last, by ascending node. */
  take(): ReplayRows {
    const node = [...this.#dirty].sort((a, b) => a - b);
    this.#dirty.clear();
    const rows = {
      node,
      num: [] as number[],
      den: [] as number[],
      fresh: [] as number[],
      carried: [] as number[],
      oldestAge: [] as number[],
      freshBase: [] as number[]
    };
    for (const n of node) {
      const ages = this.#ages.subarray(n * AGES, (n + 1) * AGES);
      const oldest = ages.findLastIndex((count) => count > 0);
      const fresh = ages[0]!;
      rows.num.push(oldest < 0 ? -1 : this.#num[n]!);
      rows.den.push(this.#dens[n]! > 0 ? this.#den[n]! : -1);
      rows.fresh.push(fresh);
      rows.carried.push(ages.reduce((sum, count) => sum + count, 0) - fresh);
      rows.oldestAge.push(oldest);
      rows.freshBase.push(this.#freshBase[n]!);
    }
    return rows;
  }

  #add(node: number, { num, den, age }: GroupFigure, base: number, sign: 1 | -1): void {
    this.#num[node]! += sign * num;
    if (den >= 0) {
      this.#den[node]! += sign * den;
      this.#dens[node]! += sign;
    }
    if (age === 0) this.#freshBase[node]! += sign * base;
    this.#ages[node * AGES + age]! += sign;
  }
}
