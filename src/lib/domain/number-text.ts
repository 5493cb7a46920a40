/** What a typed or pasted text says as a number: nothing, a number, or something else. */
export type NumberText =
  { readonly value: number } | { readonly fault: 'notANumber' | 'negative' | 'notWhole' | 'tooLarge' };

/** The largest whole number that a cell may hold. */
const LARGEST = 2_000_000_000;

/**
 * Reads a whole number as people of Vietnam write or copy it: `1.234`, `1 234`, `1,234` (groups of three), `1234`,
 * `1.234,0`. Null where the text is empty.
 */
export function parseWhole(text: string): NumberText | null {
  const clean = tidy(text);
  if (clean === '') return null;
  const bare = /^-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]0+)?$/.test(clean)
    ? clean.replace(/[.,]0{1,2}$/, '').replace(/[.,]/g, '')
    : clean.replace(/[.,]0+$/, '');
  if (/^-\d/.test(bare)) return { fault: 'negative' };
  if (/^\d+[.,]\d+$/.test(bare) || /^\d{1,3}(?:([.,])\d{3})+[.,]\d+$/.test(bare))
    return { fault: 'notWhole' };
  if (!/^\d+$/.test(bare)) return { fault: 'notANumber' };
  const value = Number(bare);
  return value > LARGEST ? { fault: 'tooLarge' } : { value };
}

/**
 * Reads a percentage of at most two decimals as hundredths of a percent: `90%` is 9000, `72,35` and `72.35` are 7235.
 * Null where the text is empty; `notWhole` where it has more decimals.
 */
export function parsePercent(text: string): NumberText | null {
  const clean = tidy(text).replace(/%$/, '');
  if (clean === '') return null;
  if (/^-/.test(clean)) return { fault: 'negative' };
  const match = /^(\d{1,6})(?:[.,](\d+))?$/.exec(clean);
  if (!match) return { fault: 'notANumber' };
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  if (decimals.length > 2) return { fault: 'notWhole' };
  const value = Number(match[1]) * 100 + Number(decimals.padEnd(2, '0'));
  return value > 100_000 ? { fault: 'tooLarge' } : { value };
}

/** Spaces of every kind go; a spreadsheet's minus becomes ours. */
function tidy(text: string): string {
  return text.replace(/[\s\u00a0\u202f\u2009]/g, '').replace(/[−–]/g, '-');
}
