import { LEVELS, type Level } from '../../../domain/unit.ts';
import { foldTone } from '../../../i18n/names.ts';
import { CODE_DIGITS } from '../../../reading/unit-claim.ts';

/** A level that a unit can have. */
export type UnitLevel = Exclude<Level, 5>;

/** The levels that a unit of a type can be of; other types are the store's own. */
const TYPES: Readonly<Record<string, readonly UnitLevel[]>> = {
  ...{ 'quốc gia': [0], nước: [0] },
  ...{ tỉnh: [1], 'thành phố trực thuộc trung ương': [1], 'thành phố trung ương': [1], 'thành phố': [1, 2] },
  ...{ quận: [2], huyện: [2], 'thị xã': [2], 'thành phố thuộc tỉnh': [2], 'thành phố thuộc thành phố': [2] },
  ...{ phường: [3], xã: [3], 'thị trấn': [3], 'đặc khu': [3] },
  ...{
    thôn: [4],
    'tổ dân phố': [4],
    'khu phố': [4],
    'khối phố': [4],
    ấp: [4],
    bản: [4],
    buôn: [4],
    làng: [4]
  }
};

const NAMES: Readonly<Record<string, UnitLevel>> = {
  ...Object.fromEntries(LEVELS.slice(0, 5).map((name, level) => [name, level as UnitLevel])),
  ...{ 'cấp tỉnh': 1, 'cấp huyện': 2, 'cấp xã': 3, 'cấp thôn': 4 }
};

/** What a row says of its unit's level. */
export interface LevelClaim {
  /** The column `level`: a number, a level's name, or a type. */
  readonly level: string;
  readonly type: string;
  readonly code: string;
  /** Whether it names a unit above, other than itself. */
  readonly hasParent: boolean;
}

/** A type as the register writes it: `Thành phố Trung ương` and `thành phố` are one. */
export function plainType(type: string): string {
  const folded = foldTone(type);
  return folded.startsWith('thành phố ') && folded in TYPES
    ? 'thành phố'
    : folded in TYPES
      ? folded
      : type.trim();
}

/** The type that a row means; official lists write it where we have the level. */
export function typeOf({ level, type }: Pick<LevelClaim, 'level' | 'type'>): string {
  return type !== '' ? type : foldTone(level) in TYPES ? level : '';
}

/**
 * The level of a unit, by type, code and what the row says of it: `differs` where they cannot all be right (codes of
 * another list's levels, most often), null where nothing says it. A number counts as the official lists count (1
 * province, 2 commune) where `official` is true: of a whole file, never of a row.
 */
export function levelOf(claim: LevelClaim, official: boolean): UnitLevel | 'differs' | 'unknown' | null {
  const told = claim.level.trim();
  const given = /^\d$/.test(told) ? numbered(Number(told), official) : (NAMES[foldTone(told)] ?? null);
  const isType = foldTone(told) in TYPES;
  if (told !== '' && given === null && !isType) return 'unknown';
  const types = TYPES[foldTone(typeOf(claim))];
  if (given !== null) return !types || types.includes(given) ? given : 'differs';
  if (types?.length === 1) return types[0]!;
  const byDigits = ([1, 2, 3] as const).filter((level) => claim.code.length === CODE_DIGITS[level]);
  const fitting = types ? byDigits.filter((level) => types.includes(level)) : byDigits;
  if (/^\d+$/.test(claim.code) && fitting.length === 1) return fitting[0]!;
  return types ? (claim.hasParent ? types.at(-1)! : types[0]!) : null;
}

/**
 * Whether a file counts levels as the official lists since 1/7/2025 do, in which communes come after provinces as 2:
 * every row that says 2 is a commune's, and none says 3.
 */
export function countsOfficially(claims: readonly LevelClaim[]): boolean {
  const twos = claims.filter(({ level }) => level.trim() === '2');
  return (
    twos.length > 0 &&
    twos.every((claim) => TYPES[foldTone(typeOf(claim))]?.[0] === 3) &&
    claims.every(({ level }) => /^[12]$/.test(level.trim()))
  );
}

function numbered(level: number, official: boolean): UnitLevel | null {
  if (official) return level === 1 ? 1 : level === 2 ? 3 : null;
  return level <= 4 ? (level as UnitLevel) : null;
}
