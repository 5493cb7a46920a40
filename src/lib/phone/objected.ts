import type { FilingSheet, SheetIndicator } from '../api/filing.ts';

/**
 * The indicators that a returned report was returned for, as far as the reason names them: by code, by name, or by the
 * very figure that was filed (`900/707`). None where the newest version was not returned.
 */
export function objected({ newest, indicators }: FilingSheet): SheetIndicator[] {
  if (newest?.state !== 'returned') return [];
  const reason = plain(newest.reason);
  return indicators.filter((indicator) => names(indicator).some((name) => holds(reason, name)));
}

function names({ code, short, name, filed, base }: SheetIndicator): string[] {
  const den = filed?.den ?? base;
  const figure = filed && (den === null ? (filed.num > 99 ? `${filed.num}` : '') : `${filed.num}/${den}`);
  return [code, short.vi, short.en, name.vi, name.en, figure ?? ''].map(plain).filter((one) => one !== '');
}

/** Small letters, numbers without the dots of their thousands or blanks around a slash. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/(\d)\.(?=\d{3}(?!\d))/g, '$1')
    .replace(/\s*\/\s*/g, '/');
}

/** Whether a text holds a name by itself, not as a part of a longer word or number. */
function holds(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + name.length]];
    if (!/[\p{L}\p{N}/]/u.test(before) && !/[\p{L}\p{N}/]/u.test(after)) return true;
  }
  return false;
}
