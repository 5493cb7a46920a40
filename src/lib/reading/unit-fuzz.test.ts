import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Chance } from '../../../tests/support/random.ts';
import type { Level, Unit, UnitKey } from '../domain/unit.ts';
import { unitKey } from '../domain/unit.ts';
import type { UnitClaim } from './unit-claim.ts';
import { UnitReader } from './unit-reader.ts';

// Rows as people might write them, over the real lists: codes, names, units above, levels and eras mixed. A careful
// reader of our own (below), who is told how each part was written and needs no parsing, says whom a row may mean.

const REFORM = '2025-07-01';
const NOW = '2026-11-14';
const COUNTRY: Unit = {
  ...{ code: 'VN', type: 'quốc gia', name: 'Việt Nam', fullName: 'Việt Nam', level: 0, parent: null },
  ...{ validFrom: '1945-09-02', validTo: null, point: null }
};
const OLD_FROM = '2004-01-01';

const here = (path: string) => new URL(`../../../${path}`, import.meta.url);
const lines = (path: string) =>
  readFileSync(here(path), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split(','));

function makeUnit(
  parts: readonly (string | undefined)[],
  level: Level,
  parent: string | null,
  old: boolean
): Unit {
  const [code = '', name = '', fullName = '', type = ''] = parts;
  const validFrom = old ? OLD_FROM : REFORM;
  return {
    ...{ code, name, fullName, type, level, validFrom, validTo: old ? REFORM : null, point: null },
    parent: parent === null ? unitKey(COUNTRY) : `${parent}@${validFrom}`
  };
}

/** The project's own tables: today's whole list, and Đà Nẵng of 2022. */
function ownLists(): { now: Unit[]; old: Unit[] } {
  const now = [
    ...lines('data/units/provinces-2025.csv').map((parts) => makeUnit(parts, 1, null, false)),
    ...lines('data/units/communes-2025.csv').map((parts) => makeUnit(parts, 3, parts[4] ?? '', false))
  ];
  const levels: Readonly<Record<string, Level>> = { province: 1, district: 2, commune: 3 };
  const old = lines('data/units/da-nang-2022.csv').map((parts) =>
    makeUnit(parts, levels[parts[5] ?? ''] ?? 3, parts[4] === '' ? null : (parts[4] ?? ''), true)
  );
  return { now, old };
}

/** The official lists of 2022 and 2025, where they lie beside the project. */
function realLists(): { now: Unit[]; old: Unit[] } {
  const read = (path: string, levels: Readonly<Record<string, Level>>, isOld: boolean) =>
    lines(path).map(([level = '', code, name, fullName, type, , parent = '']) =>
      makeUnit([code, name, fullName, type], levels[level] ?? 3, parent === '' ? null : parent, isOld)
    );
  return {
    now: read('../shared/data/admin-units-2025.csv', { 1: 1, 2: 3 }, false),
    old: read('../shared/data/admin-units-2022.csv', { 1: 1, 2: 2, 3: 3 }, true)
  };
}

/** A text that names something, and what the one who wrote it meant by its parts. */
interface Name {
  readonly text: string;
  readonly type: string | null;
  readonly name: string;
}
interface Above {
  readonly name: Name | null;
  readonly code: string | null;
}
interface Row {
  readonly code: string | null;
  readonly isNumber: boolean;
  readonly name: Name | null;
  readonly above: readonly Above[];
  readonly level: Level | null;
  /** The unit that is meant, where every part is of one unit of today and none was spoilt. */
  readonly meant: Unit | null;
}

/** A name without where its tones stand: each word as its letters, and its tone behind them. */
function canonical(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .split(/[\s-]+/)
    .filter(Boolean)
    .map(
      (word) =>
        word.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') +
        word.replace(/[^\u0300\u0301\u0303\u0309\u0323]/g, '')
    )
    .map((word) =>
      word
        .normalize('NFC')
        .replace(/[’‘]/g, "'")
        .replace(/^0+(?=\d)/, '')
    )
    .join(' ');
}

const SHORT: Readonly<Record<string, readonly string[]>> = {
  phường: ['P. ', 'P.', 'P ', 'Ph. '],
  xã: ['X. ', 'X.'],
  'đặc khu': ['ĐK ', 'ĐK. ', 'Ðặc khu '],
  'thành phố': ['TP. ', 'TP ', 'Tp.', 'T.P '],
  'thị xã': ['TX ', 'TX. '],
  'thị trấn': ['TT ', 'TT. '],
  tỉnh: ['T. ', 'Tỉnh '],
  quận: ['Q. '],
  huyện: ['H. ']
};

