import { parsePeriod, formatPeriod, type PeriodProfile } from '../../../domain/period.ts';
import type { GroupReader } from '../../../reading/group-reader.ts';
import { isHeading } from '../../../reading/headings.ts';
import type { DraftBook, FigureColumns } from './draft-book.ts';
import {
  CODE_ROW,
  CODE_SHEET,
  FAULT_SHEET,
  HELPING_CODES,
  NAME_CODE,
  TEXT_CODES,
  VERSION_CODE,
  type RowPlace,
  type TextName
} from './layout.ts';
import { monthOfCell } from './month-cell.ts';
import { cellName, type ReadHead, type ReadRow } from '../../core/workbook-files/reading/cell.ts';
import { cellAt, labelOf } from '../../core/workbook-files/rows.ts';

type CellPlace = RowPlace & { readonly column: number };

/** A table whose row of codes, or whose headings, were found. */
interface Wide {
  readonly kind: 'wide';
  readonly figures: readonly FigureColumns[];
  readonly texts: Partial<Record<TextName, number>>;
  readonly group: number;
  readonly name: number;
  /** Which version each row was made from; −1 where there is no such column. */
  readonly version: number;
  /** Columns of figures. */
  readonly numbers: ReadonlySet<number>;
}
interface Long {
  readonly kind: 'long';
  readonly group: number;
  readonly name: number;
  readonly indicator: number;
  /** Every column whose heading means it: a list may have “Tử số” and “Số lượng”, of which each row fills one. */
  readonly columns: Readonly<Record<Said, readonly number[]>>;
  readonly numbers: ReadonlySet<number>;
}
/** What tables are read by. */
export interface TableSource {
  readonly groups: GroupReader;
  readonly profile: PeriodProfile;
}
type Sheet = { readonly kind: 'seeking'; rows: number } | { readonly kind: 'passed' } | Wide | Long;

/** What several columns of a list may say, each row in one of them. */
type Said = 'numerator' | 'denominator' | 'period' | 'reason' | 'version';

/** Within how many rows of a sheet its headings must stand. */
const SEEK_ROWS = 30;

/** The words by which a list is known, those that say more first. */
const HEADINGS = {
  group: ['mã tổ', 'mã đầu mối', 'group code', 'group'],
  name: ['tên tổ', 'tên', 'name'],
  indicator: ['mã chỉ số', 'mã chỉ tiêu', 'indicator code', 'indicator', 'chỉ số', 'chỉ tiêu'],
  numerator: ['tử số', 'numerator', 'số lượng', 'num'],
  denominator: ['mẫu số', 'denominator', 'den'],
  period: ['kỳ báo cáo', 'kỳ', 'tháng', 'period'],
  reason: ['lý do điều chỉnh', 'lý do', 'reason'],
  version: ['phiên bản', 'version']
} as const;

/** Reads the tables of our own template and long lists of figures, row by row, into drafts. */
export class Tables {
  readonly book: DraftBook;
  #found = false;
  readonly #sheets: Sheet[];
  readonly #period: string;
  readonly #date1904: boolean;
  readonly #source: TableSource;
  /** A heading that two columns have; empty where none does. */
  twice = '';

