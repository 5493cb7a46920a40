import { Superseded } from './faults.ts';

/** How a piece of work stands among others. */
export interface Waiting {
  /** Of one purpose only the latest is worth doing: `table`, `trend`, … Without one, each is done. */
  readonly purpose?: string;
  /** Gives the work up: it is not begun, or interrupted where the engine can. */
  readonly signal?: AbortSignal;
}

interface Job {
  readonly purpose: string | undefined;
  readonly stop: AbortController;
  begin(): Promise<void>;
  drop(): void;
}

/** One piece of work at a time, in the order asked; the latest of a purpose takes the place of those before it. */
export class Queue {
  #waiting: Job[] = [];
  #running: Job | null = null;

  /** Does the work when its turn comes; rejects with `Superseded` where nobody wants the answer any more. */
  run<T>(work: (signal: AbortSignal) => Promise<T>, { purpose, signal }: Waiting = {}): Promise<T> {
    if (purpose !== undefined) this.#supersede(purpose);
    return new Promise<T>((resolve, reject) => {
      const stop = new AbortController();
      const job: Job = {
        purpose,
        stop,
        drop: () => {
          stop.abort();
          reject(new Superseded());
        },
        begin: async () => {
          try {
            resolve(await work(stop.signal));
          } catch (cause) {
            // A rejection carries whatever the work threw.
            reject(cause instanceof Error ? cause : new Error(String(cause)));
          }
        }
      };
      if (signal?.aborted) return job.drop();
      signal?.addEventListener('abort', () => this.#drop(job), { once: true });
      this.#waiting.push(job);
      void this.#next();
    });
  }

  /** Drops everything that waits or runs. */
  clear(): void {
    for (const job of [...this.#waiting, ...(this.#running ? [this.#running] : [])]) this.#drop(job);
  }

  #supersede(purpose: string): void {
    for (const job of [...this.#waiting, ...(this.#running ? [this.#running] : [])]) {
      if (job.purpose === purpose) this.#drop(job);
    }
  }

  #drop(job: Job): void {
    this.#waiting = this.#waiting.filter((other) => other !== job);
    job.drop();
  }

  async #next(): Promise<void> {
    if (this.#running) return;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      this.#running = job;
      await job.begin();
      this.#running = null;
    }
  }
}
