import type { ReporterKind } from '../../../domain/group.ts';
import { formatPeriod, lastDay, parsePeriod, type Period } from '../../../domain/period.ts';
import type { GroupNode, UnitNode } from '../../../domain/tree.ts';
import { unitKey, type Level } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import { EraSurvey } from '../../../reading/era-survey.ts';
import { columnOf, headedColumns, headingOf } from '../../../reading/headings.ts';
import type { UnitClaim, UnitReading } from '../../../reading/unit-claim.ts';
import type { UnitReader } from '../../../reading/unit-reader.ts';
import type { DraftBook, FigureColumns } from './draft-book.ts';
import type { CellFaultCode } from './findings.ts';
import type { MappingView as Mapping } from '../../../api/workbooks.ts';
import { Merged } from './merged.ts';
import { monthOfCell } from './month-cell.ts';
import { CELL, type Cell, type ReadHead, type ReadRow } from '../../core/workbook-files/reading/cell.ts';
import { cellAt, labelOf } from '../../core/workbook-files/rows.ts';

/** A mapping does not fit a file. */
export type Misfit = { readonly code: 'noSheet' | 'noColumn' | 'otherEra'; readonly what: string };

/** What a sector's table is read by. */
export interface SectorSource {
  readonly world: World;
  readonly units: UnitReader;
  readonly mayFile: (group: GroupNode) => boolean;
  /** Key of the unit within which names alone are looked for: all that whoever sends the file files for; null where that is not one. */
  readonly within: string | null;
}

interface Columns {
  readonly unitCode: number;
  readonly unitName: number;
  readonly parentName: number;
  readonly period: number;
  readonly figures: readonly FigureColumns[];
  /** Columns of figures. */
  readonly numbers: ReadonlySet<number>;
}

type Found =
  | { readonly group: GroupNode; readonly reading: UnitReading }
  | {
      readonly fault: CellFaultCode;
      readonly what: string | readonly string[];
      readonly reading: UnitReading;
    };

/**
 * Reads a sector's file by a mapping: each row is a unit, and its figures are filed by the reporter of a kind there.
 * Rows pass twice: first it is seen of which era the file is (`survey`), then each is judged (`take`).
 */
export class SectorTable {
  readonly book: DraftBook;
  /** What of the mapping does not fit; known once the row of headings has passed. */
  misfit: Misfit | null = null;
  #columns: Columns | null = null;
  #era: EraSurvey | null = null;
  readonly #head: ReadHead;
  readonly #mapping: Mapping;
  readonly #sheet: number;
  readonly #period: string;
  readonly #source: SectorSource;
  readonly #finder: UnitFinder;
  /** Merged labels of the first pass; those of the second are the book's. */
  readonly #merged: Merged;

  constructor(head: ReadHead, book: DraftBook, mapping: Mapping, period: string, source: SectorSource) {
    this.book = book;
    this.#head = head;
    this.#mapping = mapping;
    this.#period = period;
    this.#source = source;
    const index = mapping.sheet === '' ? 0 : head.sheets.findIndex(({ name }) => name === mapping.sheet);
    this.#sheet = index;
    if (index < 0) this.misfit = { code: 'noSheet', what: mapping.sheet };
    this.#finder = new UnitFinder(source, mapping.kind);
    this.#merged = new Merged(head.sheets[index]?.merges ?? []);
  }

  /** Whether the row of headings was met. */
  get found(): boolean {
    return this.#columns !== null;
  }

