import type { Merge } from './reading/cell.ts';

/** Merged cells of a sheet, asked for row by row from above. */
export class Merged {
  readonly #waiting: Merge[];
  #open: Merge[] = [];

  constructor(merges: readonly Merge[]) {
    // The last is the first to come.
    this.#waiting = merges
      .filter(([top, left, bottom, right]) => top !== bottom || left !== right)
      .sort((a, b) => b[0] - a[0]);
  }

  /** Those that reach into a row. Rows must be asked for in ascending order. */
  at(row: number): readonly Merge[] {
    if (this.#waiting.length === 0 && this.#open.length === 0) return this.#open;
    for (let next = this.#waiting.at(-1); next && next[0] <= row; next = this.#waiting.at(-1)) {
      this.#open.push(next);
      this.#waiting.pop();
    }
    if (this.#open.some(([, , bottom]) => bottom < row))
      this.#open = this.#open.filter(([, , bottom]) => bottom >= row);
    return this.#open;
  }
}
