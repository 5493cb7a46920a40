import { isDay, type Day } from '../../domain/period.ts';
import type { Tree } from '../../domain/tree.ts';
import { holdsOn, parseUnitKey, type UnitKey } from '../../domain/unit.ts';
import { registerFault, type RegisterFault, type RegisterFaultCode } from './faults.ts';
import type { Row } from './read-rows.ts';

/** Reads the cells of one row and notes what is wrong with them. */
export class RowReader {
  readonly faults: RegisterFault[] = [];
  readonly #row: Row;
  readonly #number: number;

  constructor(row: Row, number: number) {
    this.#row = row;
    this.#number = number;
  }

  /** A cell as text; empty where there is none. */
  text(column: string): string {
    const value = this.#row[column];
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  }

  has(column: string): boolean {
    return this.#row[column] !== undefined && this.#row[column] !== null && this.#row[column] !== '';
  }

  raw(column: string): unknown {
    return this.#row[column];
  }

  columns(): string[] {
    return Object.keys(this.#row);
  }

  needed(column: string): string {
    const text = this.text(column);
    if (text === '') this.fault('missingValue', column, column);
    return text;
  }

  /** A first day; `fallback` where the cell is empty. */
  day(column: string, fallback: Day | null): Day {
    const text = this.text(column) || fallback || '';
    if (text === '') this.fault('missingValue', column, column);
    else if (!isDay(text)) this.fault('badDay', column, text);
    return text;
  }

  /** A last day; null where the cell is empty. */
  end(column: string): Day | null {
    const text = this.text(column);
    if (text === '') return null;
    if (!isDay(text)) this.fault('badDay', column, text);
    return text;
  }

  fault(code: RegisterFaultCode, column: string, what = ''): void {
    this.faults.push(registerFault(code, { row: this.#number, column, what }));
  }
}

/** Units that stand in the tree or in the file at hand, found by key, or by code and day. */
export class UnitNames {
  readonly #byCode = new Map<string, { key: UnitKey; validFrom: Day; validTo: Day | null }[]>();

  constructor(tree: Tree) {
    for (const node of tree.nodes) if (node.kind === 'unit') this.add(node.key, node.unit);
  }

  add(
    key: UnitKey,
    { code, validFrom, validTo }: { code: string; validFrom: Day; validTo: Day | null }
  ): void {
    const list = this.#byCode.get(code) ?? [];
    if (!list.some((one) => one.key === key)) list.push({ key, validFrom, validTo });
    this.#byCode.set(code, list);
  }

  /** The unit that a cell means: a key, or a code that one unit holds on a day (or ever held). */
  find(text: string, day: Day): UnitKey | 'unknown' | 'ambiguous' {
    const key = parseUnitKey(text);
    if (key) {
      const known = this.#byCode.get(key.code)?.find((one) => one.validFrom === key.validFrom);
      return known ? known.key : 'unknown';
    }
    const all = this.#byCode.get(text) ?? [];
    const standing = all.filter((one) => holdsOn(one, day));
    const found = standing.length > 0 ? standing : all;
    if (found.length > 1) return 'ambiguous';
    return found[0]?.key ?? 'unknown';
  }
}
