import { setImmediate as nextTurn } from 'node:timers/promises';
import { reachForward } from '../../../domain/indicator.ts';
import type { Period } from '../../../domain/period.ts';
import { refresh, rollUp } from '../../../domain/roll-up.ts';
import type { Rows } from '../../../domain/rows.ts';
import { refreshUnits, sumGroup, sumUnits, unitPlaces, type UnitPlaces } from '../../../domain/unit-sums.ts';
import { workedMs } from '../worked.ts';
import type { Change, Fold } from './fold.ts';

interface Block {
  readonly rows: Rows;
  /** Groups whose figures changed since the rows were made. */
  readonly stale: Set<number>;
}

/** Rows of an indicator and period, and where among them a node's is. */
export interface PlacedRows {
  readonly rows: Rows;
  /** The place of a node's row; −1 where it has none. */
  readonly placeOf: (node: number) => number;
}

/** Bytes that one row of a block takes in memory. */
const ROW_BYTES = 107;
/** From this share of the expected groups on, making a block anew is cheaper than mending it. */
const MOST_STALE = 0.25;
/** After this long others are served before more blocks are made, milliseconds. */
const TURN_MS = 20;

/**
 * Roll-ups kept warm: the rows of an indicator and period, mended in place as figures change. Those of all nodes, for
 * whoever sees groups; and those of units alone, a twentieth of the size and a quarter of the work, for everybody else
 * and for every single unit.
 */
export class Warm {
  readonly #fold: Fold;
  readonly #nodes: Shelf;
  readonly #units: Shelf;
  #places: UnitPlaces | null = null;

  /** `maxBytes` bounds what is kept of each sort; a block of 10,000 rows is about 1 MB. `spent` hears how long one was made. */
  constructor(fold: Fold, maxBytes = 192 * 1024 * 1024, spent: (ms: number) => void = () => undefined) {
    this.#fold = fold;
    this.#nodes = new Shelf(fold, maxBytes, {
      spent,
      length: () => fold.world.tree.nodes.length,
      make: (indicator, period) => rollUp(fold.world, fold.cells, indicator, period),
      mend: (rows, stale) => void refresh(rows, fold.world, fold.cells, stale)
    });
    this.#units = new Shelf(fold, maxBytes, {
      spent,
      length: () => this.#placed().units.length,
      make: (indicator, period) => sumUnits(fold.world, fold.cells, this.#placed(), indicator, period),
      mend: (rows, stale) => refreshUnits(rows, fold.world, fold.cells, this.#placed(), stale)
    });
  }

  /** The rows of an indicator and period at the fold's position; row i is node i. Do not keep them over a change. */
  rows(indicator: number, period: Period): Rows {
    return this.#nodes.rows(indicator, period);
  }

  /** The same with a row for every unit and none for groups. */
  unitRows(indicator: number, period: Period): PlacedRows {
    const { at } = this.#placed();
    return { rows: this.#units.rows(indicator, period), placeOf: (node) => at[node] ?? -1 };
  }

  /** Rows in which a node has one: those of units where it is a unit, else its own alone. */
  rowsOf(node: number, indicator: number, period: Period): PlacedRows {
    if (this.#fold.world.tree.nodes[node]?.kind === 'unit') return this.unitRows(indicator, period);
    const { world, cells } = this.#fold;
    return { rows: sumGroup(world, cells, node, indicator, period), placeOf: () => 0 };
  }

  /**
   * Makes the units' rows of some indicators and periods, and lets others be served meanwhile: what is asked for then
   * is there, or has only to be mended.
   */
  async readyUnits(indicators: readonly number[], periods: readonly Period[]): Promise<void> {
    let turn = performance.now();
    for (const period of periods) {
      for (const indicator of indicators) {
        if (this.isExpected(indicator, period)) this.#units.rows(indicator, period);
        if (performance.now() - turn < TURN_MS) continue;
        await nextTurn();
        turn = performance.now();
      }
    }
  }

  /** How many blocks of all nodes are kept. */
  get roomForNodes(): number {
    return this.#nodes.room;
  }

  /** Whether anybody anywhere should file an indicator in a period: without that there are no rows. */
  isExpected(indicator: number, period: Period): boolean {
    return this.#fold.world.expected(indicator, period).groups.length > 0;
  }

  /** Hears what the fold has changed; must hear every change, before the rows are asked for again. */
  note(change: Change): void {
    if (change.structure) this.#places = null;
    this.#nodes.note(change);
    this.#units.note(change);
  }

  #placed(): UnitPlaces {
    return (this.#places ??= unitPlaces(this.#fold.world.tree));
  }
}

/** How rows of one sort are made. */
interface Making {
  readonly spent: (ms: number) => void;
  readonly length: () => number;
  readonly make: (indicator: number, period: Period) => Rows;
  readonly mend: (rows: Rows, stale: ReadonlySet<number>) => void;
}

/** Blocks of one sort within a bound of memory; those that were used longest ago go first. */
class Shelf {
  readonly #fold: Fold;
  readonly #maxBytes: number;
  readonly #making: Making;
  readonly #blocks = new Map<string, Block>();

  constructor(fold: Fold, maxBytes: number, making: Making) {
    this.#fold = fold;
    this.#maxBytes = maxBytes;
    this.#making = making;
  }

  get room(): number {
    return Math.max(1, Math.floor(this.#maxBytes / Math.max(1, this.#making.length() * ROW_BYTES)));
  }

  rows(indicator: number, period: Period): Rows {
    const key = `${indicator}/${period}`;
    const kept = this.#blocks.get(key);
    const from = kept ? 0 : workedMs();
    this.#blocks.delete(key);
    const block =
      kept && this.#mended(kept, indicator, period)
        ? kept
        : { rows: this.#making.make(indicator, period), stale: new Set<number>() };
    this.#blocks.set(key, block);
    this.#shed();
    if (!kept) this.#making.spent(workedMs() - from);
    return block.rows;
  }

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

  /** Brings a block up to date; false where it had better be made anew. */
  #mended({ rows, stale }: Block, indicator: number, period: Period): boolean {
    if (stale.size === 0) return true;
    const expected = this.#fold.world.expected(indicator, period).groups.length;
    if (stale.size > Math.max(64, expected * MOST_STALE)) return false;
    this.#making.mend(rows, stale);
    stale.clear();
    return true;
  }

  #shed(): void {
    const most = this.room;
    for (const key of this.#blocks.keys()) {
      if (this.#blocks.size <= most) return;
      this.#blocks.delete(key);
    }
  }
}
