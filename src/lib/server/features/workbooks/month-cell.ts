import type { PeriodProfile } from '../../../domain/period.ts';
import { monthOfDay, readMonth, type MonthReading } from '../../../reading/month-text.ts';
import { CELL, dayOfSerial, type Cell } from '../../core/workbook-files/reading/cell.ts';

/** The month that a cell of a file says: a date by the store's own window, a text by what it says (RULES 29). */
export function monthOfCell([, kind, value]: Cell, date1904: boolean, profile: PeriodProfile): MonthReading {
  if ((kind & CELL.kinds) !== CELL.date) return readMonth(String(value), profile);
  const day = dayOfSerial(Number(value), date1904);
  return day === null ? { fault: 'monthUnread', what: String(value) } : monthOfDay(day, profile);
}
