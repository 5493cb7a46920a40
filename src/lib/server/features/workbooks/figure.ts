import { halfWidth, parseWholeIn, wholeOf, type NumberStyle } from '../../../reading/number-text.ts';
import { seen } from '../../../i18n/names.ts';
import { CELL, dayOfSerial, type Cell } from '../../core/workbook-files/reading/cell.ts';
import type { CellFaultCode } from './findings.ts';

/** A cell as a whole number; nothing; or what is wrong with it. */
export type Figure =
  | { readonly value: number; readonly asText: boolean; readonly formula: boolean }
  | { readonly fault: CellFaultCode; readonly what: string };

/** What almost every cell of a list holds, and can be read one way only. */
const PLAIN = /^(?:0|[1-9]\d{0,8})$/;
/** What people write where there is nothing. */
const NOTHING = /^[-–—.xX/]?$/;

/**
 * Reads a cell where a count is wanted. Numbers as text are read where they can mean one thing only: `1.234` and
 * `1,234` are groups of three, full-width digits and spaces of every kind are known. Null where the cell is empty.
 */
export function readFigure(
  cell: Cell | undefined,
  date1904: boolean,
  style: NumberStyle = 'auto'
): Figure | null {
  if (!cell) return null;
  const [, kind, given] = cell;
  const formula = (kind & CELL.formula) !== 0;
  if (kind & CELL.unworked) return { fault: 'formulaWithoutValue', what: '' };
  switch (kind & CELL.kinds) {
    case CELL.number: {
      if (kind & CELL.percent) return { fault: 'percent', what: String(given) };
      const read = wholeOf(Number(given));
      return 'fault' in read ? { fault: read.fault, what: '' } : { ...read, asText: false, formula };
    }
    case CELL.date:
      return { fault: 'dateInNumber', what: dayOfSerial(Number(given), date1904) ?? String(given) };
    case CELL.error:
      return { fault: 'errorCell', what: String(given) };
    case CELL.boolean:
      return { fault: 'notANumber', what: String(given) };
    default:
      return readText(String(given), formula, style);
  }
}

function readText(given: string, formula: boolean, style: NumberStyle): Figure | null {
  if (PLAIN.test(given)) return { value: Number(given), asText: false, formula };
  const what = given.slice(0, 40);
  if (given.length > 60) return { fault: 'notANumber', what };
  const text = seen(halfWidth(given));
  if (NOTHING.test(text)) return null;
  if (/^[-+]?[\d.,\s]+\s*%$/.test(text)) return { fault: 'percent', what };
  if (/^[\d.,\s]*\d\s*\p{L}/u.test(text) && !/^\d+e[-+]?\d+$/i.test(text))
    return { fault: 'unitInNumber', what };
  const read = parseWholeIn(text, style);
  if (read === null) return null;
  if ('fault' in read) return { fault: read.fault, what };
  return { value: read.value, asText: text !== String(read.value) || text !== given, formula };
}
