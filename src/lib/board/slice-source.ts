import type { Period } from '../domain/period.ts';
import type { FirstPicture } from '../wire/first-picture.ts';
import { bytesOf } from '../wire/first-picture.ts';
import { decodeRows } from '../wire/rows.ts';
import type { RowRef, RowSource } from './lines.ts';

/** The rows that came with the page: one indicator, the chosen period and the one before. */
export class SliceSource implements RowSource {
  readonly #indicator: number;
  readonly #periods = new Map<Period, Map<number, RowRef>>();

  constructor(picture: Pick<FirstPicture, 'indicator' | 'slices'>) {
    this.#indicator = picture.indicator;
    for (const { period, rows: base64 } of picture.slices) {
      const { rows } = decodeRows(bytesOf(base64));
      const byNode = new Map<number, RowRef>();
      for (let at = 0; at < rows.length; at++) byNode.set(rows.node[at] ?? -1, { rows, at });
      this.#periods.set(period, byNode);
    }
  }

  find(node: number, indicator: number, period: Period): RowRef | null {
    if (indicator !== this.#indicator) return null;
    return this.#periods.get(period)?.get(node) ?? null;
  }

  holds(indicator: number, period: Period): boolean {
    return indicator === this.#indicator && this.#periods.has(period);
  }
}
