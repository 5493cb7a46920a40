import { apportion } from '$lib/domain/apportion.ts';
import type { CellNote, GridColumn, GridRow } from '$lib/ui/cell-grid.ts';
import { CellSheet } from '$lib/ui/cell-sheet.svelte.ts';
import type { TargetRow, TargetSheet, TargetSum } from '$lib/api/targets.ts';
import type { Divisor } from '$lib/wire/targets.ts';
import { percentText, ratioText, readCell, textOf, type CellFault } from './target-cells.ts';

/** What the form beside the grid says. */
export interface GivingTerms {
  from: string;
  to: string;
  giver: string;
  number: string;
  date: string;
  citation: string;
  /** Unchanged targets are given again too. */
  again: boolean;
}

interface SentTarget {
  readonly recipient: TargetSheet['rows'][number]['recipient'];
  readonly indicator: string;
  readonly value?: string;
  readonly assigned?: number;
}

/** What became of cells that a file gave. */
export interface Filled {
  readonly changed: number;
  /** Codes of rows and columns that are not in the grid. */
  readonly unknown: readonly string[];
  /** Cells that take nothing and were filled in all the same. */
  readonly closed: readonly string[];
}

/** How the desk speaks. */
export interface DeskWords {
  fault(code: CellFault): string;
  readonly count: (value: number) => string;
}

/** The grid of targets that is being filled in: texts of cells, what they say, what they come to. */
export class TargetDesk {
  readonly cells: CellSheet;
  #sheet = $state.raw<TargetSheet>() as TargetSheet;
  readonly #words: DeskWords;

  constructor(sheet: TargetSheet, words: DeskWords) {
    this.#words = words;
    this.cells = new CellSheet({
      locked: (row, col) => this.#isLocked(row, col),
      tidy: (_row, col, text) => this.#tidy(col, text)
    });
    this.load(sheet);
  }

  get sheet(): TargetSheet {
    return this.#sheet;
  }

