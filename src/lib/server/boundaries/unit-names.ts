import { foldTone } from '../../i18n/names.ts';

/** What a unit is called before its name, longest first. */
const TYPES = [
  ...[
    'thành phố trực thuộc trung ương',
    'tổ dân phố',
    'thành phố',
    'thị trấn',
    'thị xã',
    'đặc khu',
    'khu phố'
  ],
  ...['phường', 'huyện', 'quận', 'tỉnh', 'buôn', 'thôn', 'bản', 'tp.', 'tp', 'xã']
];

/** A name as names are compared: small letters, tone placement and Unicode form aside (RULES 1), one kind of dash and apostrophe. */
export function foldName(name: string): string {
  return foldTone(name)
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s*[-‐‑–—]\s*/g, '-');
}

/** A folded name without the type in front of it; the name itself where nothing else is left. */
export function withoutType(folded: string): string {
  for (const type of TYPES) {
    if (folded.startsWith(`${type} `)) return folded.slice(type.length + 1);
  }
  return folded;
}

/**
 * Whether the names that somebody gives a unit are its own. Where one of them has a type in front, those alone count:
 * Quận Hải Châu is not Phường Hải Châu, whatever its short name.
 */
export function isNamed(given: readonly string[], fullName: string): boolean {
  const folded = given.map(foldName);
  const typed = folded.filter((name) => withoutType(name) !== name);
  const full = foldName(fullName);
  return typed.length > 0
    ? typed.includes(full)
    : folded.includes(full) || folded.includes(withoutType(full));
}
