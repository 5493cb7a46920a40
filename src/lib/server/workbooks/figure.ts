import { parseWhole } from '../../domain/number-text.ts';
import { CELL, dayOfSerial, type Cell } from './reading/cell.ts';
import type { CellFaultCode } from './findings.ts';

/** How a file writes its numbers: `1.234,5` or `1,234.5`, or whatever can only be one of them. */
export type NumberStyle = 'auto' | 'vi' | 'en';

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
      const value = Number(given);
      return wholeFault(value) ?? { value, asText: false, formula };
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

function wholeFault(value: number): Figure | null {
  if (value < 0) return { fault: 'negative', what: '' };
  if (!Number.isInteger(value)) return { fault: 'notWhole', what: '' };
  return value > 2_000_000_000 ? { fault: 'tooLarge', what: '' } : null;
}

function readText(given: string, formula: boolean, style: NumberStyle): Figure | null {
  if (PLAIN.test(given)) return { value: Number(given), asText: false, formula };
  const what = given.slice(0, 40);
  if (given.length > 60) return { fault: 'notANumber', what };
  // Full-width digits and signs, spaces that do not break: what other programs leave behind.
  const text = given.normalize('NFKC').trim();
  if (NOTHING.test(text)) return null;
  if (/^[-+]?[\d.,\s]+\s*%$/.test(text)) return { fault: 'percent', what };
  if (/^[\d.,\s]*\d\s*\p{L}/u.test(text) && !/^\d+e[-+]?\d+$/i.test(text))
    return { fault: 'unitInNumber', what };
  const read = parseWhole(style === 'auto' ? text : plainly(text, style));
  if (read === null) return null;
  if ('fault' in read) return { fault: read.fault, what };
  return { value: read.value, asText: text !== String(read.value) || text !== given, formula };
}

/** A number of a known style without its groups, its decimals after a comma. */
function plainly(text: string, style: 'vi' | 'en'): string {
  const [group, point] = style === 'vi' ? ['.', ','] : [',', '.'];
  const [whole = '', ...decimals] = text.split(point);
  const joined = whole.replaceAll(group, '');
  if (decimals.length === 0) return joined;
  // Three decimals of zero would look like a group.
  return `${joined},${decimals.join(point).replace(/0+$/, '') || '0'}`.replace(/,(\d{3})$/, ',$10');
}
