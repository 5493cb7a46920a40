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

  /** What a message repeats of it, for `eraWords`: rows and span of each era, the most frequent first. */
  get told(): string {
    const spans = [...this.#spans].sort(([, a], [, b]) => b - a).slice(0, 3);
    return spans.map(([span, count]) => `${count}${span}`).join(' ');
  }
}

/** `12 dòng dùng mã, tên trước 1/7/2025`, of what a survey told. */
export function eraWords(told: string): Words {
  const parts = told.split(' ').flatMap((text) => {
    const [, count = '', side = '', day = ''] = /^(\d+)([<>])(\d{4}-\d{2}-\d{2})$/.exec(text) ?? [];
    if (count === '') return [];
    const local = day.split('-').map(Number).reverse().join('/');
    return [
      {
        vi: `${count} dòng dùng mã, tên ${side === '<' ? 'trước' : 'từ'} ${local}`,
        en: `${count} rows have codes or names ${side === '<' ? 'before' : 'from'} ${day}`
      }
    ];
  });
  return { vi: `${parts.map(({ vi }) => vi).join('; ')}.`, en: `${parts.map(({ en }) => en).join('; ')}.` };
}
