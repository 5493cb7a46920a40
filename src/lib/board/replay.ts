import { parsePeriod, type Period } from '../domain/period.ts';
import type { ReplayRows } from '../domain/replay-sums.ts';
import { copyRow, makeRows, type Rows } from '../domain/rows.ts';
import type { ReplayAnswer } from '../wire/replay.ts';
import type { RowRef, RowSource } from './lines.ts';

/**
 * The rows of a slice at any frame of their film: a copy of the live rows (who is expected, targets) in which the
 * measures are those of the moment. The approved figures are the same as all: the film is of what came, not of what was
 * decided upon it.
 */
export class Replay implements RowSource {
  readonly film: ReplayAnswer;
  readonly rows: Rows;
  readonly #period: Period;
  readonly #place = new Map<number, number>();
  #at = -1;

  /** `live` are the rows of the same slice as they stand. */
  constructor(film: ReplayAnswer, live: Rows) {
    this.film = film;
    this.#period = parsePeriod(film.period) ?? NaN;
    this.rows = makeRows(live.length);
    for (let i = 0; i < live.length; i++) {
      copyRow(live, i, this.rows, i);
      this.#place.set(live.node[i]!, i);
    }
    this.#rewind();
  }

  /** The frame that the rows show; −1 is before the first. */
  get at(): number {
    return this.#at;
  }

  get last(): number {
    return this.film.frames.length - 1;
  }

  /** Shows a frame, and answers the nodes whose rows changed on the way there. */
  seek(frame: number): ReadonlySet<number> {
    const goal = Math.max(-1, Math.min(this.last, Math.trunc(frame)));
    const changed = new Set<number>();
    if (goal < this.#at) {
      for (const { rows } of this.film.frames.slice(goal + 1, this.#at + 1)) note(rows, changed);
      this.#rewind();
      for (let i = 0; i <= goal; i++) this.#put(this.film.frames[i]!.rows);
    } else {
      for (let i = this.#at + 1; i <= goal; i++) {
        this.#put(this.film.frames[i]!.rows);
        note(this.film.frames[i]!.rows, changed);
      }
    }
    this.#at = goal;
    return changed;
  }

  find(node: number, indicator: number, period: Period): RowRef | null {
    const at = this.holds(indicator, period) ? this.#place.get(node) : undefined;
    return at === undefined ? null : { rows: this.rows, at };
  }

  holds(indicator: number, period: Period): boolean {
    return indicator === this.film.indicator && period === this.#period;
  }

  block(indicator: number, period: Period): Rows | null {
    return this.holds(indicator, period) ? this.rows : null;
  }

  #rewind(): void {
    for (const measures of [this.rows.all, this.rows.approved]) {
      for (const column of [measures.num, measures.den, measures.oldestAge]) column.fill(-1);
      for (const column of [measures.fresh, measures.carried, measures.freshBase]) column.fill(0);
    }
    this.#put(this.film.base);
    this.#at = -1;
  }

  #put(rows: ReplayRows): void {
    for (const [i, node] of rows.node.entries()) {
      const at = this.#place.get(node);
      if (at === undefined) continue;
      for (const measures of [this.rows.all, this.rows.approved]) {
        measures.num[at] = rows.num[i]!;
        measures.den[at] = rows.den[i]!;
        measures.fresh[at] = rows.fresh[i]!;
        measures.carried[at] = rows.carried[i]!;
        measures.oldestAge[at] = rows.oldestAge[i]!;
        measures.freshBase[at] = rows.freshBase[i]!;
      }
    }
  }
}

function note({ node }: ReplayRows, into: Set<number>): void {
  for (const ordinal of node) into.add(ordinal);
}