class Writer {
  readonly #chance: Chance;
  readonly #now: readonly Unit[];
  readonly #old: readonly Unit[];
  readonly #byKey: ReadonlyMap<UnitKey, Unit>;

  constructor(seed: number, now: readonly Unit[], old: readonly Unit[]) {
    this.#chance = new Chance(seed);
    this.#now = now;
    this.#old = old;
    this.#byKey = new Map([COUNTRY, ...now, ...old].map((unit) => [unitKey(unit), unit]));
  }

  above(unit: Unit): Unit[] {
    const found: Unit[] = [];
    for (let one = unit; one.parent !== null;) {
      const parent = this.#byKey.get(one.parent);
      if (!parent) break;
      found.push((one = parent));
    }
    return found;
  }

  row(): Row {
    const chance = this.#chance;
    const any = () => chance.one(chance.is(0.6) ? this.#now : this.#old);
    const unit = any();
    const isClean = unit.validTo === null && chance.is(0.5);
    const codeOf = isClean || chance.is(0.75) ? unit : any();
    const nameOf = isClean || chance.is(0.75) ? unit : chance.is(0.5) ? this.#alike(unit) : any();
    const aboveOf = isClean || chance.is(0.75) ? unit : any();
    const hasCode = chance.is(0.75);
    const above = this.above(aboveOf).filter(() => chance.is(isClean ? 0.6 : 0.5));
    return {
      code: hasCode ? this.#code(codeOf.code) : null,
      isNumber: chance.is(0.5),
      name: !hasCode || chance.is(0.75) ? this.#name(nameOf, isClean) : null,
      above: above.map((one) =>
        chance.is(0.2)
          ? { name: null, code: this.#code(one.code) }
          : { name: this.#name(one, isClean), code: null }
      ),
      level: chance.is(0.4) ? unit.level : null,
      meant: isClean && hasCode ? unit : null
    };
  }

  /** A unit whose name begins alike, or stands beside in the list. */
  #alike(unit: Unit): Unit {
    const list = this.#chance.is(0.5) ? this.#now : this.#old;
    return list.find((one) => one !== unit && one.name === unit.name) ?? this.#chance.one(list);
  }

  #code(code: string): string {
    const chance = this.#chance;
    if (chance.is(0.25)) return code.replace(/^0+(?=.)/, '');
    return chance.is(0.1) ? `${code}\u200b` : code;
  }

  #name(unit: Unit, isClean: boolean): Name {
    const chance = this.#chance;
    const short = SHORT[unit.type];
    const kind = chance.whole(0, 3);
    const isTyped = kind > 0;
    const before = !isTyped
      ? ''
      : kind === 1 && short
        ? chance.one(short)
        : `${unit.fullName.slice(0, unit.fullName.length - unit.name.length)}`;
    let name = unit.name;
    if (!isClean && chance.is(0.05))
      name = name
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/đ/g, 'd');
    const text = this.#spelt(`${before}${name}`);
    // Where the full name has no type in front, none was written.
    return { text, type: isTyped && before.trim() !== '' ? unit.type : null, name };
  }

  /** The same text in another form. */
  #spelt(text: string): string {
    const chance = this.#chance;
    switch (chance.whole(0, 7)) {
      case 0:
        return text.normalize('NFD');
      case 1:
        return text.toUpperCase();
      case 2:
        return text.replace(/ /g, '\u00a0 ');
      case 3:
        return `${text.slice(0, 2)}\u200b${text.slice(2)}\u00ad`;
      case 4:
        return text.replace(/òa/g, 'oà').replace(/óa/g, 'oá').replace(/ủy/g, 'uỷ').replace(/úy/g, 'uý');
      default:
        return text;
    }
  }
}

