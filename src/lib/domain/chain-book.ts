import type { Chain, Holiday } from './chain.ts';
import type { Day } from './period.ts';
import type { Tree } from './tree.ts';
import { holdsOn } from './unit.ts';

/** Every chain and holiday that the log has named. Named again, a chain replaces what it was. */
export class ChainBook {
  readonly #chains = new Map<string, Chain>();
  readonly #holidays = new Map<Day, Holiday>();

  put(chains: readonly Chain[]): void {
    for (const chain of chains) this.#chains.set(chain.id, chain);
  }

  close(holidays: readonly Holiday[]): void {
    for (const holiday of holidays) this.#holidays.set(holiday.day, holiday);
  }

  get all(): readonly Chain[] {
    return [...this.#chains.values()];
  }

  get holidays(): readonly Holiday[] {
    return [...this.#holidays.values()];
  }

  isHoliday(day: Day): boolean {
    return this.#holidays.has(day);
  }

  /**
   * The chain that holds at a node on a day: the one of the nearest unit above that has one of its own, else the one
   * that names no unit; null where there is none. Of several the one that began last.
   */
  holding(tree: Tree, node: number, day: Day): Chain | null {
    const held = [...this.#chains.values()].filter((chain) => holdsOn(chain, day));
    const newest = (chains: Chain[]) =>
      chains.reduce<Chain | null>(
        (best, one) => (best && best.validFrom >= one.validFrom ? best : one),
        null
      );
    for (const above of tree.upward(node)) {
      if (above.kind !== 'unit') continue;
      const own = newest(held.filter((chain) => chain.province === above.key));
      if (own) return own;
    }
    return newest(held.filter((chain) => chain.province === null));
  }
}
