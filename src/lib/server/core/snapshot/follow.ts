import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position } from '../../../domain/position.ts';
import type { Change, Fold, FoldEntry } from './fold.ts';

/** What following needs of the store. */
export interface FollowedLog {
  readPacked(from: Position, limit: number): Promise<readonly FoldEntry[]>;
  onWake(callback: () => void): () => void;
}

/** What is heard of how following goes. */
export interface FollowingHearing {
  /** The fold stands still: the log could not be read, or not folded. It is tried again. */
  readonly failed: (error: unknown) => void;
  /** All that the log holds is folded, were it nothing new. */
  readonly well: () => void;
}

/** The log no longer holds what was folded out of it: another one was put in its place (RULES 32). */
export class LogPutBack extends Error {
  constructor(position: Position) {
    super(`the log no longer holds entry ${position} as it was folded: another log was put in its place`);
    this.name = 'LogPutBack';
  }
}

/** How many entries are read, and folded without a pause, at a time. */
const BATCH = 2_000;
/** When reading failed, how long until it is tried again, milliseconds. */
const RETRY_MS = 1_000;

/** A fold that keeps up with its log. A wake-up only wakes: what happened is read from the log. */
export class Following {
  readonly #log: FollowedLog;
  readonly #fold: Fold;
  readonly #told: (change: Change) => void;
  readonly #failed: (error: unknown) => void;
  readonly #well: () => void;
  readonly #deafen: () => void;
  #running: Promise<void> | null = null;
  #again = false;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  /** `told` hears every change at once, before anybody else can look at the fold. */
  constructor(
    log: FollowedLog,
    fold: Fold,
    told: (change: Change) => void,
    { failed, well }: FollowingHearing
  ) {
    this.#log = log;
    this.#fold = fold;
    this.#told = told;
    this.#failed = failed;
    this.#well = well;
    this.#deafen = log.onWake(() => this.wake());
  }

  /** Reads what is new. */
  wake(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#running ??= this.#run().finally(() => (this.#running = null));
  }

  /** Resolves when everything that the log held at the call is folded. @throws what the log or the fold throws */
  async catchUp(): Promise<void> {
    while (await this.#step());
  }

  /** Stops following; what is being read is dropped. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#deafen();
    clearTimeout(this.#retry);
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        // Between two steps others are served.
        while (await this.#step()) await nextTurn();
        this.#well();
      } catch (error) {
        this.#failed(error);
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.wake(), RETRY_MS).unref();
      }
    }
  }

  /** Folds the next entries; false where the log had none. @throws LogPutBack */
  async #step(): Promise<boolean> {
    const { position, link } = this.#fold;
    // The last entry folded is read along: it tells whether this still is the log that it came from.
    const before = Math.min(position, 1);
    const read = await this.#log.readPacked(position - before, BATCH + before);
    if (this.#stopped) return false;
    if (before > 0 && !isKept(read[0], position, link)) throw new LogPutBack(position);
    const entries = read.slice(before);
    // Another step may have read the same while we waited.
    const fresh = entries.filter(({ position }) => position > this.#fold.position);
    if (fresh.length === 0) return entries.length > 0;
    this.#told(this.#fold.apply(fresh));
    return true;
  }
}

function isKept(entry: FoldEntry | undefined, position: Position, link: string): boolean {
  return entry?.position === position && (entry.link ?? link) === link;
}
