import { AsyncLocalStorage } from 'node:async_hooks';
import { Budgets, type Budget, type BudgetSize } from './live/budget.ts';

/** Milliseconds of the thread's work (`worked.ts`) that are made for one caller: so much at once, and so much more each second. */
const MAKING: BudgetSize = { burst: 30_000, perSecond: 300 };

/**
 * What is made for whoever is nobody in particular, charged to the address that asked for it: what was made before and is
 * kept costs nothing, so that an office that looks at the same page is not held up, however many they are. Work that
 * is made for nobody's request is charged to nobody.
 */
export class Costs {
  readonly #budgets: Budgets;
  readonly #perSecond: number;
  readonly #asking = new AsyncLocalStorage<Budget>();

  constructor(size: BudgetSize = MAKING, now?: () => number) {
    this.#budgets = new Budgets(size, now);
    this.#perSecond = size.perSecond;
  }

  /** After how many seconds a caller may ask again; null where it may now. */
  wait(caller: string): number | null {
    const { left } = this.#budgets.of(caller);
    return left >= 0 ? null : Math.max(1, Math.ceil(-left / this.#perSecond));
  }

  /** Does what a caller asked for; what is charged meanwhile is charged to it. */
  serve<T>(caller: string, work: () => T): T {
    return this.#asking.run(this.#budgets.of(caller), work);
  }

  /** So many milliseconds of work were made for whoever is being served. */
  readonly charge = (ms: number): void => {
    this.#asking.getStore()?.spend(ms);
  };
}
