import { Budget, type BudgetSize } from './budget.ts';

/** What one socket sends, against its own budget and its caller's. Whoever sends more than that is disconnected. */
export class Line {
  readonly #own: Budget;
  readonly #half: number;
  readonly #caller: Budget;
  #end: () => void = () => undefined;
  #ended = false;

  constructor(size: BudgetSize, caller: Budget) {
    this.#own = new Budget(size);
    this.#half = size.burst / 2;
    this.#caller = caller;
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /** Says how the connection is ended. */
  endsBy(end: () => void): void {
    this.#end = end;
  }

  /**
   * Takes tokens for something that was sent; false where the socket is ended for it. What others of the same caller
   * have spent ends nobody who has hardly sent anything: an office has one address.
   */
  spend(tokens: number): boolean {
    if (this.#ended) return false;
    const isOwn = this.#own.spend(tokens);
    const isShared = this.#caller.spend(tokens);
    if (isOwn && (isShared || this.#own.left >= this.#half)) return true;
    this.end();
    return false;
  }

  /** Takes tokens of the caller's for something that need not be done; false, and nothing taken, where it has too few. */
  affords(tokens: number): boolean {
    return this.#caller.left >= tokens && this.#caller.spend(tokens);
  }

  /** Ends the connection: nothing more of it is read. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#end();
  }
}
