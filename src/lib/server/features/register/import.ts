import { mayAnywhere, mayAt, type Action, type Principal } from '../../../domain/access.ts';
import type { EntryBody } from '../../../domain/entry.ts';
import type { Group } from '../../../domain/group.ts';
import type { Indicator } from '../../../domain/indicator.ts';
import type { Day } from '../../../domain/period.ts';
import { unitKey, type Unit, type UnitKey } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import {
  checkStructure,
  registerFault,
  type RegisterFault,
  type RegisterRemark
} from '../../core/structure/faults.ts';
import { readCatalogueRows } from './read-catalogue.ts';
import { readGroups } from './read-groups.ts';
import { IMPORT_LIMITS, readRows } from './read-rows.ts';
import { readUnits, type Read, type ReadFile } from './read-units.ts';

export type ImportKind = 'units' | 'groups' | 'catalogue';

/** How a file is to be read, and for whom. */
export interface ImportAsked {
  readonly kind: ImportKind;
  readonly bytes: Uint8Array;
  readonly validFrom: Day | null;
  readonly renames: boolean;
  /** Whose rights are asked; null for the one who sits at the server. */
  readonly principal: Principal | null;
  readonly day: Day;
}

/** One thing that an import changes. */
interface ImportChange {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly isNew: boolean;
  /** Which of its fields change; empty where it is new. */
  readonly fields: readonly string[];
}

/** What an import would do. */
export interface ImportPlan {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** The first of them. */
  readonly changes: readonly ImportChange[];
  readonly faults: readonly RegisterFault[];
  /** What was understood otherwise than it is written; the first of them. */
  readonly remarks: readonly RegisterRemark[];
  /** Faults beyond those listed. */
  readonly more: number;
  /** What enters the log where there is no fault; nothing where nothing changes. */
  readonly bodies: readonly EntryBody[];
}

/** An entry holds no more things than this, so that it stays light to read. */
const THINGS = 2_000;
const LISTED = 200;

/** Judges a file of units, groups or indicators against the world; changes nothing. */
export function planImport(world: World, asked: ImportAsked): ImportPlan {
  const table = readRows(asked.bytes);
  if ('faults' in table) return planOf([], [], table.faults, [], 0);
  const { rows } = table;
  const { kind, validFrom, renames } = asked;
  if (kind === 'units')
    return planUnits(world, asked, readUnits(world, rows, { validFrom, renames }), rows.length);
  if (kind === 'groups') return planGroups(world, asked, readGroups(world, rows, validFrom), rows.length);
  return planCatalogue(world, asked, readCatalogueRows(rows), rows.length);
}

function planUnits(
  world: World,
  asked: ImportAsked,
  { read, faults, remarks }: ReadFile<Unit>,
  rows: number
): ImportPlan {
  const given = new Map(read.map(({ thing }) => [unitKey(thing), thing]));
  const known = (unit: Unit) => world.tree.unit(unitKey(unit))?.unit;
  const moved = read.filter(({ thing }) => !isSame(thing, known(thing)));
  const bodies = chunks(moved).map((units): EntryBody => ({ kind: 'units', units }));
  const barred = barredOf(world, asked, moved, 'manageRegister', (unit) => nodeAbove(world, unit, given));
  return planOf(
    moved.map((one) => changeOf(one, known(one.thing), one.thing.fullName)),
    bodies,
    [...faults, ...judged(world, bodies, moved, faults), ...barred],
    remarks,
    rows
  );
}

function planGroups(
  world: World,
  asked: ImportAsked,
  { read, faults, remarks }: ReadFile<Group>,
  rows: number
): ImportPlan {
  const known = (group: Group) => world.tree.group(group.code)?.group;
  const moved = read.filter(({ thing }) => !isSame(thing, known(thing)));
  const bodies = chunks(moved).map((groups): EntryBody => ({ kind: 'groups', groups }));
  const barred = barredOf(
    world,
    asked,
    moved,
    'manageRegister',
    ({ unit }) => world.tree.unit(unit)?.ordinal
  );
  return planOf(
    moved.map((one) => changeOf(one, known(one.thing), one.thing.name)),
    bodies,
    [...faults, ...judged(world, bodies, moved, faults), ...barred],
    remarks,
    rows
  );
}

