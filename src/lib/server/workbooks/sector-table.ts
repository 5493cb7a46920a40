import type { ReporterKind } from '../../domain/group.ts';
import { formatPeriod, lastDay, parsePeriod, type Period } from '../../domain/period.ts';
import type { GroupNode, UnitNode } from '../../domain/tree.ts';
import type { World } from '../../domain/world.ts';
import { foldMarks } from '../../i18n/names.ts';
import { StandingUnits } from '../boundaries/matching.ts';
import { isNamed } from '../boundaries/unit-names.ts';
import type { DraftBook, FigureColumns } from './draft-book.ts';
import type { CellFaultCode } from './findings.ts';
import type { Mapping } from './mapping.ts';
import { readPeriod } from './period-text.ts';
import { columnName, type ReadHead, type ReadRow } from './reading/cell.ts';
import { cellAt, textAt } from './rows.ts';

/** A mapping does not fit a file. */
export type Misfit = { readonly code: 'noSheet' | 'noColumn'; readonly what: string };

/** What a sector's table is read by. */
export interface SectorSource {
  readonly world: World;
  readonly mayFile: (group: GroupNode) => boolean;
}

interface Columns {
  readonly unitCode: number;
  readonly unitName: number;
  readonly parentName: number;
  readonly period: number;
  readonly figures: readonly FigureColumns[];
  readonly all: ReadonlySet<number>;
}

type Found = { readonly group: GroupNode } | { readonly fault: CellFaultCode; readonly what: string };

/** The name under which a column is saved. */
export function columnRef(heading: string, column: number): string {
  const clean = heading.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 120);
  return clean === '' || clean.startsWith('@') ? `@${columnName(column)}` : clean;
}

/** Reads a sector's file by a mapping: each row is a unit, and its figures are filed by the reporter of a kind there. */
export class SectorTable {
  readonly book: DraftBook;
  /** What of the mapping does not fit; known once the row of headings has passed. */
  misfit: Misfit | null = null;
  #columns: Columns | null = null;
  readonly #mapping: Mapping;
  readonly #sheet: number;
  readonly #period: string;
  readonly #date1904: boolean;
  readonly #finder: UnitFinder;

  constructor(head: ReadHead, book: DraftBook, mapping: Mapping, period: string, source: SectorSource) {
    this.book = book;
    this.#mapping = mapping;
    this.#period = period;
    this.#date1904 = head.date1904;
    const index = mapping.sheet === '' ? 0 : head.sheets.findIndex(({ name }) => name === mapping.sheet);
    this.#sheet = index;
    if (index < 0) this.misfit = { code: 'noSheet', what: mapping.sheet };
    this.#finder = new UnitFinder(source, mapping.kind);
  }

  /** Whether the row of headings was met. */
  get found(): boolean {
    return this.#columns !== null;
  }

