import { hash } from 'node:crypto';
import { sql, type Kysely, type TableMetadata } from 'kysely';
import type { Backend } from './backend.ts';
import { FIRST_LINK, linkOf } from './link.ts';
import type { NotedLink } from './audit-log.ts';
import type { Database, LogRow, Tables } from './tables.ts';

/** What was copied: how many rows, and the place of the log's last entry. */
export interface CopiedStore {
  readonly rows: number;
  readonly last: NotedLink;
}

/** The chain of a log that is copied does not hold at a position: it was changed by something else than this program. */
export class BrokenChain extends Error {
  readonly position: number;
  constructor(position: number) {
    super(`nhật ký không khớp từ bản ghi số ${position} / audit check failed at entry ${position}`);
    this.name = 'BrokenChain';
    this.position = position;
  }
}

/** The two stores are not laid out alike: one of them is of another version of the program. */
class OtherTables extends Error {
  constructor(what: string) {
    super(`hai kho khác cấu trúc / the two stores are laid out differently: ${what}`);
    this.name = 'OtherTables';
  }
}

const ROWS = 500;
/** Rows with bytes in them, photos and shapes, are read fewer at a time. */
const HEAVY_ROWS = 20;
/** Tables that others point at come first. */
const FIRST_TABLES = ['auth_user'];

type Value = string | number | boolean | Date | Uint8Array | null;
type Row = Record<string, Value>;

/**
 * Copies every table of a store into another one that is laid out already, whatever kind either is, in one transaction
 * each: entry by entry with the chain of links verified on the way. What stood in the other store is replaced. The id is
 * copied too. `heard` is told how many rows are copied.
 * @throws BrokenChain, OtherTables
 */
export async function copyStore(
  from: Backend,
  to: Backend,
  heard: (rows: number) => void = () => undefined
): Promise<CopiedStore> {
  const tables = await tablesOf(from.db);
  const targets = new Map((await tablesOf(to.db)).map((table) => [table.name, table]));
  if (tables.length !== targets.size) throw new OtherTables([...targets.keys()].join(', '));
  return reading(from, (source) =>
    to.db.transaction().execute(async (target) => {
      for (const { name } of [...tables].reverse()) await sql`delete from ${sql.table(name)}`.execute(target);
      let rows = 0;
      let last: NotedLink = { position: 0, link: FIRST_LINK };
      for (const table of tables) {
        const kinds = kindsOf(table, targets.get(table.name));
        for await (const some of pagesOf(from, source, table)) {
          if (table.name === 'log') last = await checkedLinks(last, some, to, target);
          await insert(target, table.name, kinds, some);
          rows += some.length;
          heard(rows);
        }
      }
      const head = await target.selectFrom('log_head').select(['position', 'link']).executeTakeFirstOrThrow();
      if (head.position !== last.position || head.link !== last.link)
        throw new BrokenChain(last.position + 1);
      return { rows, last };
    })
  );
}

/** Tables of the program, those that others point at first. */
async function tablesOf(db: Database): Promise<TableMetadata[]> {
  const all = await db.introspection.getTables();
  const ours = all.filter(({ name, isView }) => !isView && !/^(?:kysely_|sqlite_)/.test(name));
  const rank = ({ name }: TableMetadata) => (FIRST_TABLES.includes(name) ? 0 : 1);
  return ours.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/**
 * A hash over all that lies beside the log, whatever kind the store is and in whatever order the rows lie; the log itself
 * has its links. Settings that tell one copy from another are left out.
 */
export async function hashBeside(backend: Backend): Promise<string> {
  const tables = (await tablesOf(backend.db)).filter(({ name }) => name !== 'log');
  return reading(backend, async (source) => {
    const lines: string[] = [];
    for (const table of tables) {
      const own: string[] = [];
      for await (const rows of pagesOf(backend, source, table))
        for (const row of rows) {
          if (table.name === 'setting' && /^id\b/.test(String(row.name))) continue;
          const { commits: _commits, ...told } = row;
          own.push(hash('sha256', canonical(table.name === 'log_head' ? told : row), 'hex'));
        }
      lines.push(`${table.name} ${own.length} ${hash('sha256', own.sort().join('\n'), 'hex')}`);
    }
    return hash('sha256', lines.join('\n'), 'hex');
  });
}

/** A row as every kind of store has it. */
function canonical(row: Row): string {
  const entries = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    entries.map(([name, value]) => {
      if (value instanceof Date) return [name, value.toISOString()];
      if (typeof value === 'boolean') return [name, value ? 1 : 0];
      return [name, value instanceof Uint8Array ? hash('sha256', value, 'hex') : value];
    })
  );
}

