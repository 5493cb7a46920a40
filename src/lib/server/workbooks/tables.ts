import { parsePeriod, formatPeriod } from '../../domain/period.ts';
import { foldMarks } from '../../i18n/names.ts';
import type { DraftBook, FigureColumns } from './draft-book.ts';
import { CODE_ROW, CODE_SHEET, FAULT_SHEET, HELPING_CODES, TEXT_CODES, type TextName } from './layout.ts';
import { readPeriod } from './period-text.ts';
import type { ReadHead, ReadRow } from './reading/cell.ts';
import { cellAt, textAt } from './rows.ts';

/** A table whose row of codes, or whose headings, were found. */
interface Wide {
  readonly kind: 'wide';
  readonly figures: readonly FigureColumns[];
  readonly texts: Partial<Record<TextName, number>>;
  readonly group: number;
  readonly all: ReadonlySet<number>;
}
interface Long {
  readonly kind: 'long';
  readonly group: number;
  readonly indicator: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly period: number;
  readonly reason: number;
  readonly all: ReadonlySet<number>;
}
type Sheet = { readonly kind: 'seeking'; rows: number } | { readonly kind: 'passed' } | Wide | Long;

/** Within how many rows of a sheet its headings must stand. */
const SEEK_ROWS = 30;

const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  group: ['ma to', 'group', 'group code', 'ma dau moi'],
  indicator: ['ma chi so', 'ma chi tieu', 'chi so', 'chi tieu', 'indicator', 'indicator code'],
  numerator: ['tu so', 'so luong', 'numerator', 'num'],
  denominator: ['mau so', 'denominator', 'den'],
  period: ['ky', 'ky bao cao', 'thang', 'period'],
  reason: ['ly do', 'ly do dieu chinh', 'reason']
};

/** Reads the tables of our own template and long lists of figures, row by row, into drafts. */
export class Tables {
  readonly book: DraftBook;
  #found = false;
  readonly #sheets: Sheet[];
  readonly #period: string;
  readonly #date1904: boolean;