function planCatalogue(
  world: World,
  asked: ImportAsked,
  { read, faults, remarks }: ReadFile<Indicator>,
  rows: number
): ImportPlan {
  const known = ({ code }: Indicator) => world.indicator(code)?.indicator;
  const moved = read.filter(({ thing }) => !isSame(thing, known(thing)));
  const bodies = chunks(moved).map((indicators): EntryBody => ({ kind: 'catalogue', indicators }));
  const barred = barredOf(world, asked, moved.slice(0, 1), 'manageCatalogue', () => soleRoot(world));
  return planOf(
    moved.map((one) => changeOf(one, known(one.thing), one.thing.name.vi)),
    bodies,
    [...faults, ...judged(world, bodies, moved, faults), ...barred],
    remarks,
    rows
  );
}

/** The catalogue is one for the whole store: it belongs to the highest unit that has more than one below it. */
function soleRoot(world: World): number | undefined {
  if (world.tree.nodes.length === 0) return undefined;
  for (let at = 0; ;) {
    const [only, ...others] = world.tree
      .children(at)
      .filter((node) => world.tree.nodes[node]?.kind === 'unit');
    if (only === undefined || others.length > 0) return at;
    at = only;
  }
}

/** Where a unit hangs, or would hang: the nearest unit above it that the world holds. */
function nodeAbove(world: World, unit: Unit, given: ReadonlyMap<UnitKey, Unit>): number | undefined {
  const own = world.tree.unit(unitKey(unit));
  if (own) return own.ordinal;
  const seen = new Set<UnitKey>();
  for (let parent = unit.parent; parent !== null && !seen.has(parent);) {
    const node = world.tree.unit(parent);
    if (node) return node.ordinal;
    seen.add(parent);
    parent = given.get(parent)?.parent ?? null;
  }
  return undefined;
}

/** Faults of the world, at the rows of the file; none where reading has failed, for they would say the same again. */
function judged<Thing>(
  world: World,
  bodies: readonly EntryBody[],
  moved: readonly Read<Thing>[],
  before: readonly RegisterFault[]
): RegisterFault[] {
  if (before.length > 0) return [];
  return checkStructure(world, bodies).map((fault) => ({ ...fault, row: moved[fault.row - 1]?.row ?? 0 }));
}

function barredOf<Thing extends { readonly code: string }>(
  world: World,
  { principal, day }: ImportAsked,
  moved: readonly Read<Thing>[],
  action: Action,
  placeOf: (thing: Thing) => number | undefined
): RegisterFault[] {
  if (principal === null) return [];
  // Into an empty store the first unit is brought by whoever may do so anywhere.
  const isEmpty = world.tree.nodes.length === 0;
  return moved.flatMap(({ row, thing }) => {
    const place = placeOf(thing);
    const may =
      place === undefined
        ? isEmpty && mayAnywhere(principal, action, day)
        : mayAt(principal, action, world.tree, place, day);
    return may ? [] : [registerFault('forbidden', { row, column: 'code', what: thing.code })];
  });
}

function planOf(
  changes: readonly ImportChange[],
  bodies: readonly EntryBody[],
  faults: readonly RegisterFault[],
  remarks: readonly RegisterRemark[],
  rows: number
): ImportPlan {
  const added = changes.filter(({ isNew }) => isNew).length;
  const sorted = faults.toSorted((a, b) => a.row - b.row);
  return {
    rows,
    added,
    changed: changes.length - added,
    unchanged: rows - changes.length,
    changes: changes.slice(0, LISTED),
    faults: sorted.slice(0, IMPORT_LIMITS.faults),
    remarks: remarks.slice(0, LISTED),
    more: Math.max(sorted.length - IMPORT_LIMITS.faults, 0),
    bodies: faults.length > 0 ? [] : bodies
  };
}

function changeOf<Thing extends object & { readonly code: string }>(
  { row, thing }: Read<Thing>,
  known: Thing | undefined,
  name: string
): ImportChange {
  const fields = known ? changedFields(known, thing) : [];
  return { row, code: thing.code, name, isNew: known === undefined, fields };
}

/** Names of the fields in which two things of a kind differ. */
export function changedFields(before: object, after: object): string[] {
  const old: Readonly<Record<string, unknown>> = { ...before };
  return Object.entries(after).flatMap(([name, value]) => (isSame(value, old[name]) ? [] : [name]));
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([name, value]) => isSame(value, right.get(name)));
}

function chunks<Thing>(read: readonly Read<Thing>[]): Thing[][] {
  const found: Thing[][] = [];
  for (let at = 0; at < read.length; at += THINGS)
    found.push(read.slice(at, at + THINGS).map(({ thing }) => thing));
  return found;
}