/** Reads at one moment of the store, while others go on writing. A file is read as it is: take a backup of it first. */
function reading<Answer>(backend: Backend, read: (db: Kysely<Tables>) => Promise<Answer>): Promise<Answer> {
  if (backend.bytes === 'blob') return read(backend.db);
  return backend.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((transaction) => read(transaction));
}

async function* pagesOf(
  backend: Backend,
  db: Kysely<Tables>,
  { name, columns }: TableMetadata
): AsyncGenerator<Row[]> {
  const size =
    columns.some(({ dataType }) => /^(?:blob|bytea)$/i.test(dataType)) && name !== 'log' ? HEAVY_ROWS : ROWS;
  const order = name === 'log' ? sql`order by position` : sql``;
  if (backend.bytes === 'bytea') {
    await sql`declare copied no scroll cursor for select * from ${sql.table(name)} ${order}`.execute(db);
    for (;;) {
      const { rows } = await sql<Row>`fetch ${sql.raw(String(size))} from copied`.execute(db);
      if (rows.length === 0) break;
      yield rows;
    }
    await sql`close copied`.execute(db);
    return;
  }
  const key = name === 'log' ? sql.ref('position') : sql.ref('rowid');
  for (let after = 0; ;) {
    const { rows } = await sql<Row>`select ${key} as copied_key, * from ${sql.table(name)}
      where ${key} > ${after} order by ${key} limit ${size}`.execute(db);
    if (rows.length === 0) return;
    after = Number(rows.at(-1)?.copied_key);
    yield rows.map(({ copied_key: _key, ...row }) => row);
  }
}

/** Walks the chain over some rows of the log. @throws BrokenChain */
async function checkedLinks(
  last: NotedLink,
  rows: readonly Row[],
  to: Backend,
  target: Kysely<Tables>
): Promise<NotedLink> {
  let { position, link } = last;
  for (const row of rows.map(asLogRow)) {
    if (row.position !== position + 1 || linkOf(link, row) !== row.link) throw new BrokenChain(position + 1);
    // Stores of before hold moments with a fraction under their links: they go on as they are.
    if (to.bytes === 'bytea' && !Number.isInteger(row.at) && !widened.has(to)) {
      await sql`alter table log alter column at type double precision`.execute(target);
      widened.add(to);
    }
    ({ position, link } = row);
  }
  return { position, link };
}

function asLogRow(row: Row): LogRow {
  const text = (value: Value | undefined) => (typeof value === 'string' ? value : null);
  return {
    position: Number(row.position),
    at: Number(row.at),
    actor: text(row.actor) ?? '',
    kind: text(row.kind) ?? '',
    subject_group: text(row.subject_group),
    subject_period: typeof row.subject_period === 'number' ? row.subject_period : null,
    body: text(row.body),
    packed: row.packed instanceof Uint8Array ? row.packed : null,
    link: text(row.link) ?? ''
  };
}

const widened = new WeakSet<Backend>();

type Kind = 'flag' | 'moment' | 'plain';

function kindsOf(table: TableMetadata, target: TableMetadata | undefined): Map<string, Kind> {
  const names = (of: TableMetadata) =>
    of.columns
      .map(({ name }) => name)
      .sort()
      .join(' ');
  if (!target || names(table) !== names(target)) throw new OtherTables(table.name);
  const kindOf = (type: string): Kind =>
    /^bool/i.test(type) ? 'flag' : /^(?:date|timestamp)/i.test(type) ? 'moment' : 'plain';
  return new Map(target.columns.map(({ name, dataType }) => [name, kindOf(dataType)]));
}

async function insert(
  db: Kysely<Tables>,
  table: string,
  kinds: ReadonlyMap<string, Kind>,
  rows: readonly Row[]
): Promise<void> {
  const names = [...kinds.keys()];
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const perStatement = Math.max(1, Math.floor(2_000 / names.length));
  for (let at = 0; at < rows.length; at += perStatement) {
    const values = rows
      .slice(at, at + perStatement)
      .map((row) => sql`(${sql.join(names.map((name) => valueFor(kinds.get(name), row[name] ?? null)))})`);
    await sql`insert into ${sql.table(table)} (${columns}) values ${sql.join(values)}`.execute(db);
  }
}

/** A value as the other kind of store keeps it. */
function valueFor(kind: Kind | undefined, value: Value): Value {
  if (value instanceof Date) return value.toISOString();
  if (kind === 'flag') return value === null ? null : Boolean(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  // As text it is read as the same number; a parameter that is a number has to be whole.
  return typeof value === 'number' && !Number.isInteger(value) ? String(value) : value;
}
