import { whenBack } from '../device/when-back.ts';
import type { Database } from '../engine/database.ts';
import { Superseded } from '../engine/faults.ts';
import { openDatabase } from '../engine/open.ts';
import { BELOW } from '../engine/schema.ts';
import type { Tables } from '../engine/tables.ts';
import type { Period } from '../domain/period.ts';
import type { ChangedBlock, RowTable } from '../sync/row-table.ts';
import type { NodeTable } from '../wire/manifest.ts';
import type { DeltaHead } from '../wire/rows-head.ts';
import { encodeRows } from '../wire/rows.ts';
import type { Board } from './board.svelte.ts';
import type { Rows } from '../domain/rows.ts';
import type { Query } from '../queries/query.ts';
import type { Asker, BelowRows } from './asking.svelte.ts';
import type { SliceShelf } from './slice-shelf.ts';
import { askAll } from './ask.ts';

/** How long the engine waits for the browser to have nothing better to do, milliseconds. */
const IDLE_MS = 1_500;
/** Rows that deltas wrote are handed over together, at most this much later, milliseconds. */
const GATHER_MS = 1_000;
const NOTHING: DeltaHead = {
  kind: 'delta',
  store: '',
  scope: '',
  from: 0,
  to: 0,
  link: '',
  at: 0,
  touched: [],
  arrivals: []
};

/** Keeps the engine's tables equal to the columns, and asks it the board's questions again when either changes. */
export class EngineRoom implements Asker {
  readonly below = BELOW;
  readonly #board: Board;
  #database: Database | null = null;
  #filled = false;
  #view: RowTable | null = null;
  #own: SliceShelf | null = null;
  #nodes: NodeTable | null = null;
  #belowRows: BelowRows | null = null;
  /** Nodes whose rows were written and not yet handed over, by block. */
  readonly #written = new Map<string, { indicator: number; period: Period; nodes: Set<number> }>();
  #handing: ReturnType<typeof setTimeout> | undefined;
  /** Slices that came while the tables were being filled: what is filled is what was held when that began. */
  readonly #late = new Map<string, { indicator: number; period: Period }>();

  constructor(board: Board) {
    this.#board = board;
  }

