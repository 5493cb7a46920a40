import type { Day } from '../../domain/period.ts';
import type { UnitNode } from '../../domain/tree.ts';
import type { Level, UnitKey } from '../../domain/unit.ts';
import { readFeatures } from './feature-stream.ts';
import { readIdentity, type Identity } from './identity.ts';
import { OWN_GRID } from './island-set.ts';
import { archipelagoOf } from './islands.ts';
import type { NoMatch, StandingUnits, Trust } from './matching.ts';
import {
  isRecord,
  readPolygons,
  type GeometryFault,
  type GridPolygon,
  type Repairs
} from './read-polygons.ts';

/** A feature of the file as its report names it. */
export interface NamedFeature {
  /** Its place in the file, from 1. */
  readonly number: number;
  readonly code: string | null;
  readonly name: string | null;
}
export type Refused = NamedFeature & {
  readonly why: NoMatch;
  /** The unit whose code it is: name and key */
  readonly holder: string | null;
};
export type Broken = NamedFeature & { readonly why: GeometryFault };
export type Named = NamedFeature & { readonly unit: UnitKey };

/** What a file holds for the units that stand on a day. */
export interface Collected {
  /** Each unit's polygons, of the level that was asked for and of others that the file holds besides. */
  readonly drawn: Map<UnitNode, GridPolygon[]>;
  features: number;
  byCode: number;
  /** Of those by code, the ones whose feature has no name to check it by. */
  unchecked: number;
  /** Codes that had lost their leading zeros. */
  paddedCodes: number;
  readonly byName: Named[];
  /** Units of another level than asked for; they are kept in sets of their own. */
  readonly otherLevel: (Named & { readonly level: Level })[];
  /** Features of a unit that another feature had drawn before: they were joined. */
  readonly joined: Named[];
  readonly refused: Refused[];
  readonly broken: Broken[];
  readonly repairs: Repairs;
  /** Corners read. */
  points: number;
}

/** What is wanted of a file. */
export interface Wanted {
  readonly path: string;
  readonly level: Level;
  readonly validFrom: Day;
  readonly trust: Trust;
}

/** Reads a file feature by feature, finds each one's unit and repairs its polygons. @throws UnreadableFile */
export async function collect(
  wanted: Wanted,
  units: StandingUnits,
  progress: (read: number, size: number) => void
): Promise<Collected> {
  const collected: Collected = {
    drawn: new Map(),
    ...{ features: 0, byCode: 0, unchecked: 0, paddedCodes: 0, points: 0 },
    ...{ byName: [], otherLevel: [], joined: [], refused: [], broken: [] },
    repairs: { duplicatePoints: 0, unclosed: 0, rewound: 0, flat: 0 }
  };
  for await (const feature of readFeatures(wanted.path, progress)) take(collected, feature, wanted, units);
  return collected;
}

function take(collected: Collected, feature: unknown, { level, trust }: Wanted, units: StandingUnits): void {
  const number = ++collected.features;
  if (!isRecord(feature)) {
    collected.broken.push({ number, code: null, name: null, why: 'bad-json' });
    return;
  }
  const identity = readIdentity(feature, level);
  const named = { number, code: identity.code, name: identity.names[0] ?? null };
  const match = units.match(identity, level, trust);
  if (match.by === null) {
    collected.refused.push({
      ...named,
      why: match.why,
      holder: match.holder ? `${match.holder.unit.fullName} (${match.holder.key})` : null
    });
    return;
  }
  const { unit } = match;
  const polygons = readPolygons(feature.geometry, OWN_GRID, collected.repairs);
  // An archipelago is drawn from its islands' points, whatever the file has for it (RULES 24).
  if (typeof polygons === 'string' && !archipelagoOf(unit, units.tree)) {
    collected.broken.push({ ...named, why: polygons });
    return;
  }
  count(collected, identity, named, match.by, unit, level);
  if (match.by === 'code' && !match.nameChecked) collected.unchecked++;
  const own = typeof polygons === 'string' ? [] : polygons;
  for (const ring of own.flat()) collected.points += ring.length;
  const before = collected.drawn.get(unit);
  if (before) collected.joined.push({ ...named, unit: unit.key });
  collected.drawn.set(unit, before ? join(before, own) : own);
}

function count(
  collected: Collected,
  identity: Identity,
  named: NamedFeature,
  by: 'code' | 'name',
  unit: UnitNode,
  level: Level
): void {
  if (identity.padded) collected.paddedCodes++;
  if (unit.level !== level) collected.otherLevel.push({ ...named, unit: unit.key, level: unit.level });
  else if (by === 'code') collected.byCode++;
  else collected.byName.push({ ...named, unit: unit.key });
}

/** Both features' polygons, those that are the same once. */
function join(before: readonly GridPolygon[], more: readonly GridPolygon[]): GridPolygon[] {
  const known = new Set(before.map((polygon) => JSON.stringify(polygon)));
  return [...before, ...more.filter((polygon) => !known.has(JSON.stringify(polygon)))];
}
