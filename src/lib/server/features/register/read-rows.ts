import { seen } from '../../../i18n/names.ts';
import { readCsvText } from '../../../reading/csv.ts';
import { decodeWhole } from '../../../reading/letters.ts';
import { isTooDeep } from '../../http/body.ts';
import { registerFault, type RegisterFault } from '../../core/structure/faults.ts';

/** Bounds of one import. */
export const IMPORT_LIMITS = { bytes: 32 * 1024 * 1024, rows: 50_000, faults: 500 } as const;

/** One row of a file: cells of a table as text, fields of JSON as they are. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of a file, or why it has none. */
export type Rows = { readonly rows: readonly Row[] } | { readonly faults: readonly RegisterFault[] };

/** Characters that a cell may hold. */
const MOST_CELL = 32_767;

/**
 * Reads a CSV table (the separator is what its first lines show; the first line names the columns) or a JSON list of
 * objects, UTF-8 or UTF-16; texts come back as NFC without blanks around. A text in an old encoding is refused, with a
 * sample of how it reads (RULES 31).
 */
export function readRows(bytes: Uint8Array): Rows {
  const { text: decoded, isSure } = decodeWhole(bytes);
  if (!isSure) return { faults: [registerFault('notText', { what: sampleOf(decoded) })] };
  const text = decoded.replace(/^\ufeff/, '').normalize('NFC');
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
  } catch {
    return { faults: [registerFault('badTable')] };
  }
}

function readCsv(text: string): Rows {
  const read = readCsvText(text, MOST_CELL);
  if ('why' in read)
    return {
      faults: [registerFault(read.why === 'quote' ? 'openQuote' : 'badTable', { row: read.row - 1 })]
    };
  const [head, ...lines] = read;
  const names = (head?.cells ?? []).map(seen);
  const faults: RegisterFault[] = [];
  const twice = names.find((name, k) => name !== '' && names.indexOf(name) !== k);
  if (twice !== undefined) return { faults: [registerFault('columnTwice', { column: twice, what: twice })] };
  const rows = lines.slice(0, IMPORT_LIMITS.rows + 2).map(({ cells }, k): Row => {
    const row = k + 1;
    if (cells.length !== names.length)
      faults.push(registerFault('otherWidth', { row, what: `${cells.length} ≠ ${names.length}` }));
    const texts = cells.map((cell) => cell.trim());
    texts.forEach((cell, at) => {
      if (cell.includes('\ufffd'))
        faults.push(registerFault('badLetters', { row, column: names[at] ?? '', what: cell.slice(0, 40) }));
    });
    return Object.fromEntries(names.map((name, at) => [name, texts[at] ?? '']));
  });
  return faults.length > 0 ? { faults } : { rows };
}

/** The first line that is not plain, for people to see how it reads. */
function sampleOf(text: string): string {
  const line = text.split(/[\r\n]+/).find((one) => /[\u0080-\uffff]/.test(one));
  return (line ?? '').slice(0, 60);
}

function trimmed(row: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
