import { parse } from 'csv-parse/sync';
import { isTooDeep } from '../ingest/body.ts';
import { registerFault, type RegisterFault } from './faults.ts';

/** Bounds of one import. */
export const IMPORT_LIMITS = { bytes: 32 * 1024 * 1024, rows: 50_000, faults: 500 } as const;

/** One row of a file: cells of a table as text, fields of JSON as they are. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of a file, or why it has none. */
export type Rows = { readonly rows: readonly Row[] } | { readonly faults: readonly RegisterFault[] };

/**
 * Reads a CSV table (comma, semicolon or tab; the first line names the columns) or a JSON list of objects, UTF-8 with
 * or without a byte order mark; texts come back as NFC without blanks around.
 */
export function readRows(bytes: Uint8Array): Rows {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    return { faults: [registerFault('notText')] };
  }
  const isJson = /^\s*[[{]/.test(text);
  if (isJson && isTooDeep(bytes)) return { faults: [registerFault('badTable', { what: '[…]' })] };
  const read = isJson ? readJson(text) : readCsv(text);
  if ('faults' in read) return read;
  if (read.rows.length === 0) return { faults: [registerFault('empty')] };
  if (read.rows.length > IMPORT_LIMITS.rows)
    return { faults: [registerFault('tooManyRows', { what: String(IMPORT_LIMITS.rows) })] };
  return read;
}

function readJson(text: string): Rows {
  try {
    const given: unknown = JSON.parse(text);
    const list: unknown = isObject(given) ? Object.values(given).find(Array.isArray) : given;
    if (!Array.isArray(list)) return { faults: [registerFault('badTable', { what: '[…]' })] };
    const bad = list.findIndex((row) => !isObject(row));
    if (bad >= 0) return { faults: [registerFault('badShape', { row: bad + 1, what: '{…}' })] };
    return { rows: list.filter(isObject).map(trimmed) };
  } catch (error) {
    return { faults: [registerFault('badTable', { what: messageOf(error) })] };
  }
}

function readCsv(text: string): Rows {
  const heading = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [';', '\t', ','].find((mark) => heading.includes(mark)) ?? ',';
  try {
    const rows: Row[] = parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim()),
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: IMPORT_LIMITS.rows + 2
    });
    return { rows };
  } catch (error) {
    return { faults: [registerFault('badTable', { what: messageOf(error) })] };
  }
}

function trimmed(row: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
