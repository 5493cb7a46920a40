import { parseWhole } from '$lib/reading/number-text.ts';
import type { CellNote, GridColumn } from '$lib/ui/cell-grid.ts';
import { CellSheet } from '$lib/ui/cell-sheet.svelte.ts';
import type { FilingGrid, GridCell, GridGroup, GridIndicator } from '$lib/wire/filing-grid.ts';

/** A column: an indicator's numerator or filed denominator, or the row's reason. */
interface DeskColumn {
  readonly id: string;
  readonly part: 'num' | 'den' | 'reason';
  /** Place of the indicator in the grid's list; −1 for the reason. */
  readonly indicator: number;
}

/** What was typed into a row and over which version, as it is kept on the device. */
export interface KeptRow {
  readonly version: number;
  /** By column id. */
  readonly texts: Readonly<Record<string, string>>;
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
  count(value: number): string;
}

/** One report as it is sent. */
export interface SentReport {
  readonly group: string;
  readonly period: string;
  readonly values: readonly { indicator: string; numerator: number; denominator?: number }[];
  readonly onBehalf: true;
  readonly reason?: string;
}

/** What a row is at: nothing typed, a draft that can go in, one with faults, or overtaken by the group itself. */
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
  /** The versions over which rows were typed. */
  #seen: number[];
  /** Rows whose group filed while they were typed. */
  #conflicts = $state.raw<ReadonlySet<number>>(new Set());
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
    this.cells.load(this.#held, this.columns.length);
  }

  get grid(): FilingGrid {
    return this.#grid;
  }

  group(row: number): GridGroup | undefined {
    return this.#byCode.get(this.groups[row] ?? '');
  }

  readonly #byCode = $derived.by(() => new Map(this.#grid.groups.map((group) => [group.code, group])));

  /** Takes what the server holds now; rows that were typed over stay, and are conflicts where their group filed. */
  take(grid: FilingGrid): void {
    this.#grid = grid;
    const conflicts = new Set(this.#conflicts);
    const held = [...this.#held];
    this.groups.forEach((_, row) => {
      const group = this.group(row);
      if (!group) return;
      const typed = this.isTyped(row);
      held[row] = this.columns.map((column) => this.#heldText(group, column));
      if (!typed) {
        this.cells.putRow(row, held[row]);
        this.#seen[row] = group.version;
        conflicts.delete(row);
      } else if (group.version !== this.#seen[row]) conflicts.add(row);
    });
    this.#held = held;
    this.#conflicts = conflicts;
  }

  /** Whether a row differs from what the server held when it was last in agreement. */
  isTyped(row: number): boolean {
    return this.columns.some((_, col) => this.isChanged(row, col));
  }

  isChanged(row: number, col: number): boolean {
    return this.cells.text(row, col) !== (this.#held[row]?.[col] ?? '');
  }

  /** Ends a conflict: what was typed goes over the group's version, or is dropped for it. */
  settle(row: number, keepMine: boolean): void {
    const group = this.group(row);
    if (!group) return;
    if (!keepMine) this.cells.putRow(row, this.#held[row] ?? []);
    this.#seen[row] = group.version;
    this.#conflicts = new Set([...this.#conflicts].filter((one) => one !== row));
  }

  /** Drops what was typed into a row. */
  discard(row: number): void {
    this.settle(row, false);
  }

  stand(row: number): RowStand {
    if (this.#conflicts.has(row)) return 'conflict';
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
    const base = this.#cell(row, column)?.base;
    return base == null ? '' : `/${this.#words.count(base)}`;
  }

  note(row: number, col: number): CellNote | null {
    const column = this.columns[col];
    if (!column) return null;
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

  /** A row as it is sent: all of its figures where nothing of it counts yet, else those that were changed. */
  report(row: number): SentReport {
    const group = this.group(row)!;
    const whole = group.state === 'none' || group.state === 'returned';
    const values = this.#grid.indicators.flatMap((indicator, k) => {
      const at = (part: 'num' | 'den') =>
        this.columns.findIndex((one) => one.indicator === k && one.part === part);
      const [num, den] = [at('num'), at('den')];
      if (num < 0 || (!whole && !this.isChanged(row, num) && !(den >= 0 && this.isChanged(row, den))))
        return [];
      const numerator = this.#value(row, num);
      if (numerator === null) return [];
      const denominator = den < 0 ? null : this.#value(row, den);
      return [{ indicator: indicator.code, numerator, ...(denominator === null ? {} : { denominator }) }];
    });
    const reason = this.#reason(row);
    const { period } = this.#grid;
    return { group: group.code, period, values, onBehalf: true, ...(reason ? { reason } : {}) };
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

  /** The server has a newer version of a row that was just sent. */
  agree(row: number, version: number): void {
    this.#seen[row] = version;
  }

  /** What was typed, by group, to be kept on the device. */
  kept(): Record<string, KeptRow> {
    return Object.fromEntries(
      this.typed.map((row) => {
        const texts = this.columns.flatMap(({ id }, col) =>
          this.isChanged(row, col) ? [[id, this.cells.text(row, col)] as const] : []
        );
        return [this.groups[row]!, { version: this.#seen[row] ?? 0, texts: Object.fromEntries(texts) }];
      })
    );
  }

  /** Puts back what was kept on the device; answers of how many groups. */
  restore(kept: Readonly<Record<string, KeptRow>>): number {
    const conflicts = new Set(this.#conflicts);
    let count = 0;
    this.groups.forEach((code, row) => {
      const one = kept[code];
      if (!one) return;
      const cells = this.columns.flatMap(({ id }, col) => {
        const text = one.texts[id];
        return typeof text === 'string' ? [{ row, col, text }] : [];
      });
      if (this.cells.write(cells) === 0) return;
      count++;
      if (one.version !== this.group(row)?.version) conflicts.add(row);
    });
    this.#conflicts = conflicts;
    return count;
  }

  /** The columns as the grid shows them. */
  shown(
    language: 'vi' | 'en',
    words: { den: string; stock: string; flow: string; reason: string; reasonNote: string }
  ): GridColumn[] {
    return this.columns.map(({ id, part, indicator }): GridColumn => {
      const known = this.#grid.indicators[indicator];
      if (part === 'reason' || !known)
        return { id, title: words.reason, note: words.reasonNote, kind: 'text' };
      const hint = `${known.code} · ${known.name[language]}`;
      if (part === 'den') return { id, title: words.den, note: known.short[language], hint, kind: 'number' };
      return {
        id,
        title: known.short[language],
        note: known.time === 'stock' ? words.stock : words.flow,
        hint,
        kind: 'number'
      };
    });
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

/** The columns of those groups: what at least one of them files; a denominator only where one has to be filed. */
function columnsOf(grid: FilingGrid, rows: readonly GridGroup[]): DeskColumn[] {
  const columns = grid.indicators.flatMap(({ code, kind }: GridIndicator, indicator): DeskColumn[] => {
    const cells = rows.flatMap((group) => group.cells[indicator] ?? []);
    if (cells.length === 0) return [];
    const num: DeskColumn = { id: code, part: 'num', indicator };
    const isFiled = kind === 'quota' || (kind === 'share' && cells.some(({ base }) => base === null));
    return isFiled ? [num, { id: `${code}/den`, part: 'den', indicator }] : [num];
  });
  return [...columns, { id: 'reason', part: 'reason', indicator: -1 }];
}
