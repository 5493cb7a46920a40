import type { Period } from '../domain/period.ts';
import type { Rows } from '../domain/rows.ts';
import { placeOf } from '../sync/row-table.ts';
import type { FirstPicture } from '../wire/first-picture.ts';
import { bytesOf } from '../wire/first-picture.ts';
import { decodeRows } from '../wire/rows.ts';
import type { RowRef, RowSource } from './lines.ts';

/** The rows that came with the page: one indicator, the chosen period and the one before. */
export class SliceSource implements RowSource {
  readonly #indicator: number;
  readonly #blocks = new Map<Period, Rows>();

  constructor(picture: Pick<FirstPicture, 'indicator' | 'slices'>) {
    this.#indicator = picture.indicator;
    for (const { period, rows: base64 } of picture.slices) {
      this.#blocks.set(period, decodeRows(bytesOf(base64)).rows);
    }
  }

  find(node: number, indicator: number, period: Period): RowRef | null {
    const rows = this.block(indicator, period);
    const at = rows ? placeOf(rows, node) : -1;
    return rows && at >= 0 ? { rows, at } : null;
  }

  block(indicator: number, period: Period): Rows | null {
    return indicator === this.#indicator ? (this.#blocks.get(period) ?? null) : null;
  }

  holds(indicator: number, period: Period): boolean {
    return indicator === this.#indicator && this.#blocks.has(period);
  }
}
