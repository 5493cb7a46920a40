import type { Day } from '../../../domain/period.ts';
import type { World } from '../../../domain/world.ts';
import { TERRAINS, unitKey, type Terrain, type Unit } from '../../../domain/unit.ts';
import { foldTone } from '../../../i18n/names.ts';
import { CODE_DIGITS, codeText, withZeros } from '../../../reading/unit-claim.ts';
import { isCalled, nameReadings, unitForms } from '../../../reading/unit-name.ts';
import type { RegisterFault, RegisterRemark } from '../../core/structure/faults.ts';
import { columnsOf, UNIT_HEADINGS } from './headings.ts';
import type { Row } from './read-rows.ts';
import { readersOf, type RowReader } from './row-reader.ts';
import {
  countsOfficially,
  levelOf,
  plainType,
  typeOf,
  type LevelClaim,
  type UnitLevel
} from './unit-levels.ts';
import { UnitsAbove, type Head } from './units-above.ts';

/** One row of a file as what it registers; `row` from 1. */
export interface Read<Thing> {
  readonly row: number;
  readonly thing: Thing;
}

/** What a file says, as far as it could be read. */
export interface ReadFile<Thing> {
  readonly read: readonly Read<Thing>[];
  readonly faults: readonly RegisterFault[];
  readonly remarks: readonly RegisterRemark[];
}

/** How a file of units is to be read. */
export interface UnitsReading {
  /** First day of rows that name none: an import names its era (RULES 1). */
  readonly validFrom: Day | null;
  /** Whether another name for a unit that is known is a renaming, and no mistake of an era. */
  readonly renames: boolean;
}

/**
 * Reads a file of units by the columns of `UNIT_HEADINGS`: code, validFrom, validTo, level, type, name, fullName, the unit
 * above (a key, or code and name as of that day), point ("longitude, latitude") or lon and lat, terrain. Rows may stand in
 * any order; parents come back first. Codes that lost their zeros get them back where the level says how many digits
 * there are, and are remarked.
 */
export function readUnits(world: World, rows: readonly Row[], reading: UnitsReading): ReadFile<Unit> {
  const readers = readersOf(rows, (given) => columnsOf(given, UNIT_HEADINGS, () => false));
  const claims = readers.map(claimOf);
  const official = countsOfficially(claims);
  if (official) readers[0]?.remark('officialLevels', 'level');
  const heads = readers.map((reader, index) => headOf(reader, claims[index]!, official, reading.validFrom));
  const above = new UnitsAbove(world, heads);
  const read = readers.map((reader, index): Read<Unit> => ({
    row: index + 1,
    thing: unitOf(world, reader, heads[index]!, above, reading)
  }));
  return {
    read: read.toSorted((a, b) => a.thing.level - b.thing.level),
    faults: readers.flatMap(({ faults }) => faults),
    remarks: readers.flatMap(({ remarks }) => remarks)
  };
}

function claimOf(reader: RowReader): LevelClaim {
  const code = codeText(reader.text('code'));
  const parents = ['parent', 'parentName', 'districtCode', 'provinceCode'].map((column) =>
    reader.text(column)
  );
  return {
    code,
    level: reader.text('level'),
    type: reader.text('type'),
    hasParent: parents.some((text) => text !== '' && text !== code)
  };
}

function headOf(reader: RowReader, claim: LevelClaim, official: boolean, validFrom: Day | null): Head {
  const level = levelIn(reader, claim, official);
  return {
    code: codeIn(reader, claim.code, level),
    validFrom: reader.day('validFrom', validFrom),
    validTo: reader.end('validTo'),
    level,
    type: plainType(typeOf(claim)),
    name: reader.text('name'),
    fullName: reader.text('fullName')
  };
}

function levelIn(reader: RowReader, claim: LevelClaim, official: boolean): UnitLevel {
  const level = levelOf(claim, official);
  if (level === 'unknown') reader.fault('badLevelName', 'level', claim.level);
  else if (level === null) reader.fault('levelMissing', 'level', claim.code);
  else if (level === 'differs')
    reader.fault(
      'levelDiffers',
      'level',
      [claim.level, claim.type, claim.code].filter((text) => text !== '').join(', ')
    );
  else return level;
  return 4;
}

/** A code with the zeros that its level says it has lost. */
function codeIn(reader: RowReader, code: string, level: UnitLevel): string {
  if (code === '') reader.needed('code');
  const digits = CODE_DIGITS[level];
  if (digits === undefined || !/^\d+$/.test(code) || code.length === digits) return code;
  const [whole] = withZeros(code, level);
  if (whole === undefined) reader.fault('codeDigits', 'code', code);
  else reader.remark('codeZerosLost', 'code', whole);
  return whole ?? code;
}

function unitOf(world: World, reader: RowReader, head: Head, above: UnitsAbove, reading: UnitsReading): Unit {
  const known = world.tree.unit(unitKey(head))?.unit;
  const type = head.type || known?.type || reader.needed('type');
  const name = nameOf(reader, known, reading.renames);
  const fullName =
    reader.text('fullName') || (known?.name === name ? known.fullName : `${capital(type)} ${name}`);
  return {
    ...head,
    type: known && foldTone(known.type) === foldTone(type) ? known.type : type,
    name,
    fullName: known && foldTone(known.fullName) === foldTone(fullName) ? known.fullName : fullName,
    parent: above.of(reader, head, known),
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
  if (name === '') return name;
  if (!known) return withoutType(name, reader.text('fullName'));
  if (isCalled([name], unitForms(known))) return known.name;
  if (!renames) reader.fault('nameChanged', 'name', known.fullName);
  return name;
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

/** A name as the register keeps it: lists write `Phường Ba Đình` where we have `Ba Đình` (and, beside it, the full name). */
function withoutType(name: string, fullName: string): string {
  if (fullName !== '') return name;
  const typed = nameReadings(name).find(({ type }) => type !== null);
  return typed && typed.name !== '' ? name.slice(name.length - typed.name.length) : name;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