/** Whom of today's units a row may mean, by a reader who goes through all that it says. */
function meanings(
  row: Row,
  now: readonly Unit[],
  writer: Writer,
  byCode: ReadonlyMap<string, readonly Unit[]>,
  byName: ReadonlyMap<string, readonly Unit[]>
): Unit[] {
  const code = row.code?.replace('\u200b', '') ?? null;
  const pool =
    code !== null
      ? (byCode.get(code.replace(/^0+/, '')) ?? [])
      : (byName.get(canonical(row.name?.name ?? '')) ?? []);
  const isCoded = (unit: Unit, given: string) =>
    unit.code === given || (/^[1-9]\d*$/.test(given) && unit.code === given.padStart(unit.code.length, '0'));
  const isNamed = (unit: Unit, { type, name }: Name) =>
    canonical(unit.name) === canonical(name) && (type === null || type === unit.type);
  return pool.filter(
    (unit) =>
      (row.level === null || unit.level === row.level) &&
      (code === null || isCoded(unit, code)) &&
      (row.name === null || isNamed(unit, row.name)) &&
      row.above.every(({ name, code: given }) =>
        writer
          .above(unit)
          .some(
            (one) =>
              (name === null || (one.level === 0 ? name.name === one.name : isNamed(one, name))) &&
              (given === null || isCoded(one, given.replace('\u200b', '')))
          )
      )
  );
}

function fuzz(seed: number, count: number, { now, old }: { now: Unit[]; old: Unit[] }, isKnown: boolean) {
  const writer = new Writer(seed, now, old);
  const reader = new UnitReader([COUNTRY, ...now, ...(isKnown ? old : [])], isKnown ? [] : old);
  const all = [COUNTRY, ...now];
  const byCode = Map.groupBy(all, ({ code }) => code.replace(/^0+/, ''));
  const byName = Map.groupBy(all, ({ name }) => canonical(name));
  const everName = Map.groupBy([...all, ...old], ({ name }) => canonical(name));
  const wrong: string[] = [];
  const seen = { found: 0, clean: 0, cleanFound: 0 };
  for (let k = 0; k < count; k++) {
    const row = writer.row();
    const claim: UnitClaim = {
      ...(row.code === null ? {} : { code: row.code }),
      ...(row.name === null ? {} : { names: [row.name.text] }),
      isNumber: row.isNumber,
      level: row.level,
      parents: row.above.map(({ name, code }) => ({ name: name?.text ?? null, code }))
    };
    const reading = reader.read(claim, NOW);
    if (row.meant) {
      seen.clean++;
      if ('found' in reading && reading.found === row.meant) seen.cleanFound++;
    }
    if (!('found' in reading)) continue;
    seen.found++;
    const { found } = reading;
    const may = meanings(row, now, writer, byCode, byName);
    const code = row.code?.replace('\u200b', '') ?? null;
    const isExact = code === found.code;
    const others = may.filter((unit) => unit !== found && !(isExact && !row.isNumber && unit.code !== code));
    const isConfirmed =
      code === null || isExact || row.level !== null || row.name !== null || row.above.length > 0;
    const namesakes = (everName.get(canonical(row.name?.name ?? '')) ?? []).filter(
      ({ code: other, type, level }) =>
        other !== found.code &&
        (row.name?.type == null || type === row.name.type) &&
        (row.level === null || level === row.level)
    );
    const isPlaced = code !== null || row.above.length > 0 || namesakes.length === 0;
    const isRemarked = isExact || code === null || reading.remark !== null;
    if (!may.includes(found) || others.length > 0 || !isConfirmed || !isPlaced || !isRemarked)
      wrong.push(`${JSON.stringify(claim)} → ${found.code} ${found.fullName}`);
  }
  return { wrong: wrong.slice(0, 10), count: wrong.length, ...seen };
}

test.each([true, false])('our own tables; the old era in the store: %s', { timeout: 60_000 }, (isKnown) => {
  const { wrong, count, found, clean, cleanFound } = fuzz(7, 4_000, ownLists(), isKnown);
  expect(wrong).toEqual([]);
  expect(count).toBe(0);
  expect(found).toBeGreaterThan(1_000);
  expect(cleanFound / clean).toBeGreaterThan(0.97);
});

const hasReal = existsSync(here('../shared/data/admin-units-2022.csv'));

// The official lists lie outside the project; without them the test above stands alone.
test.skipIf(!hasReal).each([true, false])(
  '100,000 rows, half each: the lists of 2022 and 2025 (../shared/data); the old era in the store: %s',
  { timeout: 120_000 },
  (isKnown) => {
    const { wrong, count, found, clean, cleanFound } = fuzz(isKnown ? 11 : 12, 50_000, realLists(), isKnown);
    expect(wrong).toEqual([]);
    expect(count).toBe(0);
    expect(found).toBeGreaterThan(10_000);
    expect(cleanFound / clean).toBeGreaterThan(0.97);
  }
);
