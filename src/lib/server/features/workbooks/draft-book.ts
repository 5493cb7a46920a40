import { formatPeriod, type Period } from '../../../domain/period.ts';
import type { Findings, CellFaultCode } from './findings.ts';
import { readFigure } from './figure.ts';
import type { NumberStyle } from '../../../reading/number-text.ts';
import { readVersion, type Draft, type RowPlace, type TextName } from './layout.ts';
import { cellAt, labelOf, textAt } from '../../core/workbook-files/rows.ts';
import {
  CELL,
  cellName,
  dayOfSerial,
  type Cell,
  type ReadHead,
  type ReadRow
} from '../../core/workbook-files/reading/cell.ts';
import { Merged } from './merged.ts';

/** A period as people write it: `10/2026`. */
export function shortMonth(period: Period): string {
  return `${(period % 12) + 1}/${Math.floor(period / 12)}`;
}

/** Where the numbers of one figure stand in a table. */
export interface FigureColumns {
  readonly indicator: string;
  readonly numerator: number;
  readonly denominator: number;
  /** Column of the indicator's own code in a long table, else −1. */
  readonly code: number;
}

/** What stands where a byte is no letter of the file's encoding. */
const BROKEN = '\ufffd';

/** The reports that the rows of a file make, as they come, and what is wrong with each row. */
export class DraftBook {
  readonly drafts: Draft[] = [];
  readonly findings: Findings;
  /** Rows with something to file in them. */
  rows = 0;
  /** Rows by the month that they are of, `YYYY-MM`. */
  readonly months: Record<string, number> = {};
  readonly #bad: Set<number>[];
  readonly #warned: Set<number>[];
  readonly #merged: Merged[];
  readonly #byGroup = new Map<string, Draft>();
  /** What rows with a finding are about, by sheet and row. */
  readonly #about: Map<number, string>[];
  #latest: Draft | null = null;
  readonly #date1904: boolean;

  constructor(head: ReadHead, findings: Findings) {
    this.findings = findings;
    this.#date1904 = head.date1904;
    this.#bad = head.sheets.map(() => new Set<number>());
    this.#warned = head.sheets.map(() => new Set<number>());
    this.#merged = head.sheets.map(({ merges }) => new Merged(merges));
    this.#about = head.sheets.map(() => new Map<number, string>());
  }

  /** Says which group or unit a row is about, in words, for whoever reads what was found in it. */
  tellAbout(row: ReadRow, name: string): void {
    if (name !== '') this.#about[row.s]?.set(row.r, name);
  }

  /** What a row is about; empty where nobody said. */
  aboutOf({ sheet, row }: RowPlace): string {
    return this.#about[sheet]?.get(row) ?? '';
  }

  get badRows(): number {
    return this.#bad.reduce((sum, rows) => sum + rows.size, 0);
  }
  get warnedRows(): number {
    return this.#warned.reduce((sum, rows) => sum + rows.size, 0);
  }
  isBad({ sheet, row }: RowPlace): boolean {
    return this.#bad[sheet]?.has(row) ?? false;
  }

  fault(
    at: RowPlace & { readonly column: number },
    code: CellFaultCode,
    value: string | number = '',
    what: string | readonly string[] = ''
  ): void {
    this.findings.add('fault', code, at, value, what);
    this.#bad[at.sheet]?.add(at.row);
  }

  warn(
    at: RowPlace & { readonly column: number },
    code: Parameters<Findings['add']>[1],
    value: string | number = '',
    what: string | readonly string[] = ''
  ): void {
    this.findings.add('warning', code, at, value, what);
    this.#warned[at.sheet]?.add(at.row);
  }

