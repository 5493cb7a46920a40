import type { Unit } from '../domain/unit.ts';
import { foldMarks, foldTone } from '../i18n/names.ts';

/** Types as they stand written out in front of a name, longest first. */
const TYPES = [
  ...['thành phố trực thuộc trung ương', 'tổ dân phố', 'khối phố', 'thành phố', 'thị trấn', 'thị xã'],
  ...['đặc khu', 'khu phố', 'phường', 'huyện', 'quận', 'tỉnh', 'buôn', 'thôn', 'bản', 'ấp', 'xã']
];

/** How offices shorten them, and the type that each is read as (RULES 28). */
const SHORT_TYPES: Readonly<Record<string, string>> = {
  ...{ p: 'phường', ph: 'phường', x: 'xã', đk: 'đặc khu', 'đ.k': 'đặc khu' },
  ...{
    tp: 'thành phố',
    't.p': 'thành phố',
    tx: 'thị xã',
    't.x': 'thị xã',
    tt: 'thị trấn',
    't.t': 'thị trấn'
  },
  ...{ q: 'quận', h: 'huyện', t: 'tỉnh', tdp: 'tổ dân phố', kp: 'khu phố' }
};

/** A short type and a name: a point or a blank between them, or a number right behind (`P.1`, `P1`). */
const SHORT = /^([pxqht]|ph|tp|tx|tt|đk|tdp|kp|t\.[pxt]|đ\.k)(?:\. ?| |(?=\d))(.+)$/;

/** Words that offices write for a name, without its type. */
const SHORT_NAMES: Readonly<Record<string, string>> = { hcm: 'hồ chí minh', tphcm: 'hồ chí minh' };

/** One way to read a text as a name: with the type in front of it, or as a name alone. */
export interface NameReading {
  readonly type: string | null;
  readonly name: string;
}

/** A name as names are compared: what `foldTone` folds, one kind of dash and apostrophe, numbers without zeros in front. */
export function foldName(name: string): string {
  return foldTone(name)
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s*[-‐‑–—]\s*/g, '-')
    .replace(/(^| )0+(?=\d+$)/, '$1');
}

/**
 * Every way to read a text as a name: whole, and with the type in front taken off. `Bản Lầu` is a name, or the village
 * Lầu; which of them is meant is known by the units that there are.
 */
export function nameReadings(text: string): NameReading[] {
  const whole = foldName(text);
  if (whole === '') return [];
  const apart = typeApart(whole);
  return [{ type: null, name: whole }, ...(apart ? [apart] : [])].map(({ type, name }) => ({
    type,
    name: SHORT_NAMES[name] ?? name
  }));
}

/** A folded text with the type in front of it taken off; null where none stands there. */
function typeApart(whole: string): NameReading | null {
  const long = TYPES.find((type) => whole.startsWith(`${type} `));
  if (long) return { type: plainType(long), name: foldName(whole.slice(long.length)) };
  const [, short = '', rest = ''] = SHORT.exec(whole) ?? [];
  const type = SHORT_TYPES[short];
  return type === undefined ? null : { type, name: foldName(rest) };
}

function plainType(type: string): string {
  return type.startsWith('thành phố') ? 'thành phố' : type;
}

/** What a unit goes by, folded. */
export interface UnitForms {
  /** `type|name`. */
  readonly typed: ReadonlySet<string>;
  readonly bare: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
}

/** What a unit goes by: its name, its full name, its type and name. */
export function unitForms({ type, name, fullName }: Pick<Unit, 'type' | 'name' | 'fullName'>): UnitForms {
  const [own, full] = [foldName(name), foldName(fullName)];
  const kind = plainType(foldName(type));
  const typed = nameReadings(fullName).flatMap((one) =>
    one.type === null ? [] : [`${one.type}|${one.name}`]
  );
  return {
    typed: new Set([`${kind}|${own}`, ...typed]),
    bare: new Set([own, full]),
    plain: new Set([foldMarks(own), foldMarks(full)])
  };
}

/** Whether a text names a unit (RULES 28): by its full name or its name alone; a type that is written must be its own. */
function names(text: string, forms: UnitForms): boolean {
  return nameReadings(text).some(({ type, name }) =>
    type === null ? forms.bare.has(name) : forms.typed.has(`${type}|${name}`)
  );
}

/**
 * Whether all that a row calls a unit means it: at least one is its name, and the others are its name too or that name
 * without marks. Quận Hải Châu is not Phường Hải Châu, whatever its short name.
 */
export function isCalled(given: readonly string[], forms: UnitForms): boolean {
  const own = given.filter((text) => names(text, forms));
  if (own.length === 0) return false;
  return given.every((text) => own.includes(text) || forms.plain.has(foldMarks(foldName(text))));
}