  /** Takes a sheet in; what was typed stays where its recipient and indicator still stand. */
  load(sheet: TargetSheet): void {
    const typed = this.#sheet ? this.#typed() : new Map<string, string>();
    this.#sheet = sheet;
    const texts = sheet.rows.map((_, row) => sheet.columns.map((_, col) => this.#heldText(row, col)));
    this.cells.load(texts, sheet.columns.length);
    this.cells.write(
      sheet.rows.flatMap(({ id }, row) =>
        sheet.columns.flatMap(({ code }, col) => {
          const text = typed.get(`${id} ${code}`);
          return text === undefined ? [] : [{ row, col, text }];
        })
      )
    );
  }

  /** Back to what the server holds. */
  reset(sheet: TargetSheet): void {
    this.#sheet = sheet;
    this.cells.load(
      sheet.rows.map((_, row) => sheet.columns.map((_, col) => this.#heldText(row, col))),
      sheet.columns.length
    );
  }

  isChanged(row: number, col: number): boolean {
    return this.cells.text(row, col) !== this.#heldText(row, col);
  }

  ghost(row: number, col: number): string {
    const cell = this.#cell(row, col);
    if (cell?.inherited) return percentText(cell.inherited.value);
    // Of a quota whose number nobody wrote down only the ratio is known.
    const isRatio =
      this.#sheet.columns[col]?.kind === 'quota' && cell?.given && cell.given.assigned === undefined;
    return isRatio && cell?.given ? `${percentText(cell.given.value)}%` : '';
  }

  note(row: number, col: number): CellNote | null {
    const text = this.cells.text(row, col);
    const read = this.#read(row, col);
    if (read && 'fault' in read) return { kind: 'fault', text: this.#words.fault(read.fault) };
    if (text === '' && this.#heldText(row, col) !== '')
      return { kind: 'warn', text: this.#words.fault('emptied') };
    // 0,9 in a column of percentages may have been meant as 90 %.
    const isShare = this.#sheet.columns[col]?.kind === 'share';
    if (isShare && read && read.value > 0 && read.value <= 100 && this.isChanged(row, col))
      return { kind: 'warn', text: this.#words.fault('underOne') };
    return null;
  }

  readonly changes = $derived.by(() => this.#count((row, col) => this.isChanged(row, col)));
  readonly faults = $derived.by(() => this.#count((row, col) => this.note(row, col)?.kind === 'fault'));

  /** What was divided of a column against what was given to the unit itself; null for shares. */
  sum(col: number): TargetSum | null {
    const column = this.#sheet.columns[col];
    if (!column || column.kind === 'share') return null;
    let divided = 0;
    let given: number | null = null;
    this.#sheet.rows.forEach(({ isSelf }, row) => {
      const read = this.#read(row, col);
      const value = read && 'value' in read ? read.value : null;
      if (isSelf) given = value;
      else divided += value ?? 0;
    });
    return { indicator: column.code, given, divided };
  }

  /** The recipients of an indicator whose base is not known: nothing can be divided to them by it. */
  unknownTo(col: number, by: Divisor): string[] {
    return this.#recipients(col).flatMap(({ row }) => (row.bases[by] === null ? [row.name] : []));
  }

  /** Divides a number among the recipients by a base, exactly; those who do not file, or whose base is unknown, get none. */
  divide(col: number, total: number, by: Divisor): void {
    const some = this.#recipients(col).flatMap(({ row, index }) => {
      const base = row.bases[by];
      return base === null ? [] : [{ index, base }];
    });
    const parts = apportion(
      total,
      some.map(({ base }) => base)
    );
    this.cells.write(some.map(({ index }, k) => ({ row: index, col, text: String(parts[k]) })));
  }

  #recipients(col: number): { readonly row: TargetRow; readonly index: number }[] {
    return this.#sheet.rows
      .map((row, index) => ({ row, index }))
      .filter(({ row, index }) => !row.isSelf && !this.#isLocked(index, col));
  }

  /** Fills cells in by recipient and indicator; answers how many changed, and what found no place. */
  fill(
    cells: readonly { readonly row: string; readonly indicator: string; readonly text: string }[]
  ): Filled {
    const rows = new Map(this.#sheet.rows.map(({ id }, row) => [id, row]));
    const cols = new Map(this.#sheet.columns.map(({ code }, col) => [code, col]));
    const unknown = new Set<string>();
    const closed: string[] = [];
    const found = cells.flatMap(({ row: id, indicator, text }) => {
      const [row, col] = [rows.get(id), cols.get(indicator)];
      if (row === undefined) unknown.add(id);
      else if (col === undefined) unknown.add(indicator);
      else if (this.#isLocked(row, col))
        closed.push(`${this.#sheet.rows[row]?.name ?? id} · ${indicator}: ${text}`);
      else return [{ row, col, text }];
      return [];
    });
    return { changed: this.cells.write(found), unknown: [...unknown], closed };
  }

  /**
   * Writes a value that was tried out on the map: of a share to the unit itself, from where those below inherit it; of
   * a count to each below. Answers how many cells changed.
   */
  tryOut(indicator: string, text: string): number {
    const col = this.#sheet.columns.findIndex(({ code }) => code === indicator);
    const isShare = this.#sheet.columns[col]?.kind === 'share';
    return this.cells.write(
      this.#sheet.rows.flatMap(({ isSelf }, row) =>
        isSelf === isShare && !this.#isLocked(row, col) ? [{ row, col, text }] : []
      )
    );
  }

  /** What is to be sent: changed cells, or every one that holds a target. */
  sent(again: boolean): SentTarget[] {
    return this.#sheet.rows.flatMap((row, r) =>
      this.#sheet.columns.flatMap((column, c): SentTarget[] => {
        const read = this.#read(r, c);
        if (!read || 'fault' in read || (!again && !this.isChanged(r, c)) || this.#isLocked(r, c)) return [];
        const about = { recipient: row.recipient, indicator: column.code };
        if (column.kind === 'quota') {
          // The ratio asked of a quota is kept: what changes here is how many it assigns.
          const held = this.#cell(r, c)?.given?.value;
          const value = held ? { value: ratioOf(held) } : {};
          return [{ ...about, assigned: read.value, ...value }];
        }
        return [{ ...about, value: column.kind === 'share' ? ratioText(read.value) : String(read.value) }];
      })
    );
  }

  columns(note: (kind: 'share' | 'quota' | 'count') => string, language: 'vi' | 'en'): GridColumn[] {
    return this.#sheet.columns.map(({ code, short, name, kind }) => ({
      id: code,
      title: short[language],
      note: note(kind),
      hint: `${code} · ${name[language]}`,
      kind: 'number'
    }));
  }

  rows(self: string): GridRow[] {
    return this.#sheet.rows.map(({ id, name, isSelf }) => ({
      id,
      title: name,
      isStrong: isSelf,
      ...(isSelf ? { note: self } : {})
    }));
  }

  #cell(row: number, col: number) {
    return this.#sheet.columns[col]?.cells[row];
  }

  #isLocked(row: number, col: number): boolean {
    return this.#cell(row, col)?.filed !== true || !this.#sheet.mayGive;
  }

  #heldText(row: number, col: number): string {
    const column = this.#sheet.columns[col];
    return column ? textOf(column.kind, column.cells[row]?.given ?? null, this.#words.count) : '';
  }

  #read(row: number, col: number) {
    const column = this.#sheet.columns[col];
    return column ? readCell(column.kind, this.cells.text(row, col)) : null;
  }

  #tidy(col: number, text: string): string {
    const kind = this.#sheet.columns[col]?.kind;
    const read = kind && readCell(kind, text);
    if (!read || 'fault' in read) return text;
    return kind === 'share' ? percentText({ num: read.value, den: 10_000 }) : this.#words.count(read.value);
  }

  #typed(): Map<string, string> {
    const typed = new Map<string, string>();
    this.#sheet.rows.forEach(({ id }, row) =>
      this.#sheet.columns.forEach(({ code }, col) => {
        if (this.isChanged(row, col)) typed.set(`${id} ${code}`, this.cells.text(row, col));
      })
    );
    return typed;
  }

  #count(what: (row: number, col: number) => boolean): number {
    let found = 0;
    for (let row = 0; row < this.#sheet.rows.length; row++)
      for (let col = 0; col < this.#sheet.columns.length; col++) if (what(row, col)) found++;
    return found;
  }
}

function ratioOf({ num, den }: { num: number; den: number }): string {
  const places = String(den).length - 1;
  const digits = String(num).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
