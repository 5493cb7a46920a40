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
import type { History, HistorySlice } from './history.ts';
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
  #history: History | null = null;
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
  hold(view: RowTable, history: History, nodes: NodeTable): void {
    this.#view = view;
    this.#history = history;
    this.#nodes = nodes;
    void this.#refill();
  }

  useNodes(nodes: NodeTable): void {
    this.#nodes = nodes;
    void this.#change((tables) => tables.loadNodes(nodes));
  }

  takePart(bytes: Uint8Array, later: readonly ChangedBlock[]): void {
    const table = this.#view;
    if (!this.#filled || !table) return;
    const { length } = decodeRows(bytes).rows;
    void this.#change(async (tables) => {
      await tables.putRows({ bytes, length });
      if (later.length > 0) await put(tables, table, later);
    });
  }

  takeDelta(written: readonly ChangedBlock[]): void {
    const table = this.#view;
    if (!this.#filled || !table || written.length === 0) return;
    void this.#change((tables) => put(tables, table, written));
  }

  /** A slice of the unit's history; where its view holds the period, the view's rows are newer. */
  takeSlice(slice: HistorySlice): void {
    if (!this.#filled || this.#isInView(slice)) return;
    void this.#change((tables) => tables.putRows(slice));
  }

  /** Asks what the board shows; the latest choice wins. */
  async ask(): Promise<void> {
    if (this.#database && this.#filled) await askAll(this.#database, this.#board);
  }

  #isInView({ indicator, period }: HistorySlice): boolean {
    return this.#view?.holds(indicator, period) ?? false;
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
    for (const slice of this.#history?.slices ?? []) {
      if (!this.#isInView(slice)) await tables.putRows(slice);
    }
    const view = this.#view;
    for (const period of view?.periods ?? []) if (view) await put(tables, view, this.#blocksOf(view, period));
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
