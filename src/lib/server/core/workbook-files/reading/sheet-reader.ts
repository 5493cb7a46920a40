import { BOUNDS } from '../limits.ts';
import { CELL, type Cell, type Merge } from './cell.ts';
import type { RowSink } from './row-sink.ts';
import { FileRefused } from './refused.ts';
import type { WorkbookParts } from './workbook-parts.ts';
import { attribute, unescaped, type XmlListener } from './xml.ts';

/** A formula that calls another program: `cmd|'/c calc'!A1`. */
const DDE =
  /(?:^|[=+\-@,(\s])['"]?[\w. ]{1,40}\|['"]?[^|]{0,200}['"]?!|\bDDE(?:AUTO)?\b|\bWEBSERVICE\s*\(|\bCALL\s*\(|\bREGISTER\.ID\s*\(/i;

/** Hears the XML of one sheet and gives on the rows that hold anything. Rows and cells must come in order. */
export class SheetReader implements XmlListener {
  wantsText = false;
  readonly merges: Merge[] = [];
  #rows = 0;
  readonly #sheet: number;
  readonly #parts: Pick<WorkbookParts, 'styles' | 'strings'>;
  readonly #sink: RowSink;
  #row = 0;
  #hidden: 0 | 1 = 0;
  #cells: Cell[] = [];
  #column = -1;
  #type = '';
  #style = 0;
  #text = '';
  #hasValue = false;
  #hasFormula = false;
  #formula = '';
  #within: 'value' | 'formula' | 'inline' | null = null;

  constructor(sheet: number, parts: Pick<WorkbookParts, 'styles' | 'strings'>, sink: RowSink) {
    this.#sheet = sheet;
    this.#parts = parts;
    this.#sink = sink;
  }

  /** Rows that hold anything. */
  get rows(): number {
    return this.#rows;
  }

  open(name: string, tag: string): void {
    if (name === 'c') this.#beginCell(tag);
    else if (name === 'row') this.#beginRow(tag);
    else if (name === 'v') this.#listen('value');
    else if (name === 'f') {
      this.#hasFormula = true;
      this.#formula = '';
      this.#listen('formula');
    } else if (name === 't' && this.#type === 'inlineStr') this.#listen('inline');
    else if (name === 'mergeCell') this.#merge(attribute(tag, 'ref') ?? '');
  }

  close(name: string): void {
    if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
    else if (name === 'v' || name === 'f' || name === 't') {
      if (name === 'f' && DDE.test(this.#formula)) throw new FileRefused('dde', this.#formula);
      this.#within = null;
      this.wantsText = false;
    }
  }

  text(text: string): void {
    if (this.#within === 'formula') {
      if (this.#formula.length < 8_192) this.#formula += text;
      return;
    }
    this.#text += text;
    if (this.#text.length > BOUNDS.cellText) throw new FileRefused('cellTooLong');
  }

  #listen(what: 'value' | 'formula' | 'inline'): void {
    this.#within = what;
    this.wantsText = true;
    if (what !== 'formula') this.#hasValue = true;
  }

  #beginRow(tag: string): void {
    const given = attribute(tag, 'r');
    const row = given === null ? this.#row + 1 : Number(given);
    if (!Number.isInteger(row) || row <= this.#row || row > 1_048_576)
      throw new FileRefused('xmlBroken', `row ${given ?? ''}`);
    this.#row = row;
    this.#hidden = /\shidden="(?:1|true)"/.test(tag) ? 1 : 0;
    this.#cells = [];
    this.#column = -1;
    this.#sink.element();
  }

  #beginCell(tag: string): void {
    this.#sink.element();
    const ref = attribute(tag, 'r');
    const column = ref === null ? this.#column + 1 : columnOf(ref, this.#row);
    if (column <= this.#column || column > 16_383) throw new FileRefused('xmlBroken', `cell ${ref ?? ''}`);
    this.#column = column;
    this.#type = attribute(tag, 't') ?? 'n';
    this.#style = Number(attribute(tag, 's') ?? 0);
    this.#text = '';
    this.#hasValue = false;
    this.#hasFormula = false;
  }

  #endCell(): void {
    if (!this.#hasValue && !this.#hasFormula) return;
    if (this.#column >= BOUNDS.columns) throw new FileRefused('tooManyColumns', String(BOUNDS.columns));
    const [kind, value] = this.#value();
    // Some writers leave `<v></v>` behind a formula: it was never worked out (RULES 30).
    const isWorked = this.#hasValue && this.#text.trim() !== '';
    const flags = this.#hasFormula ? CELL.formula | (isWorked ? 0 : CELL.unworked) : 0;
    if (value === '' && flags === 0) return;
    this.#cells.push([this.#column, kind | flags, value]);
  }

  #value(): readonly [number, string | number] {
    const text = this.#text;
    switch (this.#type) {
      case 's': {
        if (text.trim() === '') return [CELL.text, ''];
        const shared = this.#parts.strings[Number(text)];
        if (shared === undefined) throw new FileRefused('xmlBroken', `string ${text}`);
        return [CELL.text, shared.slice(0, BOUNDS.keptText)];
      }
      case 'b':
        return [CELL.boolean, text === '1' ? 'TRUE' : 'FALSE'];
      case 'e':
        return [CELL.error, text.slice(0, 20)];
      case 'd':
        return [CELL.text, text.trim().slice(0, 30)];
      case 'n':
        return this.#number(text);
      default:
        return [CELL.text, unescaped(text).slice(0, BOUNDS.keptText)];
    }
  }

  #number(text: string): readonly [number, string | number] {
    if (text.trim() === '') return [CELL.text, ''];
    const number = Number(text);
    if (!Number.isFinite(number)) return [CELL.text, text.slice(0, 64)];
    const style = this.#parts.styles[this.#style] ?? 0;
    return [style === 1 ? CELL.date : style === 2 ? CELL.number | CELL.percent : CELL.number, number];
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    this.#rows++;
    this.#sink.row({ s: this.#sheet, r: this.#row, h: this.#hidden, c: this.#cells });
  }

  #merge(ref: string): void {
    const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref);
    if (!match) throw new FileRefused('xmlBroken', `merge ${ref}`);
    if (this.merges.length >= BOUNDS.merges) throw new FileRefused('tooManyMerges', String(BOUNDS.merges));
    const [, left = '', top = '', right = '', bottom = ''] = match;
    this.merges.push([Number(top), letters(left), Number(bottom), letters(right)]);
  }
}

/** The column of `AB12`, from 0; −1 where the reference is of another row or is none. */
function columnOf(ref: string, row: number): number {
  let column = 0;
  let at = 0;
  for (; at < ref.length; at++) {
    const code = ref.charCodeAt(at) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return at > 0 && at < 4 && Number(ref.slice(at)) === row ? column - 1 : -1;
}

function letters(text: string): number {
  let column = 0;
  for (const letter of text) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
