/** A bucket of tokens: so many at once, and so many more each second. */
export interface BudgetSize {
  readonly burst: number;
  readonly perSecond: number;
}

/** What one caller may still spend. */
export class Budget {
  readonly #size: BudgetSize;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /** `now`: milliseconds that never go backwards. */
  constructor(size: BudgetSize, now: () => number = () => performance.now()) {
    this.#size = size;
    this.#now = now;
    this.#left = size.burst;
    this.#at = now();
  }

  /** Tokens that are there now. */
  get left(): number {
    const now = this.#now();
    const grown = this.#left + ((now - this.#at) / 1000) * this.#size.perSecond;
    this.#left = Math.min(this.#size.burst, grown);
    this.#at = now;
    return this.#left;
  }

  /** Takes tokens, also those that are not there; false where that overdraws it. What is owed is never more than a burst. */
  spend(tokens: number): boolean {
    this.#left = Math.max(-this.#size.burst, this.left - tokens);
    return this.#left >= 0;
  }
}

/** The budgets of many callers, each under a name; one that is full again is forgotten. */
export class Budgets {
  readonly #size: BudgetSize;
  readonly #most: number;
  readonly #now: () => number;
  readonly #of = new Map<string, Budget>();

  /** `most`: how many callers are remembered before those that owe nothing are dropped, then the oldest. */
  constructor(size: BudgetSize, now: () => number = () => performance.now(), most = 20_000) {
    this.#size = size;
    this.#now = now;
    this.#most = most;
  }

  of(caller: string): Budget {
    let budget = this.#of.get(caller);
    if (!budget) {
      if (this.#of.size >= this.#most) this.#tidy();
      this.#of.set(caller, (budget = new Budget(this.#size, this.#now)));
    }
    return budget;
  }

  #tidy(): void {
    for (const [caller, budget] of this.#of) if (budget.left >= this.#size.burst) this.#of.delete(caller);
    for (const caller of this.#of.keys()) {
      if (this.#of.size < this.#most) return;
      this.#of.delete(caller);
    }
  }
}
