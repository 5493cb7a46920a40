import type { Position } from '../../../domain/position.ts';
import type { LinkedLog } from '../snapshot/continues.ts';
import type { Filing, Fold, FoldEntry } from '../snapshot/fold.ts';

/** What catching up needs of the store. */
export interface ReadableLog extends LinkedLog {
  readPacked(from: Position, limit: number): Promise<readonly FoldEntry[]>;
}

/** A stretch of the log that somebody missed. */
export interface Missed {
  readonly filings: readonly Filing[];
  /** The last position of the stretch; never beyond the fold's. */
  readonly reached: Position;
}

/** The log holds less than was folded out of it. */
class LogBehind extends Error {
  constructor(position: Position) {
    super(`the log ends at ${position}, before what was folded`);
    this.name = 'LogBehind';
  }
}

const BATCH = 2_000;

/** Reads out of the log what somebody missed. Many who missed the same read it once. */
export class CatchUp {
  readonly #log: ReadableLog;
  readonly #fold: Fold;
  readonly #reading = new Map<Position, Promise<readonly FoldEntry[]>>();

  constructor(log: ReadableLog, fold: Fold) {
    this.#log = log;
    this.#fold = fold;
  }

  /**
   * The next stretch after a position that lies before the fold's. The fold may have moved on when the answer comes:
   * ask again until it has not.
   * @throws LogBehind, or what the log throws
   */
  async after(from: Position): Promise<Missed> {
    const entries = await this.#read(from);
    // The log may be ahead of the fold, which will tell the rest itself.
    const folded = entries.filter(({ position }) => position <= this.#fold.position);
    const reached = folded.at(-1)?.position;
    if (reached === undefined) throw new LogBehind(from);
    return { filings: this.#fold.recall(folded), reached };
  }

  #read(from: Position): Promise<readonly FoldEntry[]> {
    let reading = this.#reading.get(from);
    if (!reading) {
      reading = this.#log.readPacked(from, BATCH).finally(() => this.#reading.delete(from));
      this.#reading.set(from, reading);
    }
    return reading;
  }
}
