import type { Words } from '../../../domain/indicator.ts';
import { isDay, type Day } from '../../../domain/period.ts';
import type { UnitFault, UnitReading } from '../../../reading/unit-claim.ts';
import { unitWords } from '../../../reading/unit-fault-words.ts';
import type { Columns } from './headings.ts';
import {
  registerFault,
  type RegisterFault,
  type RegisterFaultCode,
  type RegisterRemark,
  type OwnRemarkCode
} from '../../core/structure/faults.ts';
import type { Row } from './read-rows.ts';

/** A file's rows by our columns; what is wrong with its headings is said of the first row. */
export function readersOf(
  rows: readonly Row[],
  columnsOf: (given: readonly string[]) => Columns
): RowReader[] {
  const first = rows[0] ?? {};
  const { ours, unknown, unused, twice } = columnsOf(Object.keys(first));
  const readers = rows.map((row, index) => {
    const renamed = Object.entries(row).flatMap(([heading, value]) => {
      const column = ours.get(heading);
      return column === undefined ? [] : [[column, value] as const];
    });
    return new RowReader(Object.fromEntries(renamed), index + 1);
  });
  for (const heading of unknown) readers[0]?.fault('unknownColumn', heading, heading);
  for (const heading of twice) readers[0]?.fault('columnTwice', heading, heading);
  for (const heading of unused) readers[0]?.remark('columnUnused', heading, heading);
  return readers;
}

/** Reads the cells of one row and notes what is wrong with them. */
export class RowReader {
  readonly faults: RegisterFault[] = [];
  readonly remarks: RegisterRemark[] = [];
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

  fault(code: Exclude<RegisterFaultCode, UnitFault['code']>, column: string, what = ''): void {
    this.faults.push(registerFault(code, { row: this.#number, column, what }));
  }

  remark(code: OwnRemarkCode, column: string, what = ''): void {
    this.remarks.push(registerFault(code, { row: this.#number, column, what }));
  }

  /** The unit that was read for a column; what is wrong or worth saying is noted. */
  unit(reading: UnitReading, column: string): Extract<UnitReading, { found: unknown }>['found'] | null {
    if ('fault' in reading) {
      this.#say(this.faults, reading.fault.code, column, unitWords(reading.fault));
      return null;
    }
    if (reading.remark) this.#say(this.remarks, reading.remark.code, column, unitWords(reading.remark));
    return reading.found;
  }

  #say<Code extends string>(
    list: { row: number; column: string; code: Code; message: Words }[],
    code: Code,
    column: string,
    message: Words
  ): void {
    list.push({ row: this.#number, column, code, message });
  }
}
