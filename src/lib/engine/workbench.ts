import type { DataType, Table, TimeUnit } from 'apache-arrow';
import { rowsOf, type Cell } from './answer.ts';
import type { Database } from './database.ts';
import {
  AnswerTooLarge,
  breakageOf,
  EngineDown,
  QuestionFailed,
  Superseded,
  type Breakage
} from './faults.ts';
import { asSubquery, readingStatement, type Refusal } from './reading-only.ts';

/** What a column of an answer holds. */
export type ColumnKind = 'whole' | 'number' | 'text' | 'truth' | 'date' | 'time' | 'other';

/** One column of an answer. */
interface ResultColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** The answer to a statement that somebody wrote. */
export interface Result {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** There was more: rows beyond the most that are shown, or more text than a page should hold. */
  readonly cut: boolean;
  /** Milliseconds. */
  readonly took: number;
}

/** How long an answer is waited for, and how much of it is kept. */
export interface Bounds {
  readonly mostRows: number;
  /** Characters of all cells together. */
  readonly mostCells: number;
  /** Milliseconds from when its turn comes. */
  readonly mostTime: number;
}

const BOUNDS: Bounds = { mostRows: 10_000, mostCells: 16_000_000, mostTime: 20_000 };
/** Characters of one cell. */
const MOST_TEXT = 20_000;

/** A statement that is not run. */
class Refused extends Error {
  readonly why: Refusal;
  constructor(why: Refusal) {
    super(`refused: ${why.kind}`);
    this.name = 'Refused';
    this.why = why;
  }
}

/** A statement that was stopped because it took too long. */
class TookTooLong extends Error {
  /** Milliseconds. */
  readonly limit: number;
  constructor(limit: number) {
    super(`stopped after ${limit} ms`);
    this.name = 'TookTooLong';
    this.limit = limit;
  }
}

/**
 * Runs one statement that reads, in a transaction that may not write, and gives its answer within bounds. The clock is
 * the page's, not the worker's: an engine that does not stop when its time is over is thrown away.
 * @throws Refused, TookTooLong, QuestionFailed, Superseded, EngineDown
 */
export async function runReading(
  database: Database,
  text: string,
  { signal, ...bounds }: Partial<Bounds> & { readonly signal?: AbortSignal } = {}
): Promise<Result> {
  const { mostRows, mostCells, mostTime } = { ...BOUNDS, ...bounds };
  const statement = readingStatement(text);
  if ('kind' in statement) throw new Refused(statement);
  const began = performance.now();
  const late = new AbortController();
  let watch: ReturnType<typeof setTimeout> | undefined;
  try {
    const table = await database.use(
      async (connection, stop) => {
        watch = setTimeout(() => late.abort(), mostTime);
        await connection.run('BEGIN TRANSACTION READ ONLY');
        const answer = await connection.run(asSubquery(statement, mostRows + 1), stop);
        await connection.run('ROLLBACK');
        return answer;
      },
      { purpose: 'workbench', signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal }
    );
    return { ...bounded(table, mostRows, mostCells), took: performance.now() - began };
  } catch (cause) {
    if (late.signal.aborted && cause instanceof Superseded) throw new TookTooLong(mostTime);
    throw cause;
  } finally {
    clearTimeout(watch);
  }
}

function bounded(table: Table, mostRows: number, mostCells: number): Omit<Result, 'took'> {
  const types = table.schema.fields.map((field) => field.type as DataType);
  const columns = table.schema.fields.map(({ name }, k) => ({ name, kind: kindOf(types[k]) }));
  const units = types.map((type) => (type as { unit?: TimeUnit }).unit ?? 0);
  const rows: Cell[][] = [];
  let room = mostCells;
  for (const cells of rowsOf(table.slice(0, mostRows))) {
    const row = cells.map((cell, k) => shown(cell, columns[k]?.kind ?? 'other', types[k], units[k] ?? 0));
    room -= row.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0);
    if (room < 0) break;
    rows.push(row);
  }
  return { columns, rows, cut: rows.length < table.numRows };
}

/** What has a `toString` of its own: Arrow's types have, and their declaration does not tell. */
interface Spelt {
  toString(): string;
}

