import type { Day } from '../../domain/period.ts';
import type { World } from '../../domain/world.ts';
import {
  LEVELS,
  TERRAINS,
  unitKey,
  type Level,
  type Terrain,
  type Unit,
  type UnitKey
} from '../../domain/unit.ts';
import { foldTone } from '../../i18n/names.ts';
import type { RegisterFault } from './faults.ts';
import type { Row } from './read-rows.ts';
import { RowReader, UnitNames } from './row-reader.ts';

/** One row of a file as what it registers; `row` from 1. */
export interface Read<Thing> {
  readonly row: number;
  readonly thing: Thing;
}

/** What a file says, as far as it could be read. */
export interface ReadFile<Thing> {
  readonly read: readonly Read<Thing>[];
  readonly faults: readonly RegisterFault[];
}

/** How a file of units is to be read. */
export interface UnitsReading {
  /** First day of rows that name none: an import names its era (RULES 1). */
  readonly validFrom: Day | null;
  /** Whether another name for a unit that is known is a renaming, and no mistake of an era. */
  readonly renames: boolean;
}

const COLUMNS = [
  'code',
  'validFrom',
  'validTo',
  'level',
  'type',
  'name',
  'fullName',
  'parent',
  'point',
  'lon',
  'lat',
  'terrain'
];

/**
 * Reads a file of units: code, validFrom, validTo, level, type, name, fullName, parent (a key, or a code that stands
 * that day), point ("longitude, latitude") or lon and lat, terrain (urban, plain, mountain). Rows may stand in any order; parents come back first.
 */
export function readUnits(world: World, rows: readonly Row[], reading: UnitsReading): ReadFile<Unit> {
  const names = new UnitNames(world.tree);
  const readers = rows.map((row, index) => new RowReader(row, index + 1));
  const heads = readers.map((reader) => headOf(reader, reading.validFrom));
  for (const head of heads) if (head.code !== '' && head.validFrom !== '') names.add(unitKey(head), head);
  const first = readers[0];
  for (const column of first?.columns() ?? [])
    if (!COLUMNS.includes(column)) first?.fault('unknownColumn', column, column);
  const read = readers.map((reader, index): Read<Unit> => {
    const head = heads[index]!;
    return { row: index + 1, thing: unitOf(world, reader, head, names, reading) };
  });
  return {
    read: read.toSorted((a, b) => a.thing.level - b.thing.level),
    faults: readers.flatMap(({ faults }) => faults)
  };
}

type Head = Pick<Unit, 'code' | 'validFrom' | 'validTo'>;

function headOf(reader: RowReader, validFrom: Day | null): Head {
  return {
    code: reader.needed('code'),
    validFrom: reader.day('validFrom', validFrom),
    validTo: reader.end('validTo')
  };
}

function unitOf(world: World, reader: RowReader, head: Head, names: UnitNames, reading: UnitsReading): Unit {
  const known = world.tree.unit(unitKey(head))?.unit;
  const type = reader.text('type') || known?.type || reader.needed('type');
  const name = nameOf(reader, known, reading.renames);
  const fullName =
    reader.text('fullName') || (known?.name === name ? known.fullName : `${capital(type)} ${name}`);
  return {
    ...head,
    level: levelOf(reader),
    type,
    name,
    fullName: known && foldTone(known.fullName) === foldTone(fullName) ? known.fullName : fullName,
    parent: parentOf(reader, head.validFrom, names),
    point: pointOf(reader) ?? known?.point ?? null,
    ...terrainOf(reader, known)
  };
}

/** What the land is like; a row that does not say leaves it as it was known. */
function terrainOf(reader: RowReader, known: Unit | undefined): { terrain?: Terrain | null } {
  const text = reader.text('terrain');
  if (text === '') return known?.terrain === undefined ? {} : { terrain: known.terrain };
  const terrain = TERRAINS.find((name) => name === text);
  if (!terrain) reader.fault('badTerrain', 'terrain', text);
  return { terrain: terrain ?? null };
}

/** The name; a spelling that differs in where the tone is put is no other name (RULES 1). */
function nameOf(reader: RowReader, known: Unit | undefined, renames: boolean): string {
  const name = reader.needed('name');
  if (!known || name === '') return name;
  if (foldTone(known.name) === foldTone(name)) return known.name;
  if (!renames) reader.fault('nameChanged', 'name', known.fullName);
  return name;
}

function levelOf(reader: RowReader): Level {
  const text = reader.needed('level');
  const level = /^[0-4]$/.test(text) ? Number(text) : LEVELS.findIndex((name) => name === text);
  if (isUnitLevel(level)) return level;
  if (text !== '') reader.fault('badLevelName', 'level', text);
  return 4;
}

function isUnitLevel(level: number): level is Exclude<Level, 5> {
  return Number.isInteger(level) && level >= 0 && level <= 4;
}

function parentOf(reader: RowReader, day: Day, names: UnitNames): UnitKey | null {
  const text = reader.text('parent');
  if (text === '') return null;
  const found = names.find(text, day);
  if (found !== 'unknown' && found !== 'ambiguous') return found;
  reader.fault(found === 'unknown' ? 'unknownParent' : 'ambiguousUnit', 'parent', text);
  return null;
}

function pointOf(reader: RowReader): readonly [number, number] | null {
  const given = reader.raw('point');
  const parts = Array.isArray(given)
    ? given.map(Number)
    : reader.has('point')
      ? reader
          .text('point')
          .split(/[,; ]+/)
          .map(Number)
      : reader.has('lon') || reader.has('lat')
        ? [Number(reader.text('lon') || NaN), Number(reader.text('lat') || NaN)]
        : [];
  const [east, north] = parts;
  if (parts.length === 0) return null;
  if (parts.length === 2 && east !== undefined && north !== undefined && !parts.some(Number.isNaN))
    return [east, north];
  reader.fault(
    'badPointText',
    'point',
    reader.has('point') ? (JSON.stringify(given) ?? '') : `${reader.text('lon')}, ${reader.text('lat')}`
  );
  return null;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
