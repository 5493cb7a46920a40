/** An append after `close`. */
class StoreClosed extends Error {
  constructor() {
    super('the store is closed');
    this.name = 'StoreClosed';
  }
}

/** A request that was refused without harm to the others of its transaction. */
export class Refused {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly size: number;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** What a group commit is made of. */
export interface Commit<Request, Answer> {
  /** Commits requests in one transaction and answers each; throws where the whole transaction failed. */
  commit(requests: readonly Request[]): Promise<readonly (Answer | Refused)[]>;
  /** Whether a thrown error certainly left nothing behind, so that each request may be tried alone. */
  isRolledBack(error: unknown): boolean;
}

/** Entries that one transaction takes at most, unless a single request brings more. */
const MAX_GROUP = 20_000;

/**
 * Gathers concurrent requests into one transaction after another, so that many writers share one fsync. A request
 * resolves after the commit that holds it. Where a shared transaction fails, each of its requests is tried alone.
 */
export class GroupCommit<Request, Answer> {
  readonly #commit: Commit<Request, Answer>;
  #waiting: Waiting<Request, Answer>[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(commit: Commit<Request, Answer>) {
    this.#commit = commit;
  }

  /** How many requests wait for a transaction. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Queues a request of so many entries. @throws StoreClosed */
  add(request: Request, size: number): Promise<Answer> {
    if (this.#closed) return Promise.reject(new StoreClosed());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, size, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Takes no more requests and resolves when those taken are answered. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // One turn of the event loop lets requests that arrived together come along.
      await new Promise<void>((resolve) => setImmediate(resolve));
      await this.#flush(this.#take());
    }
    this.#running = null;
  }

  #take(): Waiting<Request, Answer>[] {
    let size = 0;
    let count = 0;
    for (const { size: more } of this.#waiting) {
      if (count > 0 && size + more > MAX_GROUP) break;
      size += more;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #flush(group: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await this.#commit.commit(group.map(({ request }) => request));
      group.forEach((waiting, index) => settle(waiting, answers[index]));
    } catch (error) {
      if (group.length > 1 && this.#commit.isRolledBack(error)) {
        for (const waiting of group) await this.#flush([waiting]);
      } else {
        for (const waiting of group) waiting.reject(error);
      }
    }
  }
}

function settle<Request, Answer>(
  waiting: Waiting<Request, Answer>,
  answer: Answer | Refused | undefined
): void {
  if (answer === undefined) waiting.reject(new Error('a commit left a request unanswered'));
  else if (answer instanceof Refused) waiting.reject(answer.error);
  else waiting.resolve(answer);
}