  /**
   * Counts a row under the month that it is of. Where a cell says another month than the one that was chosen, or a day
   * whose own month is another, that is told (RULES 29).
   */
  month(
    at: RowPlace & { readonly column: number },
    cell: Cell | undefined,
    period: Period,
    chosen: string
  ): void {
    const text = formatPeriod(period);
    this.months[text] = (this.months[text] ?? 0) + 1;
    if (!cell) return;
    const isDate = (cell[1] & CELL.kinds) === CELL.date;
    const said = isDate ? (dayOfSerial(Number(cell[2]), this.#date1904) ?? '') : labelOf(cell);
    const isOther = chosen !== '' && chosen !== text;
    if (
      isOther ||
      (/^\d{4}-\d{2}-\d{2}/.test(said) && !said.startsWith(text)) ||
      /^\d+[-/.]\d+[-/.]\d+$/.test(said)
    )
      this.warn(at, 'otherMonth', said, shortMonth(period));
  }

  /** Reads one figure of a row into a draft; answers whether anything stands there. */
  figure(row: ReadRow, columns: FigureColumns, draft: Draft, style: NumberStyle = 'auto'): boolean {
    const numerator = this.#number(row, columns.numerator, style);
    const denominator = columns.denominator < 0 ? null : this.#number(row, columns.denominator, style);
    if (numerator === null && denominator === null) return false;
    const at = { sheet: row.s, row: row.r };
    if (numerator === null)
      this.fault({ ...at, column: columns.numerator }, 'numeratorMissing', String(denominator));
    if (typeof numerator !== 'number' || denominator === 'wrong') return true;
    const { indicator, code } = columns;
    draft.values.push({ indicator, numerator, ...(denominator === null ? {} : { denominator }) });
    draft.places.push({
      ...at,
      numerator: columns.numerator,
      denominator: columns.denominator,
      indicator: code
    });
    return true;
  }

  /** Reads the texts of a row; answers whether there are any. */
  texts(row: ReadRow, columns: Partial<Record<TextName, number>>, draft: Draft): boolean {
    let any = false;
    for (const [name, column] of Object.entries(columns) as [TextName, number][]) {
      const text = textAt(row, column);
      const at = { sheet: row.s, row: row.r, column };
      if ((cellAt(row, column)?.[1] ?? 0) & CELL.unworked) this.fault(at, 'formulaWithoutValue');
      if (text === '') continue;
      if (text.includes(BROKEN)) this.fault(at, 'badLetters', text, text.slice(0, 40));
      draft.texts[name] = text;
      if (name !== 'reason') any = true;
    }
    return any;
  }

  /** Notes a row as it comes, so that labels merged downwards are known in the rows below. */
  keep(row: ReadRow): void {
    this.#merged[row.s]?.keep(row);
  }

  /** What names something in a row: its own cell, or the one that it is merged with. */
  label(row: ReadRow, column: number): string {
    const cell = this.labelCell(row, column);
    const text = labelOf(cell);
    const at = { sheet: row.s, row: row.r, column };
    if (cell && cell[1] & CELL.unworked) this.fault(at, 'formulaWithoutValue');
    if (text.includes(BROKEN)) this.fault(at, 'badLetters', text, text.slice(0, 40));
    return text;
  }

  labelCell(row: ReadRow, column: number): Cell | undefined {
    return column < 0 ? undefined : this.#merged[row.s]?.label(row, column);
  }

  /** Reads which version a row was made from (RULES 9a); of a report of several rows the first that says it counts. */
  version(row: ReadRow, column: number, draft: Draft): void {
    if (column < 0 || draft.basedOn !== undefined) return;
    const text = textAt(row, column);
    const version = readVersion(text);
    if (version === 'fault') this.fault({ sheet: row.s, row: row.r, column }, 'versionUnread', text, text);
    else if (version.is !== undefined) draft.basedOn = version.is;
  }

  /** A figure that is merged with other cells: nobody knows to which row its number belongs. `columns` are those of figures. */
  merges(row: ReadRow, columns: ReadonlySet<number>): void {
    for (const [top, left, bottom, right] of this.#merged[row.s]?.at(row.r) ?? []) {
      for (let column = left; column <= right; column++) {
        if (!columns.has(column)) continue;
        const what = `${cellName(left, top)}:${cellName(right, bottom)}`;
        this.fault({ sheet: row.s, row: row.r, column }, 'mergedCells', textAt(row, column), what);
        break;
      }
    }
  }

  /** A new draft for a group, not yet in the book. */
  draft(
    row: ReadRow,
    group: string,
    period: string,
    groupColumn: number,
    textColumns: Draft['textColumns'] = {}
  ): Draft {
    const rows = [{ sheet: row.s, row: row.r }];
    return { group, period, values: [], places: [], texts: {}, textColumns, rows, groupColumn };
  }

  /** Enters a row that is a report of its own; a second one of the same group and period is a fault. */
  enter(draft: Draft, row: ReadRow): void {
    this.#count(row);
    const key = `${draft.period} ${draft.group}`;
    const first = this.#byGroup.get(key)?.rows[0];
    if (first) {
      const at = { sheet: row.s, row: row.r, column: draft.groupColumn };
      this.fault(at, 'duplicateGroup', draft.group, String(first.row));
      return;
    }
    this.#byGroup.set(key, draft);
    this.drafts.push(draft);
  }

  /** The report that a row adds a figure to: rows of a group and period are one report. */
  reportOf(
    row: ReadRow,
    group: string,
    period: string,
    groupColumn: number,
    textColumns: Draft['textColumns']
  ): Draft {
    // The rows of a report mostly follow each other.
    if (this.#latest?.group === group && this.#latest.period === period) return this.#latest;
    const key = `${period} ${group}`;
    const known = this.#byGroup.get(key);
    if (known) return (this.#latest = known);
    const draft: Draft = { ...this.draft(row, group, period, groupColumn, textColumns), rows: [] };
    this.#byGroup.set(key, draft);
    this.drafts.push(draft);
    return (this.#latest = draft);
  }

  /** Counts a row that added `figures` to a report; a second row for the same indicator is a fault. */
  joined(draft: Draft, row: ReadRow, figures: number): void {
    this.#count(row);
    draft.rows.push({ sheet: row.s, row: row.r });
    if (figures === 0) return;
    const last = draft.values.length - 1;
    const first = draft.values.findIndex(({ indicator }) => indicator === draft.values[last]?.indicator);
    if (first === last) return;
    const [value] = draft.values.splice(last, 1);
    const [place] = draft.places.splice(last, 1);
    const at = { sheet: row.s, row: row.r, column: place?.indicator ?? -1 };
    this.fault(at, 'duplicateFigure', value?.indicator, String(draft.places[first]?.row));
  }

  #count(row: ReadRow): void {
    this.rows++;
    if (row.h) this.warn({ sheet: row.s, row: row.r, column: -1 }, 'hiddenRow');
  }

  /** A number of a cell; null where there is none, `wrong` where there is something else. */
  #number(row: ReadRow, column: number, style: NumberStyle): number | null | 'wrong' {
    const cell = cellAt(row, column);
    const figure = readFigure(cell, this.#date1904, style);
    if (figure === null || !cell) return null;
    const at = { sheet: row.s, row: row.r, column };
    if ('fault' in figure) {
      this.fault(at, figure.fault, cell[2], figure.what);
      return 'wrong';
    }
    if (figure.formula) this.warn(at, 'formula', cell[2]);
    if (figure.asText) this.warn(at, 'textNumber', cell[2], String(figure.value));
    return figure.value;
  }
}
