/** A cell's place: row and column, from 0. */
export interface Place {
  readonly row: number;
  readonly col: number;
}

/** A block of cells, both ends within. */
export interface Block {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A cell that gets a text. */
export interface Writing extends Place {
  readonly text: string;
}

interface Written extends Writing {
  readonly before: string;
}

/** How a sheet's cells behave. */
export interface SheetRules {
  /** Whether a cell takes no text. */
  locked(row: number, col: number): boolean;
  /** A text as it stands in a cell: `1234` as `1.234`; what cannot be read stays as it is. */
  tidy(row: number, col: number, text: string): string;
}

/** Steps that can be taken back. */
const MOST_STEPS = 200;

/** The most cells that one paste may hold. */
const MOST_PASTED = 20_000;

class RowTexts {
  texts = $state.raw<readonly string[]>([]);
  constructor(texts: readonly string[]) {
    this.texts = texts;
  }
}

/**
 * A sheet of texts as people know it from a spreadsheet: a cursor, a block, editing, pasting, filling, undoing. Knows
 * nothing of what the texts mean; the rules say what a cell takes.
 */
export class CellSheet {
  readonly #rules: SheetRules;
  #rows = $state.raw<readonly RowTexts[]>([]);
  #cols = $state(0);
  #cursor = $state.raw<Place>({ row: 0, col: 0 });
  #anchor = $state.raw<Place>({ row: 0, col: 0 });
  /** What stands in the cell that is being edited; null while none is. */
  draft = $state<string | null>(null);
  /** Editing began by typing: then an arrow ends it, as in a spreadsheet. */
  typed = $state(false);
  #undo = $state.raw<readonly (readonly Written[])[]>([]);
  #redo = $state.raw<readonly (readonly Written[])[]>([]);

  constructor(rules: SheetRules) {
    this.#rules = rules;
  }

