/**
 * A text that a spreadsheet would work out as a formula: a sign of the beginning of one (also in its full-width and
 * small forms), behind whatever blanks and unseen characters.
 */
const FORMULA = /^[\p{Z}\p{C}]*[=+\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]/u;
/** Unseen characters that begin a cell: some spreadsheets begin to read behind them. */
const HIDDEN = /^[\t\r\n\ufeff]/;
/** A number with its sign is nothing to be worked out. */
const NUMBER = /^[-+]?\d+(?:[.,]\d+)?$/;

/** A text as it may stand in a cell of a spreadsheet: one that would be a formula begins with an apostrophe. */
export function guarded(text: string): string {
  return (FORMULA.test(text) || HIDDEN.test(text)) && !NUMBER.test(text) ? `'${text}` : text;
}
