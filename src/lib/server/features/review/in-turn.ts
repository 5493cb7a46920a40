/** Does things one after the other, so that each is judged by what the one before has left. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  /** Does something when everything before it is done, whatever became of that. */
  do<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}

/** Decisions of this program: reviews, consolidations and locks are judged and entered one after the other. */
export const decisions = new InTurn();
