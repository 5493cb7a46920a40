import type { Period } from '../../domain/period.ts';
import { CELL, dayOfSerial, type Cell } from './reading/cell.ts';

const PATTERNS: readonly { readonly pattern: RegExp; readonly year: number; readonly month: number }[] = [
  { pattern: /^(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?$/, year: 1, month: 2 },
  {
    pattern: /^(?:tháng|thang|t|kỳ|ky|month)?\s*(\d{1,2})\s*(?:[-/.]|năm|nam)\s*(\d{4})$/i,
    year: 2,
    month: 1
  },
  { pattern: /^\d{1,2}[-/.](\d{1,2})[-/.](\d{4})$/, year: 2, month: 1 }
];

/** The month that a cell names (`10/2026`, `tháng 10/2026`, `2026-10`, `14/10/2026`, a date); null where it names none. */
export function readPeriod([, kind, value]: Cell, date1904: boolean): Period | null {
  const isDate = (kind & CELL.kinds) === CELL.date;
  const text = isDate ? (dayOfSerial(Number(value), date1904) ?? '') : String(value).normalize('NFC').trim();
  for (const { pattern, year, month } of PATTERNS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [y, m] = [Number(match[year]), Number(match[month])];
    return y >= 2000 && y < 2200 && m >= 1 && m <= 12 ? y * 12 + m - 1 : null;
  }
  return null;
}
