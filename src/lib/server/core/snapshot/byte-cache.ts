interface Kept<V> {
  readonly value: Promise<V>;
  readonly stamp: string;
  bytes: number;
}

/**
 * Answers that were made, within a bound of bytes; those used longest ago go first. Who asks for one that is being
 * made waits for that one.
 */
export class ByteCache<V> {
  readonly #maxBytes: number;
  readonly #sizeOf: (value: V) => number;
  readonly #kept = new Map<string, Kept<V>>();
  #bytes = 0;

  constructor(maxBytes: number, sizeOf: (value: V) => number) {
    this.#maxBytes = maxBytes;
    this.#sizeOf = sizeOf;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The value under a key if it was made for this stamp, else a new one. A failure is not kept. */
  get(key: string, stamp: string, make: () => Promise<V>): Promise<V> {
    const kept = this.#kept.get(key);
    if (kept?.stamp === stamp) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.value;
    }
    this.#drop(key);
    const fresh: Kept<V> = { value: make(), stamp, bytes: 0 };
    this.#kept.set(key, fresh);
    fresh.value.then(
      (value) => {
        if (this.#kept.get(key) !== fresh) return;
        fresh.bytes = this.#sizeOf(value);
        this.#bytes += fresh.bytes;
        this.#shed();
      },
      () => {
        if (this.#kept.get(key) === fresh) this.#drop(key);
      }
    );
    return fresh.value;
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#bytes -= kept.bytes;
    this.#kept.delete(key);
  }

  #shed(): void {
    for (const key of this.#kept.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#drop(key);
    }
  }
}
