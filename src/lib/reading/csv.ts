/** Marks that divide the cells of a table. */
export const SEPARATORS = [',', ';', '\t', '|'] as const;

/** A row of a CSV file as a spreadsheet numbers it, from 1; empty rows are counted and not told. */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A cell that begins with a quote and is not closed where it should be: it swallows what follows. */
export interface CsvBroken {
  /** The row in which the cell begins. */
  readonly row: number;
  readonly why: 'quote' | 'tooLong';
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Reads CSV as a spreadsheet does, piece by piece: a quote is a mark only where a cell begins with it, within any other
 * cell it is a letter; what stands behind the closing quote belongs to the cell. A line `sep=;` in front names the
 * separator. A cell in quotes that swallows whole rows is broken, not a long text.
 */
export class CsvReader {
  /** Set where the file cannot be read on. */
  broken: CsvBroken | null = null;
  readonly #separator: number;
  readonly #mostCell: number;
  #rest = '';
  #row = 0;
  #cells: string[] = [];
  #cell = '';
  #state: 'start' | 'plain' | 'quoted' = 'start';
  /** The row in which the open cell began, and cells of the first row that holds more than one. */
  #openedAt = 0;
  #width = 0;
  readonly #told: CsvRow[] = [];

  constructor(separator: string, mostCell: number) {
    this.#separator = separator.charCodeAt(0);
    this.#mostCell = mostCell;
  }

  /** Rows that end in this piece. */
  push(piece: string): CsvRow[] {
    this.#read(this.#rest + piece, false);
    return this.#told.splice(0);
  }

  /** The rows that are left. */
  end(): CsvRow[] {
    this.#read(this.#rest, true);
    if (this.#state === 'quoted') this.broken ??= { row: this.#openedAt, why: 'quote' };
    else if (this.#cell !== '' || this.#cells.length > 0 || this.#state === 'plain') {
      this.#endCell();
      this.#endRow();
    }
    return this.#told.splice(0);
  }

  #read(text: string, isLast: boolean): void {
    // A mark at the very end may be the first of two: it waits.
    const end = isLast ? text.length : text.length - 1;
    let at = 0;
    while (at < end && this.broken === null)
      at = this.#state === 'quoted' ? this.#quoted(text, at, end) : this.#plain(text, at, end);
    this.#rest = this.broken || at >= text.length ? '' : text.slice(at);
  }

  /** From `at` to the end of the cell, or of the text. */
  #plain(text: string, at: number, end: number): number {
    if (this.#state === 'start' && text.charCodeAt(at) === QUOTE) {
      this.#state = 'quoted';
      this.#openedAt = this.#row + 1;
      return at + 1;
    }
    let to = at;
    for (; to < end; to++) {
      const code = text.charCodeAt(to);
      if (code === this.#separator || code === LF || code === CR) break;
    }
    if (to > at) {
      this.#grow(text.slice(at, to));
      this.#state = 'plain';
    }
    if (to >= end) return to;
    const code = text.charCodeAt(to);
    this.#endCell();
    if (code === this.#separator) return to + 1;
    this.#endRow();
    return code === CR && text.charCodeAt(to + 1) === LF ? to + 2 : to + 1;
  }

  #quoted(text: string, at: number, end: number): number {
    const quote = text.indexOf('"', at);
    const to = quote < 0 || quote >= end ? end : quote;
    this.#grow(text.slice(at, to));
    if (to < end && text.charCodeAt(to + 1) === QUOTE) {
      this.#grow('"');
      return to + 2;
    }
    if (this.#swallows()) this.broken ??= { row: this.#openedAt, why: 'quote' };
    if (to >= end) return end;
    this.#state = 'plain';
    return to + 1;
  }

  /** Whether the open cell holds what is plainly a row of the table. */
  #swallows(): boolean {
    if (this.#width < 2 || !this.#cell.includes('\n')) return false;
    const separator = String.fromCharCode(this.#separator);
    const inside = this.#cell.split(/\r\n|\n|\r/).slice(1, -1);
    return inside.some((line) => line.split(separator).length >= this.#width);
  }

  #grow(text: string): void {
    this.#cell += text;
    if (this.#cell.length <= this.#mostCell) return;
    const isOpen = this.#state === 'quoted' && this.#cell.includes('\n');
    this.broken ??= { row: this.#row + 1, why: isOpen ? 'quote' : 'tooLong' };
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  #endRow(): void {
    const cells = this.#cells;
    this.#cells = [];
    if (this.#row === 0 && cells.length <= 2 && isSeparatorLine(cells)) return;
    this.#row++;
    if (this.#width === 0 && cells.length > 1) this.#width = cells.length;
    if (cells.some((cell) => cell !== '')) this.#told.push({ row: this.#row, cells });
  }
}

/** `sep=;` divides into `sep=` and nothing, or is one cell where the separator is another. */
function isSeparatorLine([first = '', second = '']: readonly string[]): boolean {
  return /^\ufeff?sep=.?$/i.test(first) && second === '';
}

/** The separator that a text's first line names, or that divides its first lines into the same number of parts, the more the better. */
export function separatorOf(text: string): string {
  const named = /^\ufeff?sep=([^\r\n])/i.exec(text)?.[1];
  if (named !== undefined) return named;
  const lines = text
    .replace(/(?<=^|[,;\t|\r\n])"(?:[^"]|"")*"/g, '""')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  let best: string = SEPARATORS[0];
  let score = 0;
  for (const separator of SEPARATORS) {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const most = Math.max(0, ...counts);
    const alike = counts.filter((count) => count === most).length;
    if (most * alike > score) {
      score = most * alike;
      best = separator;
    }
  }
  return best;
}

/** A whole CSV text, for files that are small: its rows, or where it is broken. */
export function readCsvText(text: string, mostCell: number): readonly CsvRow[] | CsvBroken {
  const reader = new CsvReader(separatorOf(text), mostCell);
  const rows = [...reader.push(text.replace(/^\ufeff/, '')), ...reader.end()];
  return reader.broken ?? rows;
}
