import type { Chain, Holiday } from './chain.ts';
import type { Day } from './period.ts';
import type { Tree, UnitNode } from './tree.ts';
import { holdsOn, parseUnitKey, type UnitKey } from './unit.ts';

/** A unit that was looked for by code in a tree of so many nodes. */
interface Found {
  readonly tree: Tree;
  readonly nodes: number;
  readonly unit: UnitNode | undefined;
}

/** Every chain and holiday that the log has named. Named again, a chain replaces what it was. */
export class ChainBook {
  readonly #chains = new Map<string, Chain>();
  readonly #holidays = new Map<Day, Holiday>();
  /** Units found by code, until the tree has more nodes. */
  readonly #found = new WeakMap<Chain, Found>();
  #revision = 0;

  /** Rises with every chain and holiday that is named. */
  get revision(): number {
    return this.#revision;
  }

  put(chains: readonly Chain[]): void {
    this.#revision += 1;
    for (const chain of chains) this.#chains.set(chain.id, chain);
  }

  close(holidays: readonly Holiday[]): void {
    this.#revision += 1;
    for (const holiday of holidays) {
      if (holiday.removed) this.#holidays.delete(holiday.day);
      else this.#holidays.set(holiday.day, holiday);
    }
  }

  get all(): readonly Chain[] {
    return [...this.#chains.values()];
  }

  get holidays(): readonly Holiday[] {
    return [...this.#holidays.values()];
  }

  /**
   * The unit that a chain is of: the one it names, else the one that has its code on the chain's first day; null where
   * it names none, undefined where the store has neither.
   */
  unitOf(tree: Tree, chain: Chain): UnitNode | null | undefined {
    if (chain.province === null) return null;
    const named = tree.unit(chain.province);
    if (named) return named;
    const held = this.#found.get(chain);
    if (held?.tree === tree && held.nodes === tree.nodes.length) return held.unit;
    const code = parseUnitKey(chain.province)?.code ?? '';
    const unit = tree.unitOn(code, chain.validFrom);
    this.#found.set(chain, { tree, nodes: tree.nodes.length, unit });
    return unit;
  }

  isHoliday(day: Day): boolean {
    return this.#holidays.has(day);
  }

  /**
   * The chain that holds at a node on a day: the one of the nearest unit above that has one of its own, else the one
   * that names no unit; null where there is none. Of several the one that began last; of two that began together the
   * one that was named last.
   */
  holding(tree: Tree, node: number, day: Day): Chain | null {
    const own = this.#byUnit(tree, day);
    for (const above of tree.upward(node)) {
      const found = above.kind === 'unit' ? own.get(above.key) : undefined;
      if (found) return found;
    }
    return own.get(null) ?? null;
  }

  /** The chain that holds at every node on a day, by ordinal. */
  holdingAll(tree: Tree, day: Day): (Chain | null)[] {
    const own = this.#byUnit(tree, day);
    const everywhere = own.get(null) ?? null;
    const found: (Chain | null)[] = [];
    // Parents come before their children.
    for (const node of tree.nodes) {
      const above = node.parent < 0 ? everywhere : (found[node.parent] ?? null);
      found.push((node.kind === 'unit' ? own.get(node.key) : undefined) ?? above);
    }
    return found;
  }

  /** The chain that units have of their own on a day; under null the one of all others. */
  #byUnit(tree: Tree, day: Day): Map<UnitKey | null, Chain> {
    const own = new Map<UnitKey | null, Chain>();
    for (const chain of this.#chains.values()) {
      if (!holdsOn(chain, day)) continue;
      const unit = this.unitOf(tree, chain);
      if (unit === undefined) continue;
      const key = unit === null ? null : unit.key;
      const known = own.get(key);
      if (!known || known.validFrom <= chain.validFrom) own.set(key, chain);
    }
    return own;
  }
}