  get height(): number {
    return this.#rows.length;
  }
  get width(): number {
    return this.#cols;
  }
  get cursor(): Place {
    return this.#cursor;
  }
  get canUndo(): boolean {
    return this.#undo.length > 0;
  }
  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** The chosen block. */
  get block(): Block {
    const [a, b] = [this.#anchor, this.#cursor];
    return {
      top: Math.min(a.row, b.row),
      bottom: Math.max(a.row, b.row),
      left: Math.min(a.col, b.col),
      right: Math.max(a.col, b.col)
    };
  }

  /** Puts a whole sheet in place of what was; what was done before cannot be undone. */
  load(rows: readonly (readonly string[])[], cols: number): void {
    this.#rows = rows.map((texts) => new RowTexts(texts));
    this.#cols = cols;
    this.draft = null;
    this.#undo = [];
    this.#redo = [];
    this.#cursor = this.#within(this.#cursor);
    this.#anchor = this.#cursor;
  }

  /** Puts another row's texts in place, past undoing: what the server says of it. */
  putRow(row: number, texts: readonly string[]): void {
    const state = this.#rows[row];
    if (state) state.texts = texts;
  }

  text(row: number, col: number): string {
    return this.#rows[row]?.texts[col] ?? '';
  }

  isLocked(row: number, col: number): boolean {
    return this.#rules.locked(row, col);
  }

  isChosen(row: number, col: number): boolean {
    const { top, bottom, left, right } = this.block;
    return row >= top && row <= bottom && col >= left && col <= right;
  }

  /** Moves the cursor; `extend` keeps the other end of the block. */
  goTo(place: Place, extend = false): void {
    this.#cursor = this.#within(place);
    if (!extend) this.#anchor = this.#cursor;
  }

  move(rows: number, cols: number, extend = false): void {
    this.goTo({ row: this.#cursor.row + rows, col: this.#cursor.col + cols }, extend);
  }

  /** To the next cell that takes a text, row by row; false where there is none, and the cursor stays. */
  advance(step: 1 | -1): boolean {
    const last = this.height * this.width;
    for (let k = this.#cursor.row * this.width + this.#cursor.col + step; k >= 0 && k < last; k += step) {
      const place = { row: Math.floor(k / this.width), col: k % this.width };
      if (this.isLocked(place.row, place.col)) continue;
      this.goTo(place);
      return true;
    }
    return false;
  }

  selectAll(): void {
    this.#anchor = { row: 0, col: 0 };
    this.#cursor = this.#within({ row: this.height - 1, col: this.width - 1 });
  }

  /** Begins editing the cursor's cell; `start` replaces what stands in it. False where it takes no text. */
  edit(start?: string): boolean {
    const { row, col } = this.#cursor;
    if (this.height === 0 || this.isLocked(row, col)) return false;
    this.draft = start ?? this.text(row, col);
    this.typed = start !== undefined;
    return true;
  }

  /** Ends editing and keeps what was typed. */
  commit(): void {
    if (this.draft === null) return;
    const text = this.draft;
    this.draft = null;
    this.write([{ ...this.#cursor, text }]);
  }

  /** Ends editing and keeps what was. */
  cancel(): void {
    this.draft = null;
  }

  /** Writes texts as one step that can be undone; locked cells and those outside stay. Answers how many changed. */
  write(cells: readonly Writing[]): number {
    const step: Written[] = [];
    for (const { row, col, text } of cells) {
      if (row < 0 || col < 0 || row >= this.height || col >= this.width || this.isLocked(row, col)) continue;
      const next = this.#rules.tidy(row, col, text.trim());
      const before = this.text(row, col);
      if (next !== before) step.push({ row, col, text: next, before });
    }
    if (step.length === 0) return 0;
    this.#put(step, ({ text }) => text);
    this.#undo = [...this.#undo, step].slice(-MOST_STEPS);
    this.#redo = [];
    return step.length;
  }

  /** Empties the chosen cells. */
  clear(): void {
    this.write(this.#chosen().map((place) => ({ ...place, text: '' })));
  }

  /** Copies the block's first row down over the rest of it; of a single row, from the row above. */
  fillDown(): void {
    const { top, bottom } = this.block;
    const from = top === bottom ? top - 1 : top;
    if (from < 0) return;
    this.write(
      this.#chosen()
        .filter(({ row }) => row > from)
        .map(({ row, col }) => ({ row, col, text: this.text(from, col) }))
    );
  }

  /** The chosen block as a spreadsheet copies it: tabs between cells, line ends between rows. */
  copied(): string {
    const { top, bottom, left, right } = this.block;
    const lines: string[] = [];
    for (let row = top; row <= bottom; row++) {
      const cells: string[] = [];
      for (let col = left; col <= right; col++) cells.push(this.text(row, col));
      lines.push(cells.join('\t'));
    }
    return lines.join('\n');
  }

  /**
   * Pastes what a spreadsheet copied from the block's first cell on; a single text fills the whole block. Answers how
   * many cells changed.
   */
  paste(text: string): number {
    const rows = readBlock(text);
    const { top, left } = this.block;
    if (rows.length === 0) return 0;
    const [only] = rows.length === 1 && rows[0]!.length === 1 ? rows[0]! : [];
    if (only !== undefined) return this.write(this.#chosen().map((place) => ({ ...place, text: only })));
    const cells = rows.flatMap((line, i) =>
      line.map((cell, j): Writing => ({ row: top + i, col: left + j, text: cell }))
    );
    const count = this.write(cells.slice(0, MOST_PASTED));
    const widest = Math.max(...rows.map((line) => line.length));
    this.#anchor = { row: top, col: left };
    this.#cursor = this.#within({ row: top + rows.length - 1, col: left + widest - 1 });
    return count;
  }

  undo(): void {
    const step = this.#undo.at(-1);
    if (!step) return;
    this.#undo = this.#undo.slice(0, -1);
    this.#redo = [...this.#redo, step];
    this.#put(step, ({ before }) => before);
    this.goTo(step[0]!);
  }

  redo(): void {
    const step = this.#redo.at(-1);
    if (!step) return;
    this.#redo = this.#redo.slice(0, -1);
    this.#undo = [...this.#undo, step];
    this.#put(step, ({ text }) => text);
    this.goTo(step[0]!);
  }

  #put(step: readonly Written[], textOf: (cell: Written) => string): void {
    const byRow = new Map<number, Written[]>();
    for (const cell of step) {
      const some = byRow.get(cell.row);
      if (some) some.push(cell);
      else byRow.set(cell.row, [cell]);
    }
    for (const [row, cells] of byRow) {
      const state = this.#rows[row];
      if (!state) continue;
      const texts = [...state.texts];
      for (const cell of cells) texts[cell.col] = textOf(cell);
      state.texts = texts;
    }
  }

  #chosen(): Place[] {
    const { top, bottom, left, right } = this.block;
    const places: Place[] = [];
    for (let row = top; row <= bottom; row++)
      for (let col = left; col <= right; col++) places.push({ row, col });
    return places;
  }

  #within({ row, col }: Place): Place {
    return {
      row: Math.max(0, Math.min(row, this.height - 1)),
      col: Math.max(0, Math.min(col, this.width - 1))
    };
  }
}

/** Reads what a spreadsheet copies as text: tabs, line ends, cells in quotes where they hold either. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = () => {
    rows.at(-1)!.push(cell);
    cell = '';
  };
  for (let k = 0; k < text.length; k++) {
    const sign = text[k]!;
    if (quoted) {
      if (sign !== '"') cell += sign === '\n' || sign === '\t' ? ' ' : sign;
      else if (text[k + 1] === '"') cell += text[++k];
      else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') end();
    else if (sign === '\n') {
      end();
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || rows.at(-1)!.length > 0) end();
  if (rows.at(-1)!.length === 0) rows.pop();
  return rows;
}
