import { LEVELS, type Level } from '../../../domain/unit.ts';
import { CODE_DIGITS, type ParentClaim } from '../../../reading/unit-claim.ts';
import { foldMarks } from '../../../i18n/names.ts';
import { isRecord } from './read-polygons.ts';

/** What a feature says of the unit that it draws. */
export interface Identity {
  /** The code as it is written; null where there is none. */
  readonly code: string | null;
  /** Whether it is a number, which has no zeros in front. */
  readonly isNumber: boolean;
  /** The names it goes by, full ones first, NFC. Names in other languages are never read. */
  readonly names: readonly string[];
  /** The level that it claims to be of; null where it claims none. */
  readonly level: Level | null;
  /** Units that it says it lies in, lowest first. */
  readonly parents: readonly ParentClaim[];
  /** All its Vietnamese texts together: what says "chưa phân định". */
  readonly texts: string;
}

/** The fields that hold code and name, where somebody said so. */
export interface ToldFields {
  readonly code: string | null;
  readonly name: string | null;
}

/** The words that property names are made of, by level, without marks, spaces and underscores. */
const WORDS: Readonly<Record<Level, readonly string[]>> = {
  0: ['country', 'quocgia', 'nuoc'],
  1: ['province', 'tinh', 'tinhthanh', 'tinhtp', 'city'],
  2: ['district', 'huyen', 'quanhuyen', 'quan'],
  3: ['commune', 'ward', 'xa', 'phuongxa', 'xaphuong', 'phuong', 'xaphuongthitran'],
  4: ['village', 'thon', 'todanpho', 'tdp', 'thonto', 'khuvuc'],
  5: []
};
const OWN_CODES = [
  'code',
  'ma',
  'madvhc',
  'madonvi',
  'madonvihanhchinh',
  'unitcode',
  'gsocode',
  'magso',
  'matk'
];
const OWN_NAMES = ['fullname', 'tendaydu', 'name', 'ten', 'tendvhc', 'tendonvi', 'namevi', 'unitname'];

const CLAIMED: Readonly<Record<string, Level>> = {
  ...Object.fromEntries(LEVELS.map((name, level) => [name, level as Level])),
  ...{ tinh: 1, 'thanh pho truc thuoc trung uong': 1 },
  ...{ huyen: 2, quan: 2, 'thi xa': 2 },
  ...{ xa: 3, phuong: 3, 'thi tran': 3, 'dac khu': 3, ward: 3 },
  ...{ thon: 4, 'to dan pho': 4, 'khu pho': 4 }
};

/**
 * Reads a feature's code, names, level and parents, however the properties are spelt; `level` is the one it is read for,
 * `told` the fields that alone count where they were named.
 */
export function readIdentity(feature: Record<string, unknown>, level: Level, told: ToldFields): Identity {
  const properties = isRecord(feature.properties) ? feature.properties : {};
  const fields = new Map<string, string>();
  const numbers = new Set<string>();
  for (const [name, value] of Object.entries(properties)) {
    const text = textOf(value);
    if (text !== null) fields.set(fieldName(name), text);
    if (typeof value === 'number') numbers.add(fieldName(name));
  }
  const claimed = claimOf(fields);
  const first = (names: readonly string[]) =>
    names.map((name) => fields.get(name)).find((text) => text !== undefined);
  const codeNames =
    told.code === null
      ? [...codeFields(level), ...OWN_CODES, ...WORDS[level].map((word) => `${word}id`)]
      : [fieldName(told.code)];
  const own = codeNames.find((name) => fields.has(name));
  const byId = told.code === null ? codeLike(feature.id, level) : null;
  const code = own === undefined ? byId : fields.get(own)!;
  const nameNames = told.name === null ? [...OWN_NAMES, ...nameFields(level)] : [fieldName(told.name)];
  const names = nameNames.flatMap((name) => fields.get(name) ?? []);
  return {
    code,
    isNumber: own !== undefined && numbers.has(own),
    names: [...new Set(names)].filter((name) => !/^\d+$/.test(name) || name !== code),
    level: claimed,
    parents: parentsOf(first, level),
    texts: names
      .concat(fields.get('type') ?? [], fields.get('loai') ?? [], fields.get('ghichu') ?? [])
      .join(' ')
  };
}

function parentsOf(first: (names: readonly string[]) => string | undefined, level: Level): ParentClaim[] {
  const parents: ParentClaim[] = [];
  for (const above of ([4, 3, 2, 1] as const).filter((one) => one < level)) {
    const code = first(codeFields(above)) ?? null;
    const name = first(nameFields(above)) ?? null;
    if (code === null && name === null) continue;
    parents.push({ level: above, code, name });
  }
  const code = first(['parentcode', 'parent', 'macha', 'macaptren']) ?? null;
  if (code !== null) parents.push(/^\d+$|@/.test(code) ? { code } : { name: code });
  return parents;
}

function claimOf(fields: ReadonlyMap<string, string>): Level | null {
  for (const field of ['level', 'cap', 'type', 'loai']) {
    const claimed = CLAIMED[foldMarks(fields.get(field) ?? '')];
    if (claimed !== undefined) return claimed;
  }
  return null;
}

function codeFields(level: Level): string[] {
  return WORDS[level].flatMap((word) => [`${word}code`, `ma${word}`, `code${word}`]);
}

function nameFields(level: Level): string[] {
  return WORDS[level].flatMap((word) => [
    `${word}fullname`,
    `${word}name`,
    `ten${word}`,
    `name${word}`,
    word
  ]);
}

/** A feature's own id where it looks like an official code; most are mere numbers in the file. */
function codeLike(id: unknown, level: Level): string | null {
  return typeof id === 'string' && /^\d+$/.test(id) && id.length === CODE_DIGITS[level] ? id : null;
}

/** A property's name without marks, blanks and signs. */
function fieldName(name: string): string {
  return foldMarks(name).replace(/[^a-z0-9]/g, '');
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.normalize('NFC').trim() : null;
}
