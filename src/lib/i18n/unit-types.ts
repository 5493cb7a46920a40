import type { Language } from './language.ts';

/** The types of units as a list of units is named, in the order in which people name them together. */
const TYPES = [
  ['tỉnh', 'provinces'],
  ['quận', 'urban districts'],
  ['huyện', 'rural districts'],
  ['thị xã', 'towns'],
  ['thành phố', 'cities'],
  ['xã', 'communes'],
  ['phường', 'wards'],
  ['thị trấn', 'towns'],
  ['đặc khu', 'special zones'],
  ['thôn', 'villages'],
  ['ấp', 'hamlets'],
  ['bản', 'villages'],
  ['khối phố', 'quarters'],
  ['khu phố', 'quarters'],
  ['tổ dân phố', 'residential groups'],
  ['khu dân cư', 'residential areas']
] as const;

/** Names of groups as a list, whatever their kind. */
const GROUPS = { vi: 'tổ', en: 'groups' } as const;

/** What a list of units of these types is called: `xã, phường`; no type is a list of groups. */
export function unitsInWords(language: Language, types: Iterable<string>): string {
  const present = new Set(types);
  if (present.size === 0) return GROUPS[language];
  const known = TYPES.filter(([vi]) => present.has(vi)).map(([vi, en]) => (language === 'vi' ? vi : en));
  const unknown = [...present].filter((type) => !TYPES.some(([vi]) => vi === type));
  const names = [...new Set([...known, ...unknown])];
  if (language === 'vi' || names.length < 2) return names.join(', ');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
