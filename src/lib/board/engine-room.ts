import type { Database } from '../engine/database.ts';
import { Superseded } from '../engine/faults.ts';
import { openDatabase } from '../engine/open.ts';
import type { Tables } from '../engine/tables.ts';
import type { Period } from '../domain/period.ts';
import type { ChangedBlock, RowTable } from '../sync/row-table.ts';
import type { NodeTable } from '../wire/manifest.ts';
import type { DeltaHead } from '../wire/rows-head.ts';
import { decodeRows, encodeRows } from '../wire/rows.ts';
import type { Board } from './board.svelte.ts';
import { askAll } from './ask.ts';

/** How long the engine waits for the browser to have nothing better to do, milliseconds. */
const IDLE_MS = 1_500;
const NOTHING: DeltaHead = {
  kind: 'delta',
  store: '',
  scope: '',
  from: 0,
  to: 0,
  at: 0,
  touched: [],
  arrivals: []
};

/** Keeps the engine's tables equal to the columns, and asks it the board's questions again when either changes. */
export class EngineRoom {
  readonly #board: Board;
  #database: Database | null = null;
  #filled = false;
  #view: RowTable | null = null;
  #own: RowTable | null = null;
  #nodes: NodeTable | null = null;

  constructor(board: Board) {
    this.#board = board;
  }

  /** Starts the engine behind the picture; ends it when called again. */
  start(): () => void {
    let ended = false;
    const begin = () => {
      openDatabase((tables) => this.#fill(tables))
        .then(async (database) => {
          if (ended) return database.close();
          this.#database = database;
          await this.#refill();
        })
        .catch(() => {
          if (!ended) this.#board.questions.fail();
        });
    };
    const timer = setTimeout(() => requestIdleCallback(begin, { timeout: IDLE_MS }), IDLE_MS / 3);
    return () => {
      ended = true;
      clearTimeout(timer);
      this.#database?.close();
      this.#database = null;
    };
  }

  /** Other tables are followed from now on. */
  hold(view: RowTable, own: RowTable | null, nodes: NodeTable): void {
    this.#view = view;
    this.#own = own;
    this.#nodes = nodes;
    void this.#refill();
  }

  useNodes(nodes: NodeTable): void {
    this.#nodes = nodes;
    void this.#change((tables) => tables.loadNodes(nodes));
  }

  takePart(isView: boolean, period: Period, bytes: Uint8Array, later: readonly ChangedBlock[]): void {
    if (!this.#filled || this.#isElsewhere(isView, period)) return;
    const { length } = decodeRows(bytes).rows;
    const table = isView ? this.#view : this.#own;
    void this.#change(async (tables) => {
      await tables.putRows({ bytes, length });
      if (table && later.length > 0) await put(tables, table, later);
    });
  }

  takeDelta(isView: boolean, _head: DeltaHead, written: readonly ChangedBlock[]): void {
    const table = isView ? this.#view : this.#own;
    const blocks = written.filter(({ period }) => !this.#isElsewhere(isView, period));
    if (!this.#filled || !table || blocks.length === 0) return;
    void this.#change((tables) => put(tables, table, blocks));
  }

  /** Asks what the board shows; the latest choice wins. */
  async ask(): Promise<void> {
    if (this.#database && this.#filled) await askAll(this.#database, this.#board);
  }

  /** The unit's own rows come from its view where that holds the period. */
  #isElsewhere(isView: boolean, period: Period): boolean {
    return !isView && (this.#view?.holds(0, period) ?? false);
  }

  async #refill(): Promise<void> {
    this.#filled = false;
    const database = this.#database;
    if (!database || !this.#view) return;
    await this.#change((tables) => this.#fill(tables));
    this.#filled = true;
    await this.ask();
  }

  async #fill(tables: Tables): Promise<void> {
    await tables.clearRows();
    if (this.#nodes) await tables.loadNodes(this.#nodes);
    await tables.loadCatalogue(this.#board.picture.catalogue);
    for (const table of [this.#own, this.#view]) {
      if (!table) continue;
      for (const period of table.periods) await put(tables, table, this.#blocksOf(table, period));
    }
  }

  #blocksOf(table: RowTable, period: Period): ChangedBlock[] {
    return this.#board.picture.catalogue.indicators.flatMap(({ ordinal }) => {
      const rows = table.block(ordinal, period);
      return rows ? [{ indicator: ordinal, period, nodes: rows.node }] : [];
    });
  }

  async #change(work: (tables: Tables) => Promise<void>): Promise<void> {
    try {
      await this.#database?.change(work);
      await this.ask();
    } catch (cause) {
      if (!(cause instanceof Superseded)) this.#board.questions.fail();
    }
  }
}

async function put(tables: Tables, table: RowTable, blocks: readonly ChangedBlock[]): Promise<void> {
  const rows = table.pick(blocks);
  await tables.putRows({ bytes: encodeRows(rows, NOTHING), length: rows.length });
}
