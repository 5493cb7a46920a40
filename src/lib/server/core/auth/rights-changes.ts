/** What changes of rights are counted in; the store's table of grants. */
export interface ChangeCount {
  changes(): Promise<number>;
  /** Counts one more and answers the count. */
  noteChange(): Promise<number>;
}

/** Whose rights changed (`account:…`, `key:…`, `screen:…`); null where another process did it and did not say. */
export type ChangeListener = (holder: string | null) => void;

/** How often the store is asked whether another process changed somebody's rights, milliseconds. */
const LOOK_MS = 400;

/** Says when somebody's rights have changed: at once in this process, within `LOOK_MS` where another one did it. */
export class RightsChanges {
  readonly #count: ChangeCount;
  readonly #listeners = new Set<ChangeListener>();
  readonly #timer: NodeJS.Timeout;
  #seen: number | null = null;
  #looking = false;

  constructor(count: ChangeCount, failed: (error: unknown) => void, lookMs = LOOK_MS) {
    this.#count = count;
    this.#timer = setInterval(() => void this.#look().catch(failed), lookMs).unref();
  }

  /** Calls back after each change; answers how to stop. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Somebody's rights were changed here, and are in the store: this process hears it now, others when they look. */
  async note(holder: string): Promise<void> {
    this.#tell(holder);
    const now = await this.#count.noteChange();
    // Where the count went on by more than this one, another process was at it too.
    if (this.#seen !== null && now === this.#seen + 1) this.#seen = now;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#listeners.clear();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const now = await this.#count.changes();
      if (this.#seen !== null && now > this.#seen) this.#tell(null);
      this.#seen = Math.max(this.#seen ?? 0, now);
    } finally {
      this.#looking = false;
    }
  }

  #tell(holder: string | null): void {
    for (const listener of [...this.#listeners]) listener(holder);
  }
}
