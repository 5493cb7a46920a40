import { whenBack } from '$lib/device/when-back.ts';
import type { Cell } from '$lib/engine/answer.ts';
import type { Database, EngineNews } from '$lib/engine/database.ts';
import { Superseded } from '$lib/engine/faults.ts';
import { WORKBENCH_BOUNDS } from '$lib/engine/machine.ts';
import { openDatabase } from '$lib/engine/open.ts';
import type { Tables } from '$lib/engine/tables.ts';
import { faultOf, runReading, type Fault, type Result } from '$lib/engine/workbench.ts';
import { parsePeriod } from '$lib/domain/period.ts';
import { addReadings, CREATE_READINGS, maskSmall } from '$lib/queries/reading-table.ts';
import type { CatalogueView, NodeTable } from '$lib/wire/manifest.ts';
import type { Scope } from '$lib/wire/scope.ts';
import { fetchPart, fetchScope, MOST_ROWS, type PeriodRows } from './load-tables.ts';

/** What the workbench's tables hold. */
export interface Wanted {
  readonly scope: Scope;
  /** The newest periods up to one (`YYYY-MM`), so many of them. */
  readonly months: number;
  readonly upTo: string;
  readonly catalogue: CatalogueView;
  /** Whether counts over a base of a few persons may be seen. */
  readonly counts: boolean;
}

/** A column as the list of tables shows it. */
interface ColumnNote {
  readonly name: string;
  readonly type: string;
}

/** A table with its columns. */
export interface TableNote {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnNote[];
}

/** How far loading has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly rows: number;
}

const SCHEMA = `
  SELECT c.table_name AS name, c.column_name, c.data_type, t.estimated_size AS size
  FROM duckdb_columns() AS c JOIN duckdb_tables() AS t USING (table_oid)
  WHERE c.table_name IN ('reading', 'value', 'node', 'indicator')
  ORDER BY list_position(['reading', 'node', 'indicator', 'value'], c.table_name), c.column_index`;

/** A value as an example: short. */
function sampleOf(cell: Cell): string {
  return typeof cell === 'number' && !Number.isInteger(cell) ? String(Number(cell.toFixed(3))) : String(cell);
}

/**
 * An engine of the workbench's own with the tables of one scope: what is written here reaches nothing that the map or
 * any other page draws.
 */
export class Workbench {
  #database: Database | null = null;
  #wanted: Wanted | null = null;
  #nodes: NodeTable | null = null;
  #parts: PeriodRows[] = [];
  #loading: AbortController | null = null;
  #stop: AbortController | null = null;

  phase = $state<'starting' | 'loading' | 'ready' | 'failed' | 'down'>('starting');
  progress = $state.raw<Progress>({ done: 0, total: 0, rows: 0 });
  /** Rows were left out: the tab would hold too many. */
  full = $state(false);
  tables = $state.raw<readonly TableNote[]>([]);
  isRunning = $state(false);
  /** The last question was stopped by whoever asked it. */
  wasStopped = $state(false);
  result = $state.raw<Result | null>(null);
  fault = $state.raw<Fault | null>(null);
  news = $state.raw<EngineNews | null>(null);

  /** Starts the engine; ends it when called again. */
  start(): () => void {
    let ended = false;
    const database = openDatabase(
      {
        refill: (tables) => this.#refill(tables),
        tell: (news) => (this.news = news),
        ready: () => {
          if (ended) return;
          this.#database = database;
          if (this.#wanted) void this.load(this.#wanted);
        },
        failed: () => {
          if (!ended) this.phase = 'down';
        }
      },
      WORKBENCH_BOUNDS
    );
    const stopHurry = whenBack(() => database.hurry());
    return () => {
      ended = true;
      stopHurry();
      this.#loading?.abort();
      database.close();
    };
  }

  /** Fills the tables; what was held before is thrown away. */
  async load(wanted: Wanted): Promise<void> {
    this.#wanted = wanted;
    const database = this.#database;
    if (!database) return;
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    const { signal } = loading;
    this.phase = 'loading';
    this.full = false;
    this.progress = { done: 0, total: 0, rows: 0 };
    try {
      const { nodes, parts } = await fetchScope(wanted.scope, signal);
      const chosen = parts.filter(({ period }) => period <= wanted.upTo).slice(0, wanted.months);
      this.progress = { done: 0, total: chosen.length, rows: 0 };
      this.#nodes = nodes;
      this.#parts = [];
      await database.change((tables) => this.#empty(tables));
      for (const part of chosen) {
        const rows = await fetchPart(part, signal);
        if (signal.aborted) return;
        if (this.progress.rows + rows.length > MOST_ROWS) {
          this.full = true;
          break;
        }
        this.#parts.push(rows);
        await database.change((tables) => this.#put(tables, rows));
        const { done, total } = this.progress;
        this.progress = { done: done + 1, total, rows: this.progress.rows + rows.length };
      }
      await this.#readSchema(database);
      if (!signal.aborted) this.phase = 'ready';
    } catch {
      if (!signal.aborted) this.phase = 'failed';
    }
  }

  /** Runs one statement; the one before it is given up. */
  async run(sql: string): Promise<void> {
    const database = this.#database;
    if (!database) return;
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    this.isRunning = true;
    this.wasStopped = false;
    this.fault = null;
    try {
      const result = await runReading(database, sql, { signal: stop.signal });
      if (this.#stop === stop) this.result = result;
    } catch (cause) {
      if (this.#stop !== stop) return;
      if (cause instanceof Superseded) this.wasStopped = true;
      else this.fault = faultOf(cause) ?? { kind: 'sql', message: String(cause), line: null };
    } finally {
      if (this.#stop === stop) this.isRunning = false;
    }
  }

  /** Stops what is running. */
  stop(): void {
    this.#stop?.abort();
  }

  /** A few values of each column of a table. */
  async samples(table: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    if (!this.#database) return found;
    const { columns, rows } = await this.#database.answer(`SELECT * FROM "${table}" USING SAMPLE 300 ROWS`);
    columns.forEach(({ name }, k) => {
      const values = new Set(
        rows.flatMap((row) => (row[k] === null || row[k] === '' ? [] : [sampleOf(row[k] ?? null)]))
      );
      found.set(name, [...values].slice(0, 3));
    });
    return found;
  }

  async #refill(tables: Tables): Promise<void> {
    await this.#empty(tables);
    for (const rows of this.#parts) await this.#put(tables, rows);
  }

  async #empty(tables: Tables): Promise<void> {
    await tables.clearRows();
    if (this.#nodes) await tables.loadNodes(this.#nodes);
    if (this.#wanted) await tables.loadCatalogue(this.#wanted.catalogue);
    await tables.run(CREATE_READINGS);
  }

  async #put(tables: Tables, rows: PeriodRows): Promise<void> {
    const period = parsePeriod(rows.month);
    if (period === null) return;
    await tables.putRows(rows);
    await tables.run([addReadings(period), ...(this.#wanted?.counts === true ? [] : maskSmall(period))]);
  }

  async #readSchema(database: Database): Promise<void> {
    const { rows } = await database.answer(SCHEMA);
    const tables = new Map<string, { name: string; rows: number; columns: ColumnNote[] }>();
    for (const [name, column, type, size] of rows) {
      const table = tables.get(String(name)) ?? { name: String(name), rows: Number(size), columns: [] };
      table.columns.push({ name: String(column), type: String(type) });
      tables.set(table.name, table);
    }
    this.tables = [...tables.values()];
  }
}
