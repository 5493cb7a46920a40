import type { CatalogueView, NodeTable } from '../wire/manifest.ts';
import type { Connection } from './machine.ts';
import { BELOW, CREATE_TABLES, VALUE_COLUMNS } from './schema.ts';
import { spansOf } from './spans.ts';
import { checkCount, insertTexts } from './text-columns.ts';

/** A given target, for questions about who gave what; the one that holds is in each row already. */
export interface TargetEntry {
  readonly indicator: number;
  readonly node: number;
  readonly num: number;
  readonly den: number;
  readonly giver: string;
  readonly decision: { readonly number: string; readonly date: string } | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly citation: string;
  readonly illustrative: boolean;
}

/** One complete Arrow IPC stream of rows as on the wire, with how many rows it holds. */
export interface RowStream {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** The tables of the engine, written over one connection. */
export class Tables {
  readonly #connection: Connection;
  /** Before the names of `node` and `value`. */
  readonly #prefix: string;

  constructor(connection: Connection, prefix = '') {
    this.#connection = connection;
    this.#prefix = prefix;
  }

  /** The set of rows further down. */
  get below(): Tables {
    return new Tables(this.#connection, BELOW);
  }

  /** Makes the tables where they are missing. */
  async create(): Promise<void> {
    for (const statement of CREATE_TABLES) await this.#connection.run(statement);
  }

  /** Does all of some work or, where it fails, nothing of it. */
  async whole<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    await this.#connection.run('BEGIN TRANSACTION');
    const result = await work(this);
    await this.#connection.run('COMMIT');
    return result;
  }

  /** Runs statements that make or change tables of a page's own. */
  async run(statements: readonly string[]): Promise<void> {
    for (const statement of statements) await this.#connection.run(statement);
  }

  /** Replaces all nodes. */
  async loadNodes(nodes: NodeTable): Promise<void> {
    const spans = spansOf(nodes);
    const keys = nodes.code.map((code, k) =>
      nodes.kind[k] === null ? `${code}@${nodes.validFrom[k]!}` : code
    );
    const table = `${this.#prefix}node`;
    await this.#connection.run(`DELETE FROM ${table}`);
    await insertTexts(this.#connection, table, [
      { name: 'ordinal', type: 'INTEGER', values: nodes.ordinal },
      { name: 'key', type: 'VARCHAR', values: keys },
      { name: 'code', type: 'VARCHAR', values: nodes.code },
      { name: 'level', type: 'UTINYINT', values: nodes.level },
      { name: 'parent', type: 'INTEGER', values: nodes.parent },
      { name: 'name', type: 'VARCHAR', values: nodes.name },
      { name: 'full_name', type: 'VARCHAR', values: nodes.fullName },
      { name: 'type', type: 'VARCHAR', values: nodes.type },
      { name: 'terrain', type: 'VARCHAR', values: nodes.terrain },
      { name: 'group_kind', type: 'VARCHAR', values: nodes.kind },
      { name: 'valid_from', type: 'VARCHAR', values: spans.map((span) => span.validFrom) },
      { name: 'valid_to', type: 'VARCHAR', values: spans.map((span) => span.validTo) },
      { name: 'enter', type: 'INTEGER', values: spans.map((span) => span.enter) },
      { name: 'leave', type: 'INTEGER', values: spans.map((span) => span.leave) }
    ]);
    await checkCount(this.#connection, table, nodes.ordinal.length);
  }

  /** Replaces the catalogue. */
  async loadCatalogue({ indicators }: CatalogueView): Promise<void> {
    const column = (
      name: string,
      of: (row: CatalogueView['indicators'][number]['indicator']) => string | null
    ) => ({ name, type: 'VARCHAR', values: indicators.map((row) => of(row.indicator)) }) as const;
    await this.#connection.run('DELETE FROM indicator');
    await insertTexts(this.#connection, 'indicator', [
      { name: 'ordinal', type: 'SMALLINT', values: indicators.map((row) => row.ordinal) },
      column('code', (row) => row.code),
      column('pillar', (row) => row.pillar),
      column('kind', (row) => row.kind),
      column('time', (row) => row.time),
      column('direction', (row) => row.direction),
      column('counts', (row) => row.counts),
      column('base', (row) => row.base),
      column('name_vi', (row) => row.name.vi),
      column('name_en', (row) => row.name.en),
      column('short_vi', (row) => row.short.vi),
      column('short_en', (row) => row.short.en),
      column('valid_from', (row) => row.validFrom),
      column('valid_to', (row) => row.validTo)
    ]);
    await checkCount(this.#connection, 'indicator', indicators.length);
  }

  /** Replaces the given targets. */
  async loadTargets(targets: readonly TargetEntry[]): Promise<void> {
    await this.#connection.run('DELETE FROM target_given');
    await insertTexts(this.#connection, 'target_given', [
      { name: 'indicator', type: 'SMALLINT', values: targets.map((row) => row.indicator) },
      { name: 'node', type: 'INTEGER', values: targets.map((row) => row.node) },
      { name: 'num', type: 'BIGINT', values: targets.map((row) => row.num) },
      { name: 'den', type: 'INTEGER', values: targets.map((row) => row.den) },
      { name: 'giver', type: 'VARCHAR', values: targets.map((row) => row.giver) },
      {
        name: 'decision_number',
        type: 'VARCHAR',
        values: targets.map((row) => row.decision?.number ?? null)
      },
      { name: 'decision_date', type: 'VARCHAR', values: targets.map((row) => row.decision?.date ?? null) },
      { name: 'valid_from', type: 'VARCHAR', values: targets.map((row) => row.validFrom) },
      { name: 'valid_to', type: 'VARCHAR', values: targets.map((row) => row.validTo) },
      { name: 'citation', type: 'VARCHAR', values: targets.map((row) => row.citation) },
      { name: 'illustrative', type: 'BOOLEAN', values: targets.map((row) => row.illustrative) }
    ]);
    await checkCount(this.#connection, 'target_given', targets.length);
  }

  /**
   * Puts whole rows of a part, a slice or a delta in place of those with the same keys; a row with nobody expected
   * takes one away. The bytes are copied: the engine keeps what it is given.
   */
  async putRows({ bytes, length }: RowStream): Promise<void> {
    if (length === 0) return;
    await this.#connection.run('DROP TABLE IF EXISTS incoming');
    await this.#connection.takeStream('incoming', bytes.slice());
    await checkCount(this.#connection, 'incoming', length);
    const table = `${this.#prefix}value`;
    await this.#connection.run(
      `DELETE FROM ${table} AS old USING incoming AS new
       WHERE old.node = new.node AND old.indicator = new.indicator AND old.period = new.period`
    );
    await this.#connection.run(
      `INSERT INTO ${table} (${VALUE_COLUMNS}) SELECT ${VALUE_COLUMNS} FROM incoming WHERE expected > 0`
    );
    await this.#connection.run('DROP TABLE incoming');
  }

  /** Takes all rows away: what was held belongs to a structure that no longer is. */
  async clearRows(): Promise<void> {
    await this.#connection.run(`DELETE FROM ${this.#prefix}value`);
  }
}
