import type { Position } from '../../../domain/position.ts';
import { writeCheckpoint } from './checkpoint.ts';
import type { Fold } from './fold.ts';

/** After this many new entries the checkpoint is written anew. */
const EVERY = 20_000;

/** Keeps a fold's checkpoint young while the program runs: one writing at a time, none while the log is caught up with. */
export class CheckpointKeeper {
  readonly #file: string;
  readonly #store: string;
  readonly #fold: Fold;
  readonly #failed: (error: unknown) => void;
  #kept: Position;
  #writing: Promise<void> | null = null;

  /** `kept` is the position that the file on disk has; `failed` hears of a checkpoint that could not be written; nothing is lost by it but time at the next start. */
  constructor(file: string, store: string, fold: Fold, failed: (error: unknown) => void, kept: Position) {
    this.#file = file;
    this.#store = store;
    this.#fold = fold;
    this.#failed = failed;
    this.#kept = kept;
  }

  /** Hears that the fold moved on. */
  note(): void {
    if (this.#fold.position - this.#kept >= EVERY) void this.keep();
  }

  /** Writes what the fold is now, unless that is kept already. */
  async keep(): Promise<void> {
    while (this.#writing) await this.#writing;
    if (this.#fold.position === this.#kept) return;
    this.#kept = this.#fold.position;
    this.#writing = writeCheckpoint(this.#file, this.#store, this.#fold)
      .catch((error: unknown) => this.#failed(error))
      .finally(() => (this.#writing = null));
    await this.#writing;
  }
}