/** A type as Arrow writes it: `Int32`, `Timestamp<MICROSECOND>`. */
function nameOf(type: DataType | undefined): string {
  const spelt: Spelt | undefined = type;
  return spelt === undefined ? '' : spelt.toString();
}

/** By the type's name as Arrow writes it: its own checks would load all of Arrow. */
function kindOf(type: DataType | undefined): ColumnKind {
  const name = nameOf(type);
  if (/^(?:Int|Uint|Null)/.test(name)) return 'whole';
  if (name.startsWith('Float')) return 'number';
  if (name.startsWith('Decimal'))
    return (type as { scale?: number } | undefined)?.scale === 0 ? 'whole' : 'number';
  if (/^(?:Large)?Utf8/.test(name)) return 'text';
  if (name === 'Bool') return 'truth';
  if (name.startsWith('Date')) return 'date';
  return /^Time(?:stamp|\d)/.test(name) ? 'time' : 'other';
}

function shown(cell: Cell, kind: ColumnKind, type: DataType | undefined, unit: TimeUnit): Cell {
  if (cell === null) return null;
  if (kind === 'date') return isoOf(Number(cell)).slice(0, 10);
  if (kind === 'time') return momentOf(cell, nameOf(type), unit);
  if (typeof cell !== 'string') return cell;
  return cell.length > MOST_TEXT ? `${cell.slice(0, MOST_TEXT)}…` : cell;
}

/** Timestamps come in milliseconds, times of day in the type's own unit (s, ms, µs, ns by its number). */
function momentOf(cell: Cell, type: string, unit: TimeUnit): string {
  if (type.startsWith('Timestamp'))
    return isoOf(Number(cell))
      .replace('T', ' ')
      .replace(/\.000Z$|Z$/, '');
  return isoOf(Number(cell) * 1000 ** (1 - unit)).slice(11, 19);
}

function isoOf(moment: number): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? String(moment) : date.toISOString();
}

/** What became of a statement that gave no answer. */
export type Fault =
  | Refusal
  | { readonly kind: 'late'; readonly seconds: number }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'sql'; readonly message: string; readonly line: number | null }
  | { readonly kind: 'broke'; readonly why: Breakage }
  | { readonly kind: 'down' };

/** How DuckDB says that a file, an address or an extension is out of reach. */
const OUTSIDE =
  /Permission Error|in the \w+ extension|requires the extension|Missing Extension|operations are disabled|\b(?:https?|s3|hf):\/\//;

/** A fault in kinds that a page has words for; null for anything else. */
export function faultOf(cause: unknown): Fault | null {
  if (cause instanceof Refused) return cause.why;
  if (cause instanceof TookTooLong) return { kind: 'late', seconds: Math.round(cause.limit / 1000) };
  if (cause instanceof EngineDown) return { kind: 'down' };
  if (!(cause instanceof QuestionFailed)) return null;
  const why = breakageOf(cause.cause);
  if (why !== null) return { kind: 'broke', why };
  if (cause.cause instanceof AnswerTooLarge) return { kind: 'tooLarge' };
  const message = plainly(cause.message);
  if (OUTSIDE.test(message)) return { kind: 'outside' };
  if (/read-only mode/.test(message)) return { kind: 'changes' };
  if (/configuration has been locked/.test(message)) return { kind: 'settings' };
  // The statement stands on the second line of what was run.
  const line = /LINE (\d+):/.exec(message)?.[1];
  return {
    kind: 'sql',
    message: wordsOf(message),
    line: line === undefined ? null : Math.max(1, Number(line) - 1)
  };
}

/** Where an answer is read bit by bit, its fault comes as JSON. */
function plainly(message: string): string {
  if (!message.startsWith('{')) return message;
  try {
    const told = JSON.parse(message) as { exception_type?: unknown; exception_message?: unknown };
    return `${String(told.exception_type)} Error: ${String(told.exception_message)}`;
  } catch {
    return message;
  }
}

/** DuckDB says where it happened twice; the first is enough, without the lines around. */
function wordsOf(message: string): string {
  return (message.split(/\n\s*\n?LINE \d+:/)[0] ?? message).trim().slice(0, 1000);
}