  /** `period`: `YYYY-MM`, for rows that name none; empty where nobody has said which. */
  constructor(head: ReadHead, book: DraftBook, period: string, source: TableSource) {
    this.book = book;
    this.#source = source;
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
    this.book.keep(row);
    if (sheet.kind === 'seeking') {
      const found = this.#wide(row) ?? this.#long(row);
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
        if ((what === 'tu' && known.numerator >= 0) || (what === 'mau' && known.denominator >= 0))
          this.twice = code;
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
    const name = [...codes].find(([, code]) => code === NAME_CODE)?.[0] ?? -1;
    const version = [...codes].find(([, code]) => code === VERSION_CODE)?.[0] ?? -1;
    return { kind: 'wide', group, name, version, figures: columns, texts, numbers: new Set(numbers) };
  }

  #wideRow(row: ReadRow, table: Wide): void {
    const { book } = this;
    const at = { sheet: row.s, row: row.r, column: table.group };
    const written = labelOf(book.labelCell(row, table.group));
    const code = this.#codeOf(written);
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
        book.fault(at, 'groupMissing');
      }
      return;
    }
    book.version(row, table.version, draft);
    book.merges(row, table.numbers);
    this.#judgeName(row, at, book.label(row, table.group), book.label(row, table.name));
    book.enter(draft, row);
  }

  /** The code of the group that a text means; the text itself where it means none, for the door to refuse. */
  #codeOf(text: string): string {
    const reading = this.#source.groups.read(text);
    return 'found' in reading ? reading.found.code : text;
  }

  /** Says what a row is about, and where its name is another group's (RULES 27). */
  #judgeName(row: ReadRow, at: CellPlace, code: string, name: string): void {
    const reading = this.#source.groups.read(code, name);
    const { book } = this;
    book.tellAbout(row, 'found' in reading ? reading.found.name : name);
    if ('fault' in reading) {
      if (reading.fault.code !== 'groupUnknown')
        book.fault(at, reading.fault.code, code, reading.fault.words);
    } else if (reading.remark) book.warn(at, reading.remark.code, name, reading.remark.words);
  }

  #longRow(row: ReadRow, table: Long): void {
    const { book } = this;
    const { indicator: codeColumn } = table;
    if (![...table.numbers].some((column) => cellAt(row, column))) return;
    const at = { sheet: row.s, row: row.r, column: table.group };
    const numerator = this.#filled(row, table.columns.numerator);
    const denominator = this.#filled(row, table.columns.denominator);
    const inMonth = { ...at, column: this.#filled(row, table.columns.period) };
    const reasonColumn = this.#filled(row, table.columns.reason);
    const indicator = labelOf(book.labelCell(row, codeColumn)).toUpperCase();
    const written = book.label(row, table.group);
    const code = this.#codeOf(written);
    const monthCell = book.labelCell(row, inMonth.column);
    const month = monthCell && monthOfCell(monthCell, this.#date1904, this.#source.profile);
    const period = !month ? this.#period : 'period' in month ? formatPeriod(month.period) : null;
    if (code === '') {
      book.rows++;
      book.fault(at, 'groupMissing');
      return;
    }
    if (month && 'fault' in month) book.fault(inMonth, month.fault, labelOf(monthCell), month.what);
    if (period === null) {
      // Which report it belongs to is not known; that is this row's fault and no other's.
      book.rows++;
      return;
    }
    const reason = reasonColumn < 0 ? {} : { reason: reasonColumn };
    const draft = book.reportOf(row, code, period, table.group, reason);
    const before = draft.values.length;
    if (!book.figure(row, { indicator, numerator, denominator, code: codeColumn }, draft)) return;
    if (reasonColumn >= 0) book.texts(row, reason, draft);
    book.version(row, this.#filled(row, table.columns.version), draft);
    book.merges(row, table.numbers);
    this.#judgeName(row, at, written, book.label(row, table.name));
    const read = parsePeriod(period);
    if (read !== null) book.month(inMonth, monthCell, read, this.#period);
    book.joined(draft, row, draft.values.length - before);
  }

  /** Of the columns that say one thing the one that a row fills; two that say it differently are a fault of the row. */
  #filled(row: ReadRow, columns: readonly number[]): number {
    const { book } = this;
    const filled = columns.filter((column) => labelOf(book.labelCell(row, column)) !== '');
    const [first, other] = filled;
    if (first === undefined) return columns[0] ?? -1;
    const said = filled.map((column) => labelOf(book.labelCell(row, column)));
    if (other !== undefined && said.some((text) => text !== said[0])) {
      const at = { sheet: row.s, row: row.r, column: other };
      book.fault(at, 'saidTwice', said[1], [cellName(first, row.r), cellName(other, row.r)].join(', '));
    }
    return first;
  }

  /** The columns of a list with one figure a row; null where this is not its heading. */
  #long(row: ReadRow): Long | null {
    const doubt: string[] = [];
    const columnsOf = (name: keyof typeof HEADINGS): number[] =>
      HEADINGS[name].flatMap((word) => {
        const [first, second] = row.c.filter(([, , value]) => isHeading(String(value), word));
        if (second) doubt.push(word);
        return first ? [first[0]] : [];
      });
    // Of what names the row the word that says more is meant (“Mã chỉ tiêu” beside “Chỉ tiêu”).
    const [group = -1, indicator = -1, name = -1] = (['group', 'indicator', 'name'] as const).map(
      (one) => columnsOf(one)[0]
    );
    const [numerator, denominator] = [columnsOf('numerator'), columnsOf('denominator')];
    const [period, reason, version] = [columnsOf('period'), columnsOf('reason'), columnsOf('version')];
    if (group < 0 || indicator < 0 || numerator.length === 0) return null;
    this.twice ||= doubt[0] ?? '';
    const columns = { numerator, denominator, period, reason, version };
    return {
      kind: 'long',
      group,
      name,
      indicator,
      columns,
      numbers: new Set([...numerator, ...denominator])
    };
  }
}