  /** Looks at a row for the era of what it names, before anything is judged. */
  survey(row: ReadRow): void {
    if (row.s !== this.#sheet || this.misfit) return;
    this.#merged.keep(row);
    if (row.r === this.#mapping.headerRow) this.#readHeadings(row);
    if (row.r <= this.#mapping.headerRow || !this.#columns) return;
    const label = (column: number) => labelOf(this.#merged.label(row, column));
    const period = this.#periodOf(this.#merged.label(row, this.#columns.period));
    if (typeof period !== 'number') return;
    this.#era ??= new EraSurvey(lastDay(period, this.#source.world.profile));
    this.#era.add(this.#finder.find(this.#claim(row, this.#columns, label), period).reading);
  }

  /** Ends the first pass: a file that is of another era as a whole is not taken. */
  surveyed(): void {
    if (this.#era?.isOther) this.misfit ??= { code: 'otherEra', what: this.#era.told };
    else if (this.#era && this.#era.other > 0)
      this.book.warn({ sheet: this.#sheet, row: 0, column: -1 }, 'eraRows', '', this.#era.told);
  }

  take(row: ReadRow): void {
    if (row.s !== this.#sheet || this.misfit) return;
    this.book.keep(row);
    if (row.r > this.#mapping.headerRow && this.#columns) this.#row(row, this.#columns);
  }

  #readHeadings(row: ReadRow): void {
    const headed = headedColumns(row.c.map(([column, , value]) => [column, String(value)] as const));
    const place = (ref: string | null): number => {
      if (ref === null) return -1;
      const column = columnOf(ref, headed);
      if (column === undefined) this.misfit ??= { code: 'noColumn', what: headingOf(ref) };
      return column ?? -1;
    };
    const { unitCode, unitName, parentName, period, values } = this.#mapping;
    const figures = values.map(({ indicator, numerator, denominator }): FigureColumns => ({
      indicator,
      numerator: place(numerator),
      denominator: place(denominator),
      code: -1
    }));
    const named = { unitCode: place(unitCode), unitName: place(unitName), parentName: place(parentName) };
    const numbers = new Set(figures.flatMap(({ numerator, denominator }) => [numerator, denominator]));
    numbers.delete(-1);
    if (!this.misfit) this.#columns = { ...named, period: place(period), figures, numbers };
  }

  #periodOf(cell: Cell | undefined) {
    if (!cell) return parsePeriod(this.#period) ?? ({ fault: 'monthUnread', what: '' } as const);
    const read = monthOfCell(cell, this.#head.date1904, this.#source.world.profile);
    return 'fault' in read ? read : read.period;
  }

  #claim(row: ReadRow, columns: Columns, label: (column: number) => string): UnitClaim {
    const parent = label(columns.parentName);
    const kind = cellAt(row, columns.unitCode)?.[1] ?? CELL.text;
    return {
      code: label(columns.unitCode),
      // In a CSV file every code may once have been a number.
      isNumber: this.#head.kind === 'csv' || (kind & CELL.kinds) === CELL.number,
      names: [label(columns.unitName)],
      parents: parent === '' ? [] : [{ name: parent }],
      within: this.#source.within
    };
  }

  #row(row: ReadRow, columns: Columns): void {
    const { book } = this;
    const column = columns.unitCode >= 0 ? columns.unitCode : columns.unitName;
    const at = { sheet: row.s, row: row.r, column };
    const monthCell = book.labelCell(row, columns.period);
    const period = this.#periodOf(monthCell);
    const draft = book.draft(
      row,
      '',
      typeof period === 'number' ? formatPeriod(period) : this.#period,
      column
    );
    let any = false;
    for (const figure of columns.figures)
      if (book.figure(row, figure, draft, this.#mapping.numberStyle)) any = true;
    if (!any) return;
    book.merges(row, columns.numbers);
    const claim = this.#claim(row, columns, (one) => book.label(row, one));
    book.tellAbout(row, [claim.names?.[0], claim.code].find((text) => text) ?? '');
    if (typeof period !== 'number') {
      book.rows++;
      book.fault({ ...at, column: columns.period }, period.fault, labelOf(monthCell), period.what);
      return;
    }
    const found = this.#finder.find(claim, period);
    const isCodeAlone = (claim.names?.[0] ?? '') === '' && (this.#era?.other ?? 0) > 0;
    if ('fault' in found || isCodeAlone) {
      book.rows++;
      const value = labelOf(book.labelCell(row, column));
      if ('fault' in found) book.fault(at, found.fault, value, found.what);
      else book.fault(at, 'eraUnsure', value);
      return;
    }
    if ('found' in found.reading && found.reading.remark)
      book.warn(at, found.reading.remark.code, claim.code, found.reading.remark.words);
    book.month(at, monthCell, period, this.#period);
    book.tellAbout(row, found.group.group.name);
    book.enter({ ...draft, group: found.group.group.code }, row);
  }
}

/** Finds the reporter of a kind for the unit that a row means (RULES 27). */
class UnitFinder {
  readonly #source: SectorSource;
  readonly #kind: ReporterKind;
  readonly #levels = new Map<Period, Level | null>();
  readonly #found = new Map<string, Found>();

  constructor(source: SectorSource, kind: ReporterKind) {
    this.#source = source;
    this.#kind = kind;
  }

  find(claim: UnitClaim, period: Period): Found {
    const key = JSON.stringify([period, claim]);
    let found = this.#found.get(key);
    if (!found) this.#found.set(key, (found = this.#find(claim, period)));
    return found;
  }

  #find(claim: UnitClaim, period: Period): Found {
    const { world, units } = this.#source;
    const level = this.#level(period);
    const reading = units.read({ ...claim, level }, lastDay(period, world.profile));
    if ('fault' in reading) return { fault: reading.fault.code, what: reading.fault.words, reading };
    const node = world.tree.unit(unitKey(reading.found));
    const groups = node ? this.#reporters(node, period) : [];
    const [group] = groups;
    const what = reading.found.fullName;
    if (!group) return { fault: 'noReporter', what, reading };
    return groups.length > 1 ? { fault: 'severalReporters', what, reading } : { group, reading };
  }

  /** The level of the units in which this kind of reporter files; null where it files at several. */
  #level(period: Period): Level | null {
    let level = this.#levels.get(period);
    if (level === undefined) {
      const { world } = this.#source;
      const alive = world.alive(period);
      const levels = new Set<Level>();
      for (const node of world.tree.nodes) {
        const unit = world.tree.nodes[node.parent];
        if (node.kind === 'group' && node.group.kind === this.#kind && alive[node.ordinal] && unit)
          levels.add(unit.level);
      }
      const [only = null, other] = levels;
      this.#levels.set(period, (level = other === undefined ? only : null));
    }
    return level;
  }

  #reporters(unit: UnitNode, period: Period): GroupNode[] {
    const { world, mayFile } = this.#source;
    const alive = world.alive(period);
    return world.tree.children(unit.ordinal).flatMap((child) => {
      const node = world.tree.nodes[child];
      const fits = node?.kind === 'group' && node.group.kind === this.#kind && alive[child] && mayFile(node);
      return fits ? [node] : [];
    });
  }
}
