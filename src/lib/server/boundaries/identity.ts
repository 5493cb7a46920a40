import { LEVELS, type Level } from '../../domain/unit.ts';
import { foldMarks } from '../../i18n/names.ts';
import { isRecord } from './read-polygons.ts';

/** What a feature says of the unit that it draws. */
export interface Identity {
  /** The code as text, with the zeros that a number has lost; null where there is none. */
  readonly code: string | null;
  /** Whether zeros were put back. */
  readonly padded: boolean;
  /** The names it goes by, full ones first, NFC. Names in other languages are never read. */
  readonly names: readonly string[];
  /** The level that it claims to be of; null where it claims none. */
  readonly level: Level | null;
  /** Units that it says it lies in, lowest first. */
  readonly parents: readonly ParentClaim[];
  /** All its Vietnamese texts together: what says "chưa phân định". */
  readonly texts: string;
}

/** A unit that a feature says it lies in. */
export interface ParentClaim {
  /** Null where it says "parent" and no more. */
  readonly level: Level | null;
  readonly code: string | null;
  readonly name: string | null;
}

/** Digits of an official code, by level; a village's code is the store's own. */
const DIGITS: Readonly<Partial<Record<Level, number>>> = { 1: 2, 2: 3, 3: 5 };

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

/** Reads a feature's code, names, level and parents, however the properties are spelt; `level` is the one it is read for. */
export function readIdentity(feature: Record<string, unknown>, level: Level): Identity {
  const properties = isRecord(feature.properties) ? feature.properties : {};
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(properties)) {
    const text = textOf(value);
    if (text !== null) fields.set(foldMarks(name).replace(/[^a-z0-9]/g, ''), text);
  }
  const claimed = claimOf(fields);
  const first = (names: readonly string[]) =>
    names.map((name) => fields.get(name)).find((text) => text !== undefined);
  const raw =
    first([...codeFields(level), ...OWN_CODES, ...WORDS[level].map((word) => `${word}id`)]) ??
    codeLike(feature.id, level);
  const code = raw === null ? null : padded(raw, claimed ?? level);
  const names = [...OWN_NAMES, ...nameFields(level)].flatMap((name) => fields.get(name) ?? []);
  return {
    code,
    padded: code !== raw,
    names: [...new Set(names)].filter((name) => !/^\d+$/.test(name) || name !== raw),
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
    // `tinh: "48"` is a code, whatever the field is called.
    const isCode = code === null && name !== null && /^\d+$/.test(name);
    const given = isCode ? name : code;
    parents.push({
      level: above,
      code: given === null ? null : padded(given, above),
      name: isCode ? null : name
    });
  }
  const code = first(['parentcode', 'parent', 'macha', 'macaptren']) ?? null;
  if (code !== null) parents.push({ level: null, code, name: code });
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
  return typeof id === 'string' && /^\d+$/.test(id) && id.length === DIGITS[level] ? id : null;
}

function padded(code: string, level: Level): string {
  const digits = DIGITS[level];
  return digits !== undefined && /^\d+$/.test(code) ? code.padStart(digits, '0') : code;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.normalize('NFC').trim() : null;
}
