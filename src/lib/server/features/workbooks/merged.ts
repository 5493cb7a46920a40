import { cellAt } from '../../core/workbook-files/rows.ts';
import type { Cell, Merge, ReadRow } from '../../core/workbook-files/reading/cell.ts';

/** Merged cells of a sheet, asked for row by row from above. */
export class Merged {
  readonly #waiting: Merge[];
  #open: Merge[] = [];
  /** What stands in the first row of those that reach down, by `row column`. */
  readonly #anchors = new Map<string, Cell>();

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

  /**
   * The cell of a label (a name, a code, a month): one that is merged with those above it says what they say. Rows must
   * be asked for in ascending order.
   */
  label(row: ReadRow, column: number): Cell | undefined {
    if (column < 0) return undefined;
    return cellAt(row, column) ?? this.#anchors.get(this.#anchorKey(row.r, column));
  }

  /** Keeps what the rows below may need of a row; called once for each row, in order. */
  keep(row: ReadRow): void {
    for (const [top, left, bottom] of this.at(row.r)) {
      if (top !== row.r || bottom === top) continue;
      const cell = cellAt(row, left);
      if (cell) this.#anchors.set(`${top} ${left}`, cell);
    }
  }

  #anchorKey(row: number, column: number): string {
    const merge = this.at(row).find(([top, left, bottom]) => left === column && top < row && row <= bottom);
    return merge ? `${merge[0]} ${merge[1]}` : '';
  }
}
