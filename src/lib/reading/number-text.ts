/** What a typed or pasted text says as a number: nothing, a number, or something else. */
export type NumberText =
  { readonly value: number } | { readonly fault: 'notANumber' | 'negative' | 'notWhole' | 'tooLarge' };

/** How a file writes its numbers: `1.234,5` or `1,234.5`, or whatever can only be one of them. */
export type NumberStyle = 'auto' | 'vi' | 'en';

/** The largest whole number that a cell may hold. */
const LARGEST = 2_000_000_000;

/** Groups of three by one mark, or digits alone; then at most one decimal mark. By style; a percentage has no groups. */
const AUTO = /^(-?)([1-9]\d{0,2}([., ])\d{3}(?:\3\d{3})*|\d+)(?:([.,])(\d+))?$/;
const VI = /^(-?)([1-9]\d{0,2}([. ])\d{3}(?:\3\d{3})*|\d+)(?:(,)(\d+))?$/;
const EN = /^(-?)([1-9]\d{0,2}([, ])\d{3}(?:\3\d{3})*|\d+)(?:(\.)(\d+))?$/;
const PERCENT = /^(-?)(\d+)()(?:([.,])(\d+))?$/;

/**
 * Reads a whole number as people of Vietnam write or copy it: `1.234`, `1 234`, `1,234` (groups of three), `1234`,
 * `1.234,0` (RULES 30). Null where the text is empty.
 */
export function parseWhole(text: string): NumberText | null {
  const clean = tidy(text);
  return clean === null ? null : scaled(clean, AUTO, 1, LARGEST);
}

/** The same of a file whose style is known. */
export function parseWholeIn(text: string, style: NumberStyle): NumberText | null {
  const clean = tidy(text);
  const form = style === 'vi' ? VI : style === 'en' ? EN : AUTO;
  return clean === null ? null : scaled(clean, form, 1, LARGEST);
}

/**
 * Reads a percentage of at most two decimals as hundredths of a percent: `90%` is 9000, `72,35` and `72.35` are 7235.
 * Null where the text is empty; `notWhole` where it has more decimals.
 */
export function parsePercent(text: string): NumberText | null {
  const clean = tidy(text);
  return clean === null ? null : scaled(clean.replace(/ ?%$/, ''), PERCENT, 100, 100_000);
}

/** A number as a whole one; what a program's arithmetic left behind the point is nothing (RULES 30). */
export function wholeOf(value: number, largest = LARGEST): NumberText {
  const whole = Math.round(value);
  if (Math.abs(value - whole) >= 1e-6) return { fault: value < 0 ? 'negative' : 'notWhole' };
  return whole < 0 ? { fault: 'negative' } : whole > largest ? { fault: 'tooLarge' } : { value: whole };
}

/** Digits, signs and marks of full width as those of the keyboard. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function scaled(clean: string, form: RegExp, scale: number, largest: number): NumberText {
  const [all, sign, whole = '', mark, decimalMark, decimals = ''] = form.exec(clean) ?? [];
  if (all === undefined || (mark && mark === decimalMark)) return { fault: 'notANumber' };
  const value = Number(`${whole.replace(/\D/g, '')}.${decimals}`) * scale;
  return sign ? { fault: 'negative' } : wholeOf(value, largest);
}

/** A text without what is not seen, one blank for any, a spreadsheet's minus as ours; null where nothing is left. */
function tidy(text: string): string | null {
  const plain = halfWidth(text)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[−–]/g, '-');
  return plain.trim().replace(/\s+/g, ' ') || null;
}
