import type { Words } from '../domain/indicator.ts';
import type { Day } from '../domain/period.ts';
import type { UnitReading } from './unit-claim.ts';

/** How many rows of a file mean units of another era, counted before anything is judged row by row (RULES 27). */
export class EraSurvey {
  readonly #day: Day;
  readonly #spans = new Map<string, number>();
  /** Rows that mean units of the day. */
  now = 0;
  /** Rows that mean units of another era. */
  other = 0;

  constructor(day: Day) {
    this.#day = day;
  }

  add(reading: UnitReading): void {
    if ('found' in reading) {
      this.now++;
      return;
    }
    const { era } = reading.fault;
    if (era === null) return;
    this.other++;
    const span = era.validTo !== null && era.validTo <= this.#day ? `<${era.validTo}` : `>${era.validFrom}`;
    this.#spans.set(span, (this.#spans.get(span) ?? 0) + 1);
  }

  /** Whether the file as a whole is of another era: then no row of it is believed. */
  get isOther(): boolean {
    return this.other > 0 && this.other >= this.now;
  }

  /** `12 dòng dùng mã trước 1/7/2025`; null where no row does. */
  get words(): Words | null {
    const spans = [...this.#spans].sort(([, a], [, b]) => b - a);
    if (spans.length === 0) return null;
    const told = spans.slice(0, 3).map(([span, count]): Words => {
      const day = span.slice(1);
      const local = day.split('-').map(Number).reverse().join('/');
      const isBefore = span.startsWith('<');
      return {
        vi: `${count} dòng dùng mã, tên ${isBefore ? 'trước' : 'từ'} ${local}`,
        en: `${count} rows have codes or names ${isBefore ? 'before' : 'from'} ${day}`
      };
    });
    return { vi: `${told.map(({ vi }) => vi).join('; ')}.`, en: `${told.map(({ en }) => en).join('; ')}.` };
  }
}
