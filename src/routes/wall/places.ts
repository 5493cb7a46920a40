import type { Place } from '$lib/board/nodes.ts';
import type { Language } from '$lib/i18n/language.ts';
import { tileOf } from '$lib/map/tile-grid.ts';

/** The name of a place as it stands on a wall: provinces by the name of their tile, communes with their type cut short. */
export function wallName({ level, code, name, fullName }: Place, language: Language): string {
  if (level === 'province') return tileOf(code)?.short?.[language] ?? name;
  if (level !== 'commune') return fullName;
  return shortOfficial(fullName);
}

/** An official name with its type cut short, a commune's without it. */
export function shortOfficial(fullName: string): string {
  return fullName
    .replace(/^Xã /, '')
    .replace(/^Tỉnh /, '')
    .replace(/^Thành phố /, 'TP. ')
    .replace(/^Phường /, 'P. ')
    .replace(/^Đặc khu /, 'ĐK ');
}

/** The unit that a wall is of, as its first line names it. */
export function unitName({ fullName }: Place): string {
  return fullName.replace(/^Thành phố /, 'TP. ');
}
