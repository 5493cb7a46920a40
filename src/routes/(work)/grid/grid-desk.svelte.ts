import { parseWhole } from '$lib/reading/number-text.ts';
import type { CellNote } from '$lib/ui/cell-grid.ts';
import { CellSheet } from '$lib/ui/cell-sheet.svelte.ts';
import type { VersionConflict } from '$lib/wire/filing.ts';
import type { FilingGrid, GridCell, GridGroup } from '$lib/api/grid.ts';
import { columnsOf, type DeskColumn } from './grid-columns.ts';
import { mergeRow } from './row-merge.ts';

/** What was typed into a row and over which version, as it is kept on the device. */
export interface KeptRow {
  readonly version: string | null;
  /** By column id. */
  readonly texts: Readonly<Record<string, string>>;
  /** What that version said in those columns; absent in rows that an earlier page kept. */
  readonly held?: Readonly<Record<string, string>>;
}

/** Why a cell is wrong or wants looking at; the name of a text that says so. */
export type GridFault =
  | 'notANumber'
  | 'negative'
  | 'notWhole'
  | 'tooLarge'
  | 'overDenominator'
  | 'numMissing'
  | 'denMissing'
  | 'emptied'
  | 'amends'
  | 'reasonLong';

/** How the desk speaks. */
export interface GridWords {
  fault(code: GridFault): string;
  overBase(base: number): string;
  falls(last: number): string;
  /** A cell in which a newer version says something else. */
  apart(mine: string, theirs: string): string;
  count(value: number): string;
}

/** One report as it is sent. */
export interface SentReport {
  readonly group: string;
  readonly period: string;
  /** The version over which the row was typed; null where there was none (RULES 9a). */
  readonly basedOn: string | null;
  readonly values: readonly { indicator: string; numerator: number; denominator?: number }[];
  readonly onBehalf: true;
  readonly reason?: string;
}

/** What a row is at: nothing typed, a draft that can go in, one with faults, or with cells that a newer version says otherwise. */
export type RowStand = 'clean' | 'ready' | 'faulty' | 'conflict';

const LONGEST_REASON = 1_000;

/** The grid of a commune that is being filled in: what was typed over what the server holds, and what may be sent. */
export class GridDesk {
  readonly cells: CellSheet;
  readonly columns: readonly DeskColumn[];
  #grid = $state.raw<FilingGrid>() as FilingGrid;
  readonly groups: readonly string[];
  readonly #words: GridWords;
  /** What the server holds as texts, by row. */
  #held = $state.raw<readonly (readonly string[])[]>([]);
  /** The versions over which rows were typed, and what those said as texts. */
  #seen: (string | null)[];
  #base: (readonly string[])[];
  /** By row, the columns that a newer version says otherwise. */
  #apart = $state.raw<ReadonlyMap<number, readonly number[]>>(new Map());
  /** What the server said of a row, by its group. */
  refusals = $state.raw<ReadonlyMap<string, readonly { indicator: string | null; text: string }[]>>(
    new Map()
  );