  /** Starts the engine behind the picture; ends it when called again. */
  start(): () => void {
    let ended = false;
    let opened: Database | null = null;
    const begin = () => {
      if (ended) return;
      const database = (opened = openDatabase({
        refill: (tables) => this.#fill(tables),
        tell: (news) => {
          this.#board.questions.hear(news);
          // What was being asked went down with the engine.
          if (news.kind === 'back') void this.askBoard();
        },
        ready: () => {
          if (ended) return;
          this.#database = database;
          void this.#refill();
        },
        failed: () => {
          if (!ended) this.#board.questions.fail();
        }
      }));
    };
    const stopHurry = whenBack(() => opened?.hurry());
    const timer = setTimeout(() => requestIdleCallback(begin, { timeout: IDLE_MS }), IDLE_MS / 3);
    return () => {
      ended = true;
      stopHurry();
      clearTimeout(timer);
      clearTimeout(this.#handing);
      this.#handing = undefined;
      this.#board.asking.asker = null;
      opened?.close();
      this.#database = null;
    };
  }

  /** Other tables are followed from now on. */
  hold(view: RowTable, own: SliceShelf, nodes: NodeTable): void {
    this.#view = view;
    this.#own = own;
    this.#nodes = nodes;
    void this.#refill();
  }

  useNodes(nodes: NodeTable): void {
    this.#nodes = nodes;
    void this.#change((tables) => tables.loadNodes(nodes));
  }

  takePart(period: Period, bytes: Uint8Array, later: readonly ChangedBlock[], length: number): void {
    const table = this.#view;
    if (!this.#database || !table) return;
    // While it is being filled, what comes is handed over after.
    if (!this.#filled) return this.#gather(this.#blocksOf(table, period));
    void this.#change(async (tables) => {
      await tables.putRows({ bytes, length });
      if (later.length > 0) await put(tables, table, later);
    });
  }

  takeDelta(written: readonly ChangedBlock[]): void {
    if (!this.#database || !this.#view || written.length === 0) return;
    this.#gather(written);
    this.#handing ??= setTimeout(() => this.#hand(), GATHER_MS);
  }

  #gather(written: readonly ChangedBlock[]): void {
    for (const { indicator, period, nodes } of written) {
      const block = `${indicator}/${period}`;
      const gathered = this.#written.get(block) ?? { indicator, period, nodes: new Set() };
      for (const node of nodes) gathered.nodes.add(node);
      this.#written.set(block, gathered);
    }
  }

  /** Hands over what deltas wrote, as the columns have it now. */
  #hand(): void {
    this.#handing = undefined;
    const table = this.#view;
    if (!this.#filled || !table) return;
    // A period that was let go of since has no rows, which is not the same as rows that are gone.
    const blocks = [...this.#written.values()]
      .filter(({ indicator, period }) => table.holds(indicator, period))
      .map(({ nodes, ...block }) => ({ ...block, nodes: Int32Array.from(nodes) }));
    this.#written.clear();
    if (blocks.length > 0) void this.#change((tables) => put(tables, table, blocks));
  }

  /** A slice of the unit's history; where its view holds the period, the view's rows are newer. */
  takeSlice(indicator: number, period: Period): void {
    if (!this.#filled) this.#late.set(`${indicator}/${period}`, { indicator, period });
    const rows = this.#own?.block(indicator, period);
    if (!this.#filled || !rows || this.#isInView(indicator, period)) return;
    void this.#change((tables) => putRows(tables, rows));
  }

  ask<Row>(query: Query<Row>, purpose: string): Promise<Row[]> {
    return this.#database?.ask(query, { purpose }) ?? Promise.reject(new Superseded());
  }

  /** What is laid down stays until the next, also where the engine has to begin anew. */
  async layBelow(rows: BelowRows): Promise<void> {
    this.#belowRows = rows;
    await this.#database?.change((tables) => fillBelow(tables, rows));
  }

  /** Asks what the board shows; the latest choice wins. */
  async askBoard(): Promise<void> {
    if (this.#database && this.#filled) await askAll(this.#database, this.#board);
  }

  #isInView(indicator: number, period: Period): boolean {
    return this.#view?.holds(indicator, period) ?? false;
  }

  async #refill(): Promise<void> {
    this.#filled = false;
    this.#written.clear();
    this.#late.clear();
    const database = this.#database;
    if (!database || !this.#view) return;
    await this.#change((tables) => this.#fill(tables));
    this.#filled = true;
    this.#board.asking.asker = this;
    this.#hand();
    for (const { indicator, period } of this.#late.values()) this.takeSlice(indicator, period);
    this.#late.clear();
    await this.askBoard();
  }

  async #fill(tables: Tables): Promise<void> {
    await tables.clearRows();
    if (this.#nodes) await tables.loadNodes(this.#nodes);
    await tables.loadCatalogue(this.#board.picture.catalogue);
    for (const { indicator, period, rows } of this.#own?.held ?? []) {
      if (!this.#isInView(indicator, period)) await putRows(tables, rows);
    }
    const view = this.#view;
    for (const period of view?.periods ?? []) if (view) await put(tables, view, this.#blocksOf(view, period));
    if (this.#belowRows) await fillBelow(tables, this.#belowRows);
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
      this.#board.asking.revision += 1;
      await this.askBoard();
    } catch (cause) {
      if (!(cause instanceof Superseded)) this.#board.questions.fail();
    }
  }
}

async function fillBelow({ below }: Tables, { nodes, blocks }: BelowRows): Promise<void> {
  await below.clearRows();
  await below.loadNodes(nodes);
  for (const rows of blocks) await putRows(below, rows);
}

async function put(tables: Tables, table: RowTable, blocks: readonly ChangedBlock[]): Promise<void> {
  await putRows(tables, table.pick(blocks));
}

async function putRows(tables: Tables, rows: Rows): Promise<void> {
  await tables.putRows({ bytes: encodeRows(rows, NOTHING), length: rows.length });
}
