import type { Period } from '../domain/period.ts';

/** What of the rows was written. */
export interface Change {
  /** Null: of every indicator. */
  readonly indicator: number | null;
  /** Null: of every period. */
  readonly period: Period | null;
  /** Ordinals; null: any of them. */
  readonly nodes: Int32Array | null;
}

/** So many changes are remembered; whoever comes later reads everything anew. */
const KEPT = 512;

/** What was written to the rows, in order, so that whoever read them before reads only that again. */
export class Journal {
  #first = 0;
  #changes: Change[] = [];

  /** The number of the next change. */
  get end(): number {
    return this.#first + this.#changes.length;
  }

  note(change: Change): void {
    this.#changes.push(change);
    if (this.#changes.length <= KEPT) return;
    const gone = this.#changes.length >> 1;
    this.#changes = this.#changes.slice(gone);
    this.#first += gone;
  }

  /** The nodes written of an indicator and period from change `from` on; null where it may be any of them. */
  since(from: number, indicator: number, period: Period): Int32Array[] | null {
    if (from < this.#first) return null;
    const found: Int32Array[] = [];
    for (let i = from - this.#first; i < this.#changes.length; i++) {
      const change = this.#changes[i]!;
      if (change.indicator !== null && change.indicator !== indicator) continue;
      if (change.period !== null && change.period !== period) continue;
      if (change.nodes === null) return null;
      found.push(change.nodes);
    }
    return found;
  }
}