  /** `groups` are those of the grid that are shown. */
  constructor(grid: FilingGrid, groups: readonly string[], words: GridWords) {
    this.#words = words;
    this.#grid = grid;
    this.groups = groups;
    const rows = this.#rowsOf(grid);
    this.columns = columnsOf(grid, rows);
    this.cells = new CellSheet({
      locked: (row, col) => this.#isLocked(row, col),
      tidy: (_row, col, text) => this.#tidy(col, text)
    });
    this.#held = rows.map((group) => this.columns.map((column) => this.#heldText(group, column)));
    this.#seen = rows.map(({ version }) => version);
    this.#base = [...this.#held];
    this.cells.load(this.#held, this.columns.length);
  }

  get grid(): FilingGrid {
    return this.#grid;
  }

  group(row: number): GridGroup | undefined {
    return this.#byCode.get(this.groups[row] ?? '');
  }

  readonly #byCode = $derived.by(() => new Map(this.#grid.groups.map((group) => [group.code, group])));

  /** Takes what the server holds now; what was typed stays, and is apart where the server has something else since. */
  take(grid: FilingGrid): void {
    this.#grid = grid;
    const held = [...this.#held];
    this.groups.forEach((_, row) => {
      const group = this.group(row);
      if (!group) return;
      const typed = this.isTyped(row);
      held[row] = this.columns.map((column) => this.#heldText(group, column));
      if (typed) this.#merge(row, group, held[row]);
      else this.#rest(row, group, held[row]);
    });
    this.#held = held;
  }

  /** What the server refused because newer versions say otherwise: those cells are to be chosen. */
  conflict(conflicts: readonly VersionConflict[]): void {
    for (const { group, cells } of conflicts) {
      const row = this.groups.indexOf(group);
      const named = new Set(cells.map(({ what }) => what));
      const apart = this.columns.flatMap(({ indicator }, col) =>
        named.has(this.#grid.indicators[indicator]?.code ?? '') && this.isChanged(row, col) ? [col] : []
      );
      if (row >= 0) this.#setApart(row, apart);
    }
  }

  #merge(row: number, group: GridGroup, now: readonly string[]): void {
    const typed = this.columns.map((_, col) => this.cells.text(row, col));
    // What was not typed has followed the server before: it is compared with what was held last.
    const before = typed.map((text, col) =>
      text === this.#held[row]?.[col] ? text : (this.#base[row]?.[col] ?? '')
    );
    const { texts, apart } = mergeRow(typed, before, now);
    this.cells.putRow(row, texts);
    this.#setApart(row, apart);
    // Over a returned version nothing stands that could be lost: the row goes on from it.
    if (apart.length === 0 && group.state === 'returned') this.#rebase(row, group, now);
  }

  /** A row in which nothing is typed. */
  #rest(row: number, group: GridGroup, now: readonly string[]): void {
    this.cells.putRow(row, now);
    this.#rebase(row, group, now);
    this.#setApart(row, []);
  }

  #rebase(row: number, { version }: GridGroup, held: readonly string[]): void {
    this.#seen[row] = version;
    this.#base[row] = held;
  }

  #setApart(row: number, apart: readonly number[]): void {
    if (apart.length === 0 && !this.#apart.has(row)) return;
    const all = new Map(this.#apart);
    if (apart.length > 0) all.set(row, apart);
    else all.delete(row);
    this.#apart = all;
  }

  /** Whether a row differs from what the server held when it was last in agreement. */
  isTyped(row: number): boolean {
    return this.columns.some((_, col) => this.isChanged(row, col));
  }

  isChanged(row: number, col: number): boolean {
    return this.cells.text(row, col) !== (this.#held[row]?.[col] ?? '');
  }

  /** Columns of a row in which the person has to choose between what was typed and what was filed meanwhile. */
  apart(row: number): readonly number[] {
    return this.#apart.get(row) ?? [];
  }

  /** What the server holds in a cell, as text. */
  heldText(row: number, col: number): string {
    return this.#held[row]?.[col] ?? '';
  }

  /**
   * Chooses for some columns that are apart: what was typed goes over the newest version, or is dropped for what that
   * one says. When all are chosen the row goes on from the newest version.
   */
  settle(row: number, cols: readonly number[], keepMine: boolean): void {
    const group = this.group(row);
    if (!group) return;
    const held = this.#held[row] ?? [];
    const texts = this.columns.map((_, col) =>
      !keepMine && cols.includes(col) ? (held[col] ?? '') : this.cells.text(row, col)
    );
    this.cells.putRow(row, texts);
    const left = this.apart(row).filter((col) => !cols.includes(col));
    this.#setApart(row, left);
    if (left.length === 0) this.#rebase(row, group, held);
  }

  /**
   * Rows whose version the server has no more, because its store was put back (RULES 32), go on from what it holds now;
   * cells that it says otherwise are to be chosen.
   */
  goOn(groups: readonly string[]): void {
    for (const code of groups) {
      const row = this.groups.indexOf(code);
      const [group, now] = [this.group(row), this.#held[row]];
      if (!group || !now) continue;
      this.#merge(row, group, now);
      if (!this.#apart.has(row)) this.#rebase(row, group, now);
    }
  }

  /** Drops what was typed into a row. */
  discard(row: number): void {
    const group = this.group(row);
    if (group) this.#rest(row, group, this.#held[row] ?? []);
  }

  stand(row: number): RowStand {
    if (this.#apart.has(row)) return 'conflict';
    if (!this.isTyped(row)) return 'clean';
    return this.faults(row) > 0 ? 'faulty' : 'ready';
  }

  faults(row: number): number {
    return this.columns.filter((_, col) => this.note(row, col)?.kind === 'fault').length;
  }

  readonly typed = $derived.by(() => this.#rowsThat((row) => this.isTyped(row)));
  readonly ready = $derived.by(() => this.#rowsThat((row) => this.stand(row) === 'ready'));
  readonly faulty = $derived.by(() => this.#rowsThat((row) => this.stand(row) === 'faulty'));
  readonly conflicting = $derived.by(() => this.#rowsThat((row) => this.stand(row) === 'conflict'));

  /** Last month's figure, in a cell where nothing stands. */
  ghost(row: number, col: number): string {
    const column = this.columns[col];
    const last = column && this.#cell(row, column)?.last;
    if (!last || !column) return '';
    const value = column.part === 'num' ? last.num : last.den;
    return value === null ? '' : this.#words.count(value);
  }

  /** The denominator that stands in, behind a numerator. */
  suffix(row: number, col: number): string {
    const column = this.columns[col];
    if (column?.part !== 'num') return '';
    const cell = this.#cell(row, column);
    const hasColumn = this.columns.some(
      ({ indicator, part }) => part === 'den' && indicator === column.indicator
    );
    const base = (hasColumn ? null : keptDenominator(cell)) ?? cell?.base;
    return base == null ? '' : `/${this.#words.count(base)}`;
  }

  note(row: number, col: number): CellNote | null {
    const column = this.columns[col];
    if (!column) return null;
    if (this.apart(row).includes(col))
      return { kind: 'warn', text: this.#words.apart(this.cells.text(row, col), this.heldText(row, col)) };
    if (column.part === 'reason') return this.#reasonNote(row, col);
    const refusal = this.#refusal(row, column);
    if (refusal) return { kind: 'fault', text: refusal };
    const fault = this.#fault(row, col, column);
    if (fault) return { kind: 'fault', text: this.#words.fault(fault) };
    return column.part === 'num' && this.isChanged(row, col) ? this.#warning(row, col, column) : null;
  }

  /** Puts last month's figures of stocks into empty cells; answers how many. */
  prefill(): number {
    const cells = this.groups.flatMap((_, row) =>
      this.columns.flatMap((column, col) => {
        const stock = this.#grid.indicators[column.indicator]?.time === 'stock';
        const text = stock && this.cells.text(row, col) === '' ? this.ghost(row, col) : '';
        return text === '' ? [] : [{ row, col, text }];
      })
    );
    return this.cells.write(cells);
  }

  /** A row as it is sent: what was changed; the server takes over the rest from the version it was typed over. */
  report(row: number): SentReport {
    const group = this.group(row)!;
    const values = this.#grid.indicators.flatMap((indicator, k) => {
      const at = (part: 'num' | 'den') =>
        this.columns.findIndex((one) => one.indicator === k && one.part === part);
      const [num, den] = [at('num'), at('den')];
      if (num < 0 || (!this.isChanged(row, num) && !(den >= 0 && this.isChanged(row, den)))) return [];
      const numerator = this.#value(row, num);
      if (numerator === null) return [];
      // A denominator that was filed and has no column here stays as it is.
      const denominator = den < 0 ? keptDenominator(group.cells[k]) : this.#value(row, den);
      return [{ indicator: indicator.code, numerator, ...(denominator === null ? {} : { denominator }) }];
    });
    const reason = this.#reason(row);
    const { period } = this.#grid;
    const basedOn = this.#seen[row] ?? null;
    return { group: group.code, period, basedOn, values, onBehalf: true, ...(reason ? { reason } : {}) };
  }

  /** What the server holds of a row becomes what was typed: it has it. */
  sent(rows: readonly number[]): void {
    const held = [...this.#held];
    for (const row of rows) {
      const reason = this.columns.findIndex(({ part }) => part === 'reason');
      const texts = this.columns.map((_, col) => (col === reason ? '' : this.cells.text(row, col)));
      held[row] = texts;
      this.cells.putRow(row, texts);
    }
    this.#held = held;
  }

  /** What was typed, by group, to be kept on the device. */
  kept(): Record<string, KeptRow> {
    return Object.fromEntries(
      this.typed.map((row) => {
        const typed = this.columns.flatMap(({ id }, col) => (this.isChanged(row, col) ? [{ id, col }] : []));
        const texts = typed.map(({ id, col }) => [id, this.cells.text(row, col)] as const);
        const held = typed.map(({ id, col }) => [id, this.#base[row]?.[col] ?? ''] as const);
        const kept = { texts: Object.fromEntries(texts), held: Object.fromEntries(held) };
        return [this.groups[row]!, { version: this.#seen[row] ?? null, ...kept }];
      })
    );
  }

  /** Puts back what was kept on the device; answers of how many groups. */
  restore(kept: Readonly<Record<string, KeptRow>>): number {
    let count = 0;
    this.groups.forEach((code, row) => {
      const [one, group] = [kept[code], this.group(row)];
      if (!one || !group) return;
      const cells = this.columns.flatMap(({ id }, col) => {
        const text = one.texts[id];
        return typeof text === 'string' ? [{ row, col, text }] : [];
      });
      if (this.cells.write(cells) === 0) return;
      count++;
      if (one.version === group.version) return;
      const now = this.#held[row] ?? [];
      this.#seen[row] = one.version;
      // What an earlier page kept says not what it was typed over: then every difference is to be chosen.
      this.#base[row] = this.columns.map(({ id }, col) =>
        one.held ? (one.held[id] ?? now[col] ?? '') : id in one.texts ? '' : (now[col] ?? '')
      );
      this.#merge(row, group, now);
    });
    return count;
  }

  #fault(row: number, col: number, column: DeskColumn): GridFault | null {
    const text = this.cells.text(row, col);
    const read = parseWhole(text);
    if (read && 'fault' in read) return read.fault;
    if (text === '') {
      if ((this.#held[row]?.[col] ?? '') !== '') return 'emptied';
      return this.#missing(row, column);
    }
    return column.part === 'num' && this.#isOver(row, column) ? 'overDenominator' : null;
  }

  /** Of a numerator and its filed denominator one alone says nothing. */
  #missing(row: number, column: DeskColumn): GridFault | null {
    const other = this.columns.findIndex(
      ({ indicator, part }) => indicator === column.indicator && part !== column.part
    );
    if (other < 0 || this.cells.text(row, other) === '') return null;
    if (column.part === 'num') return 'numMissing';
    return this.#cell(row, column)?.base == null ? 'denMissing' : null;
  }

  #isOver(row: number, column: DeskColumn): boolean {
    if (this.#grid.indicators[column.indicator]?.kind !== 'share') return false;
    const den = this.columns.findIndex(
      ({ indicator, part }) => indicator === column.indicator && part === 'den'
    );
    const [num, of] = [
      this.#value(row, this.columns.indexOf(column)),
      den < 0 ? null : this.#value(row, den)
    ];
    return num !== null && of !== null && num > of;
  }

  #warning(row: number, col: number, column: DeskColumn): CellNote | null {
    const value = this.#value(row, col);
    const cell = this.#cell(row, column);
    if (value === null || !cell) return null;
    if (this.#falls(row, col)) return { kind: 'warn', text: this.#words.falls(cell.last!.num) };
    const isShare = this.#grid.indicators[column.indicator]?.kind === 'share';
    if (isShare && cell.base !== null && value > cell.base)
      return { kind: 'warn', text: this.#words.overBase(cell.base) };
    return null;
  }

  /** A stock that falls by more than a fifth of last month's. */
  #falls(row: number, col: number): boolean {
    const column = this.columns[col];
    if (column?.part !== 'num' || this.#grid.indicators[column.indicator]?.time !== 'stock') return false;
    const value = this.#value(row, col);
    const last = this.#cell(row, column)?.last?.num;
    return value !== null && last !== undefined && value * 5 < last * 4;
  }

  #reasonNote(row: number, col: number): CellNote | null {
    const reason = this.cells.text(row, col);
    if (reason.length > LONGEST_REASON) return { kind: 'fault', text: this.#words.fault('reasonLong') };
    if (reason !== '' || !this.columns.some((one, c) => one.part !== 'reason' && this.isChanged(row, c)))
      return null;
    if (this.group(row)?.approvedBefore) return { kind: 'fault', text: this.#words.fault('amends') };
    const falling = this.columns.findIndex((_, c) => this.isChanged(row, c) && this.#falls(row, c));
    if (falling < 0) return null;
    return { kind: 'fault', text: this.#words.falls(this.#cell(row, this.columns[falling]!)!.last!.num) };
  }

  #refusal(row: number, { id, part }: DeskColumn): string | null {
    const said = this.refusals.get(this.groups[row] ?? '')?.find(({ indicator }) => indicator === id);
    return part === 'num' ? (said?.text ?? null) : null;
  }

  #reason(row: number): string {
    const col = this.columns.findIndex(({ part }) => part === 'reason');
    return col < 0 ? '' : this.cells.text(row, col).trim();
  }

  #value(row: number, col: number): number | null {
    const read = parseWhole(this.cells.text(row, col));
    return read && 'value' in read ? read.value : null;
  }

  #cell(row: number, { indicator }: DeskColumn): GridCell | null {
    return this.group(row)?.cells[indicator] ?? null;
  }

  #isLocked(row: number, col: number): boolean {
    const [group, column] = [this.group(row), this.columns[col]];
    if (!group || !column || group.locked) return true;
    return column.part !== 'reason' && group.cells[column.indicator] == null;
  }

  #heldText(group: GridGroup, { part, indicator }: DeskColumn): string {
    const cell = group.cells[indicator];
    if (!cell || part === 'reason') return '';
    const value = part === 'num' ? cell.num : cell.den;
    return value === null ? '' : this.#words.count(value);
  }

  #tidy(col: number, text: string): string {
    if (this.columns[col]?.part === 'reason') return text;
    const read = parseWhole(text);
    return read && 'value' in read ? this.#words.count(read.value) : text;
  }

  #rowsOf(grid: FilingGrid): GridGroup[] {
    const byCode = new Map(grid.groups.map((group) => [group.code, group]));
    return this.groups.flatMap((code) => byCode.get(code) ?? []);
  }

  #rowsThat(what: (row: number) => boolean): number[] {
    return this.groups.flatMap((_, row) => (what(row) ? [row] : []));
  }
}

/** The denominator that was filed in the place of the base fact; null where there is none. */
function keptDenominator(cell: GridCell | null | undefined): number | null {
  return cell && cell.den !== cell.base ? cell.den : null;
}