  /** `period`: `YYYY-MM`, for rows that name none; empty where nobody has said which. */
  constructor(head: ReadHead, book: DraftBook, period: string) {
    this.book = book;
    this.#period = period;
    this.#date1904 = head.date1904;
    this.#sheets = head.sheets.map(({ name, hidden }, sheet): Sheet => {
      const isOurs = name === CODE_SHEET || name === FAULT_SHEET;
      if (hidden && !isOurs)
        book.findings.add('warning', 'hiddenSheet', { sheet, row: 0, column: -1 }, '', name);
      return hidden || isOurs ? { kind: 'passed' } : { kind: 'seeking', rows: 0 };
    });
  }

  /** Whether any table was found. */
  get found(): boolean {
    return this.#found;
  }

  take(row: ReadRow): void {
    const sheet = this.#sheets[row.s];
    if (!sheet || sheet.kind === 'passed') return;
    if (sheet.kind === 'seeking') {
      const found = this.#wide(row) ?? longColumns(row);
      if (found) {
        this.#sheets[row.s] = found;
        this.#found = true;
      } else if (++sheet.rows > SEEK_ROWS) this.#sheets[row.s] = { kind: 'passed' };
    } else if (sheet.kind === 'wide') this.#wideRow(row, sheet);
    else this.#longRow(row, sheet);
  }

  #wide(row: ReadRow): Wide | null {
    const codes = new Map<number, string>();
    for (const [column, , value] of row.c) {
      const code = String(value).trim();
      if (code.startsWith('#')) codes.set(column, code);
    }
    const group = [...codes].find(([, code]) => code === CODE_ROW)?.[0];
    if (group === undefined) return null;
    const figures = new Map<string, { numerator: number; denominator: number }>();
    const texts: Partial<Record<TextName, number>> = {};
    for (const [column, code] of codes) {
      const figure = /^#([A-Z0-9_-]{2,20})\/(tu|mau|truoc)$/.exec(code);
      const text = TEXT_CODES[code];
      if (figure) {
        const [, indicator = '', what] = figure;
        const known = figures.get(indicator) ?? { numerator: -1, denominator: -1 };
        if (what === 'tu') known.numerator = column;
        if (what === 'mau') known.denominator = column;
        figures.set(indicator, known);
      } else if (text) texts[text] = column;
      else if (column !== group && !HELPING_CODES.has(code)) {
        this.book.findings.add('warning', 'unknownColumn', { sheet: row.s, row: row.r, column }, code, code);
      }
    }
    const columns = [...figures]
      .filter(([, { numerator }]) => numerator >= 0)
      .map(([indicator, figure]): FigureColumns => ({ indicator, code: -1, ...figure }));
    const numbers = columns.flatMap(({ numerator, denominator }) => [numerator, denominator]);
    return { kind: 'wide', group, figures: columns, texts, all: new Set([group, ...numbers]) };
  }

  #wideRow(row: ReadRow, table: Wide): void {
    const { book } = this;
    const code = textAt(row, table.group);
    const draft = book.draft(row, code, this.#period, table.group, table.texts);
    let any = false;
    // What stands in a row without a group (a sum, a remark) is nobody's.
    const before = book.findings.faults;
    for (const columns of table.figures) if (book.figure(row, columns, draft)) any = true;
    if (book.texts(row, table.texts, draft)) any = true;
    if (!any) return;
    if (code === '') {
      if (book.findings.faults === before) {
        book.rows++;
        book.fault({ sheet: row.s, row: row.r, column: table.group }, 'groupMissing');
      }
      return;
    }
    book.merges(row, table.all);
    book.enter(draft, row);
  }

  #longRow(row: ReadRow, table: Long): void {
    const { book } = this;
    const { numerator, denominator, indicator: codeColumn } = table;
    if (!cellAt(row, numerator) && !cellAt(row, denominator)) return;
    const at = { sheet: row.s, row: row.r };
    const indicator = textAt(row, codeColumn).toUpperCase();
    const code = textAt(row, table.group);
    const period = this.#periodOf(row, table.period);
    if (code === '') {
      book.rows++;
      book.fault({ ...at, column: table.group }, 'groupMissing');
      return;
    }
    const reason = table.reason < 0 ? {} : { reason: table.reason };
    const draft = book.reportOf(row, code, period ?? this.#period, table.group, reason);
    const before = draft.values.length;
    if (!book.figure(row, { indicator, numerator, denominator, code: codeColumn }, draft)) return;
    if (table.reason >= 0) book.texts(row, reason, draft);
    book.merges(row, table.all);
    if (period === null)
      book.fault({ ...at, column: table.period }, 'periodUnread', '', textAt(row, table.period));
    book.joined(draft, row, draft.values.length - before);
  }

  /** The period that a row names, else the file's; null where it names one that cannot be read. */
  #periodOf(row: ReadRow, column: number): string | null {
    const cell = cellAt(row, column);
    if (!cell) return this.#period;
    const period = parsePeriod(String(cell[2])) ?? readPeriod(cell, this.#date1904);
    return period === null ? null : formatPeriod(period);
  }
}

/** The columns of a list with one figure a row; null where this is not its heading. */
function longColumns(row: ReadRow): Long | null {
  const found: Record<string, number> = {};
  for (const [column, , value] of row.c) {
    const heading = foldMarks(String(value).slice(0, 60))
      .replace(/[*:()]/g, '')
      .trim();
    for (const [name, words] of Object.entries(HEADINGS)) {
      if (words.includes(heading) && found[name] === undefined) found[name] = column;
    }
  }
  const { group, indicator, numerator, denominator = -1, period = -1, reason = -1 } = found;
  if (group === undefined || indicator === undefined || numerator === undefined) return null;
  const all = new Set([group, indicator, numerator, denominator]);
  return { kind: 'long', group, indicator, numerator, denominator, period, reason, all };
}
