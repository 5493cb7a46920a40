import { reachForward } from '../../domain/indicator.ts';
import type { Period } from '../../domain/period.ts';
import { refresh, rollUp } from '../../domain/roll-up.ts';
import type { Rows } from '../../domain/rows.ts';
import type { Change, Fold } from './fold.ts';

interface Block {
  readonly rows: Rows;
  /** Groups whose figures changed since the rows were made. */
  readonly stale: Set<number>;
}

/** Bytes that one row of a block takes in memory. */
const ROW_BYTES = 107;
/** From this share of the expected groups on, making a block anew is cheaper than mending it. */
const MOST_STALE = 0.25;

/**
 * Roll-ups kept warm: the rows of all nodes for an indicator and period, mended in place as figures change, within a
 * bound of memory; those that were used longest ago go first.
 */
export class Warm {
  readonly #fold: Fold;
  readonly #maxBytes: number;
  readonly #blocks = new Map<string, Block>();

  /** `maxBytes` bounds what is kept; a block of 10,000 nodes is about 1 MB. */
  constructor(fold: Fold, maxBytes = 192 * 1024 * 1024) {
    this.#fold = fold;
    this.#maxBytes = maxBytes;
  }

  /** The rows of an indicator and period at the fold's position; row i is node i. Do not keep them over a change. */
  rows(indicator: number, period: Period): Rows {
    const key = `${indicator}/${period}`;
    const kept = this.#blocks.get(key);
    this.#blocks.delete(key);
    const block = kept && this.#mended(kept, indicator, period) ? kept : this.#make(indicator, period);
    this.#blocks.set(key, block);
    this.#shed();
    return block.rows;
  }

  /** Whether anybody anywhere should file an indicator in a period: without that there are no rows. */
  isExpected(indicator: number, period: Period): boolean {
    return this.#fold.world.expected(indicator, period).groups.length > 0;
  }

  /** Hears what the fold has changed; must hear every change, before the rows are asked for again. */
  note(change: Change): void {
    if (change.structure) {
      this.#blocks.clear();
      return;
    }
    for (const { group, period, indicators } of change.filings) {
      for (let k = 0; k < indicators.length; k++) {
        const indicator = indicators[k]!;
        const last = reachForward(this.#fold.world.indicators[indicator]!.indicator.time, period);
        for (let p = period; p <= last; p++) this.#blocks.get(`${indicator}/${p}`)?.stale.add(group);
      }
    }
  }

  #make(indicator: number, period: Period): Block {
    return { rows: rollUp(this.#fold.world, this.#fold.cells, indicator, period), stale: new Set() };
  }

  /** Brings a block up to date; false where it had better be made anew. */
  #mended({ rows, stale }: Block, indicator: number, period: Period): boolean {
    if (stale.size === 0) return true;
    const expected = this.#fold.world.expected(indicator, period).groups.length;
    if (stale.size > Math.max(64, expected * MOST_STALE)) return false;
    refresh(rows, this.#fold.world, this.#fold.cells, stale);
    stale.clear();
    return true;
  }

  #shed(): void {
    const perBlock = this.#fold.world.tree.nodes.length * ROW_BYTES;
    const most = Math.max(1, Math.floor(this.#maxBytes / Math.max(1, perBlock)));
    for (const key of this.#blocks.keys()) {
      if (this.#blocks.size <= most) return;
      this.#blocks.delete(key);
    }
  }
}