  take(row: ReadRow): void {
    if (row.s !== this.#sheet || this.misfit) return;
    if (row.r === this.#mapping.headerRow) this.#readHeadings(row);
    else if (row.r > this.#mapping.headerRow && this.#columns) this.#row(row, this.#columns);
  }

  #readHeadings(row: ReadRow): void {
    const byName = new Map<string, number>();
    for (const [column, , value] of row.c) {
      const name = foldMarks(columnRef(String(value), column));
      if (!byName.has(name)) byName.set(name, column);
    }
    const columnOf = (ref: string | null): number => {
      if (ref === null) return -1;
      const letters = /^@([A-Z]{1,3})$/.exec(ref)?.[1];
      if (letters) return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const column = byName.get(foldMarks(ref));
      if (column === undefined) this.misfit ??= { code: 'noColumn', what: ref };
      return column ?? -1;
    };
    const { unitCode, unitName, parentName, period, values } = this.#mapping;
    const figures = values.map(({ indicator, numerator, denominator }): FigureColumns => ({
      indicator,
      numerator: columnOf(numerator),
      denominator: columnOf(denominator),
      code: -1
    }));
    const named = {
      unitCode: columnOf(unitCode),
      unitName: columnOf(unitName),
      parentName: columnOf(parentName)
    };
    const all = new Set([
      ...Object.values(named),
      ...figures.flatMap(({ numerator, denominator }) => [numerator, denominator])
    ]);
    all.delete(-1);
    if (!this.misfit) this.#columns = { ...named, period: columnOf(period), figures, all };
  }

  #row(row: ReadRow, columns: Columns): void {
    const { book } = this;
    const { unitCode, unitName, parentName } = columns;
    const column = unitCode >= 0 ? unitCode : unitName;
    const at = { sheet: row.s, row: row.r, column };
    const code = textAt(row, unitCode);
    const name = writtenOut(textAt(row, unitName));
    const cell = cellAt(row, columns.period);
    const period = cell ? readPeriod(cell, this.#date1904) : parsePeriod(this.#period);
    const draft = book.draft(row, '', period === null ? this.#period : formatPeriod(period), column);
    let any = false;
    for (const figure of columns.figures)
      if (book.figure(row, figure, draft, this.#mapping.numberStyle)) any = true;
    if (!any) return;
    book.merges(row, columns.all);
    if (period === null) {
      book.rows++;
      book.fault({ ...at, column: columns.period }, 'periodUnread', '', textAt(row, columns.period));
      return;
    }
    const found = this.#finder.find({ code, name, parent: writtenOut(textAt(row, parentName)) }, period);
    if ('fault' in found) {
      book.rows++;
      book.fault(at, found.fault, textAt(row, column), found.what);
      return;
    }
    book.enter({ ...draft, group: found.group.group.code }, row);
  }
}

interface UnitClaim {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
}

/** Finds the reporter of a kind for the unit that a row names, by code, else by name and the unit above (RULES 1). */
class UnitFinder {
  readonly #source: SectorSource;
  readonly #kind: ReporterKind;
  readonly #standing = new Map<Period, StandingUnits>();
  readonly #found = new Map<string, Found>();

  constructor(source: SectorSource, kind: ReporterKind) {
    this.#source = source;
    this.#kind = kind;
  }

  find(claim: UnitClaim, period: Period): Found {
    const key = `${period}|${claim.code}|${claim.name}|${claim.parent}`;
    let found = this.#found.get(key);
    if (!found) this.#found.set(key, (found = this.#find(claim, period)));
    return found;
  }

  #find({ code, name, parent }: UnitClaim, period: Period): Found {
    if (code === '' && name === '') return { fault: 'unitMissing', what: '' };
    const units = this.#units(period);
    let candidates: readonly UnitNode[] = [];
    if (code !== '') candidates = units.withCode(/^\d{1,5}$/.test(code) ? padded(code, units) : code);
    else if (name !== '') {
      candidates = units.withName([name]);
      if (parent !== '') candidates = candidates.filter((unit) => this.#isBelow(unit, parent));
    }
    if (candidates.length === 0) return { fault: 'unitUnknown', what: code || name };
    const groups = candidates.flatMap((unit) => this.#reporters(unit, period));
    if (groups.length > 1) return { fault: 'unitAmbiguous', what: name || code };
    const [group] = groups;
    return group ? { group } : { fault: 'noReporter', what: candidates[0]?.unit.fullName ?? '' };
  }

  #isBelow(unit: UnitNode, parent: string): boolean {
    for (const above of this.#source.world.tree.upward(unit.parent)) {
      if (above.kind === 'unit' && (isNamed([parent], above.unit.fullName) || above.unit.code === parent))
        return true;
    }
    return false;
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

  #units(period: Period): StandingUnits {
    let units = this.#standing.get(period);
    if (!units) {
      const { world } = this.#source;
      this.#standing.set(period, (units = new StandingUnits(world.tree, lastDay(period, world.profile))));
    }
    return units;
  }
}

/** How offices shorten the type in front of a name: `P. Hải Châu`, `TP.Đà Nẵng`. */
const SHORT_TYPES: Readonly<Record<string, string>> = {
  p: 'phường',
  x: 'xã',
  đk: 'đặc khu',
  tp: 'thành phố',
  t: 'tỉnh'
};

/** A name with its type written out. */
export function writtenOut(name: string): string {
  const match = /^(p|x|đk|tp|t)\.\s*(?=\p{L})/iu.exec(name);
  const type = match && SHORT_TYPES[match[1]!.toLowerCase()];
  return type ? `${type} ${name.slice(match[0].length)}` : name;
}

/** A code as it is registered: spreadsheets drop the zeros in front. */
function padded(code: string, units: StandingUnits): string {
  return (
    [code, code.padStart(2, '0'), code.padStart(5, '0')].find((text) => units.withCode(text).length > 0) ??
    code
  );
}
