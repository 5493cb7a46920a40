import { REPORTER_KINDS, type BaseFact, type Group, type ReporterKind } from '../../domain/group.ts';
import { isDay, type Day } from '../../domain/period.ts';
import type { World } from '../../domain/world.ts';
import type { UnitKey } from '../../domain/unit.ts';
import type { Row } from './read-rows.ts';
import type { ReadFile } from './read-units.ts';
import { RowReader, UnitNames } from './row-reader.ts';

const COLUMNS = [
  'code',
  'unit',
  'kind',
  'name',
  'validFrom',
  'validTo',
  'bases',
  'basesFrom',
  'basesSource',
  'notApplicable'
];
const BASE_COLUMN = /^base[.:_-]([A-Za-z0-9-]{1,40})$/;

/**
 * Reads a file of groups: code, unit (a key, or a code that stands that day), kind, name, validFrom, validTo, a column
 * `base.<name>` for each base (`base.adults`, `base.households`, …) with `basesFrom` and `basesSource`, and
 * notApplicable (codes of indicators, separated by blanks or semicolons). In JSON `bases` is a list of
 * {base, value, validFrom, source}. Base facts that are known and not named again stay; an end day that is named and left
 * empty takes a closing back.
 */
export function readGroups(world: World, rows: readonly Row[], validFrom: Day | null): ReadFile<Group> {
  const names = new UnitNames(world.tree);
  const readers = rows.map((row, index) => new RowReader(row, index + 1));
  const first = readers[0];
  for (const column of first?.columns() ?? [])
    if (!COLUMNS.includes(column) && !BASE_COLUMN.test(column)) first?.fault('unknownColumn', column, column);
  const read = readers.map((reader, index) => ({
    row: index + 1,
    thing: groupOf(world, reader, names, validFrom)
  }));
  return { read, faults: readers.flatMap(({ faults }) => faults) };
}

function groupOf(world: World, reader: RowReader, names: UnitNames, fallback: Day | null): Group {
  const code = reader.needed('code');
  const known = world.tree.group(code)?.group;
  const validFrom = reader.day('validFrom', known?.validFrom ?? fallback);
  return {
    code,
    unit: unitOf(reader, validFrom, names, known),
    kind: kindOf(reader, known),
    name: reader.needed('name'),
    validFrom,
    validTo: reader.raw('validTo') !== undefined ? reader.end('validTo') : (known?.validTo ?? null),
    bases: basesOf(reader, validFrom, known),
    notApplicable: notApplicableOf(reader, known)
  };
}

function unitOf(reader: RowReader, day: Day, names: UnitNames, known: Group | undefined): UnitKey {
  const text = reader.text('unit');
  if (text === '' && known) return known.unit;
  const found = text === '' ? 'unknown' : names.find(text, day);
  if (found !== 'unknown' && found !== 'ambiguous') return found;
  if (text === '') reader.fault('missingValue', 'unit', 'unit');
  else reader.fault(found === 'unknown' ? 'unknownUnit' : 'ambiguousUnit', 'unit', text);
  return known?.unit ?? `?@${day}`;
}

function kindOf(reader: RowReader, known: Group | undefined): ReporterKind {
  const text = reader.text('kind') || known?.kind || reader.needed('kind');
  const kind = REPORTER_KINDS.find((one) => one === text);
  if (!kind && text !== '') reader.fault('unknownKind', 'kind', text);
  return kind ?? 'village-group';
}

/** The base facts known, with those of this row put in their place. */
function basesOf(reader: RowReader, validFrom: Day, known: Group | undefined): BaseFact[] {
  const given = Array.isArray(reader.raw('bases'))
    ? basesOfJson(reader, validFrom)
    : basesOfCells(reader, validFrom);
  const kept = (known?.bases ?? []).filter(
    (old) => !given.some((fact) => fact.base === old.base && fact.validFrom === old.validFrom)
  );
  return [...kept, ...given];
}

function basesOfCells(reader: RowReader, validFrom: Day): BaseFact[] {
  const from = reader.has('basesFrom') ? reader.day('basesFrom', null) : validFrom;
  const source = reader.text('basesSource');
  return reader.columns().flatMap((column) => {
    const base = BASE_COLUMN.exec(column)?.[1];
    if (base === undefined || !reader.has(column)) return [];
    const value = wholeNumber(reader.text(column));
    if (value === null) reader.fault('badNumberText', column, reader.text(column));
    return [{ base, value: value ?? 0, validFrom: from, source }];
  });
}

function basesOfJson(reader: RowReader, validFrom: Day): BaseFact[] {
  const list: unknown = reader.raw('bases');
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown): BaseFact[] => {
    const fact: Readonly<Record<string, unknown>> = typeof one === 'object' && one !== null ? { ...one } : {};
    const { base, value, source } = fact;
    const from = typeof fact['validFrom'] === 'string' ? fact['validFrom'] : validFrom;
    if (typeof base !== 'string' || !/^[A-Za-z0-9-]{1,40}$/.test(base) || typeof value !== 'number') {
      reader.fault('badShape', 'bases', '{base, value, validFrom, source}');
      return [];
    }
    if (!isDay(from)) reader.fault('badDay', `bases.${base}`, from);
    return [{ base, value, validFrom: from, source: typeof source === 'string' ? source : '' }];
  });
}

function notApplicableOf(reader: RowReader, known: Group | undefined): readonly string[] {
  const given = reader.raw('notApplicable');
  if (given === undefined || given === null) return known?.notApplicable ?? [];
  const codes = Array.isArray(given) ? given.map(String) : reader.text('notApplicable').split(/[\s,;]+/);
  return [...new Set(codes.filter((code) => code !== ''))];
}

/** A whole number as people and spreadsheets write it: `1234`, `1.234`, `1 234`; null where it is none. */
function wholeNumber(text: string): number | null {
  const plain = /^\d{1,3}([., ]\d{3})+$/.test(text) ? text.replace(/[., ]/g, '') : text;
  return /^\d{1,12}$/.test(plain) ? Number(plain) : null;
}
