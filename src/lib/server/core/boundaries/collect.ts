import type { Words } from '../../../domain/indicator.ts';
import type { Day } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { unitKey, type Level, type UnitKey } from '../../../domain/unit.ts';
import type { ReadFeature } from './feature-bytes.ts';
import { readFeatures, UnreadableFile } from './feature-stream.ts';
import { readIdentity, type ToldFields } from './identity.ts';
import { OWN_GRID } from './island-set.ts';
import { archipelagoOf } from './islands.ts';
import type { Match, NoMatch, StandingUnits, Trust } from './matching.ts';
import {
  isRecord,
  MOST_OF_A_SHAPE,
  readPolygons,
  type GeometryFault,
  type Repairs
} from './read-polygons.ts';
import type { GridPolygon } from './shape-set.ts';
import { judgePolygons } from './soundness.ts';
import { UnitPlaces } from './unit-place.ts';

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
  /** What contradicts what, for people; null where `why` says it all. */
  readonly words: Words | null;
};
export type Broken = NamedFeature & {
  readonly why: GeometryFault;
  /** Of a shape that lies far from its unit's place: how far, km. */
  readonly km: number | null;
};
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
  /** Features in which NaN stood for what is missing; it was read as nothing. */
  readonly notNumbers: NamedFeature[];
  /** Features that lie outside the one unit that was wanted of the file. */
  leftOut: number;
  readonly refused: Refused[];
  /** Features without a shape, or with one that is held back. */
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
  /** Believe shapes that lie far from where the register has their units. */
  readonly trustPlaces: boolean;
  readonly fields: ToldFields;
  /** The unit whose part of the file is wanted; null for all of it. */
  readonly only: UnitNode | null;
}

/** Bounds of one file, counted as it is read. */
const MOST_FEATURES = 200_000;
const MOST_POINTS = 12_000_000;

/** A feature that draws a unit, until the whole file is read. */
interface Drawing {
  readonly named: NamedFeature;
  readonly match: Extract<Match, { unit: UnitNode }>;
  readonly polygons: readonly GridPolygon[];
}

/** Reads a file feature by feature, finds each one's unit, repairs its polygons and judges them. @throws UnreadableFile */
export async function collect(
  wanted: Wanted,
  units: StandingUnits,
  progress: (read: number, size: number) => void
): Promise<Collected> {
  const collecting = new Collecting(wanted, units);
  for await (const feature of readFeatures(wanted.path, progress)) collecting.take(feature);
  return collecting.settled();
}

class Collecting {
  readonly #wanted: Wanted;
  readonly #units: StandingUnits;
  readonly #drawings = new Map<UnitNode, Drawing[]>();
  readonly #found: Collected = {
    drawn: new Map(),
    ...{ features: 0, byCode: 0, unchecked: 0, paddedCodes: 0, points: 0, leftOut: 0 },
    ...{ byName: [], otherLevel: [], joined: [], notNumbers: [], refused: [], broken: [] },
    repairs: { duplicatePoints: 0, unclosed: 0, rewound: 0, flat: 0, loops: 0 }
  };

  constructor(wanted: Wanted, units: StandingUnits) {
    this.#wanted = wanted;
    this.#units = units;
  }

  /** @throws UnreadableFile */
  take(read: ReadFeature): void {
    const number = ++this.#found.features;
    if (number > MOST_FEATURES) throw new UnreadableFile('too-many-features');
    const { level, trust, fields } = this.#wanted;
    const feature = 'fault' in read ? { properties: read.hints } : read.feature;
    if (!isRecord(feature)) return this.#break({ number, code: null, name: null }, 'bad-json');
    const identity = readIdentity(feature, level, fields);
    const named = { number, code: identity.code, name: identity.names[0] ?? null };
    const match = this.#units.match(identity, level, trust);
    if (this.#isElsewhere(match)) {
      this.#found.leftOut++;
      return;
    }
    if ('fault' in read) return this.#break(named, read.fault);
    if (read.notNumbers) this.#found.notNumbers.push(named);
    if (match.by === null) return this.#refuse(named, match);
    const polygons = readPolygons(feature.geometry, OWN_GRID, this.#found.repairs);
    // An archipelago is drawn from its islands' points, whatever the file has for it (RULES 24).
    const isArchipelago = archipelagoOf(match.unit, this.#units.tree) !== null;
    if (typeof polygons === 'string' && !isArchipelago) return this.#break(named, polygons);
    const own = typeof polygons === 'string' || isArchipelago ? [] : polygons;
    for (const ring of own.flat()) this.#found.points += ring.length;
    if (this.#found.points > MOST_POINTS) throw new UnreadableFile('too-many-points');
    const before = this.#drawings.get(match.unit);
    const drawing = { named, match, polygons: own };
    if (before) before.push(drawing);
    else this.#drawings.set(match.unit, [drawing]);
  }

  /** What was found, once the whole file is read: only then are all parts of a unit known. */
  settled(): Collected {
    const places = new UnitPlaces(this.#units);
    for (const [unit, drawings] of this.#drawings) {
      const polygons = distinct(drawings.flatMap((drawing) => drawing.polygons));
      const judged = isTooMuch(polygons) ? 'too-heavy' : judgePolygons(polygons);
      const far =
        this.#wanted.trustPlaces || polygons.length === 0 || typeof judged === 'string'
          ? null
          : places.tooFar(unit, polygons);
      if (typeof judged === 'string' || far !== null) {
        for (const { named } of drawings)
          this.#break(named, typeof judged === 'string' ? judged : 'far-away', far);
        continue;
      }
      this.#found.repairs.loops += judged.cut;
      this.#found.drawn.set(unit, judged.polygons);
      drawings.forEach((drawing, k) => this.#count(drawing, k > 0));
    }
    for (const list of [this.#found.byName, this.#found.otherLevel, this.#found.joined, this.#found.broken])
      list.sort((a, b) => a.number - b.number);
    return this.#found;
  }

  /** Whether a feature belongs to another part of the country than the one that is wanted. */
  #isElsewhere(match: Match): boolean {
    const { only } = this.#wanted;
    if (only === null) return false;
    const { tree } = this.#units;
    const holder = match.by === null ? match.holder && tree.unit(unitKey(match.holder)) : match.unit;
    return !!holder && !tree.isWithin(holder.ordinal, only.ordinal);
  }

  #count({ named, match }: Drawing, isMore: boolean): void {
    const found = this.#found;
    const one = { ...named, unit: match.unit.key };
    if (isMore) found.joined.push(one);
    if (match.by === 'code' && match.zerosLost) found.paddedCodes++;
    if (match.by === 'code' && !match.nameChecked) found.unchecked++;
    if (match.unit.level !== this.#wanted.level) found.otherLevel.push({ ...one, level: match.unit.level });
    else if (match.by === 'code') found.byCode++;
    else found.byName.push(one);
  }

  #break(named: NamedFeature, why: GeometryFault, km: number | null = null): void {
    this.#found.broken.push({ ...named, why, km });
  }

  #refuse(named: NamedFeature, { why, holder, words }: Extract<Match, { by: null }>): void {
    const told = holder ? `${holder.fullName} (${unitKey(holder)})` : null;
    this.#found.refused.push({ ...named, why, holder: told, words: words ?? null });
  }
}

/** Polygons without those that were there before, corner for corner. */
function distinct(polygons: readonly GridPolygon[]): GridPolygon[] {
  if (polygons.length < 2) return [...polygons];
  const known = new Set<string>();
  return polygons.filter((polygon) => {
    const written = JSON.stringify(polygon);
    return !known.has(written) && known.add(written);
  });
}

/** Whether all features of a unit together have more than one unit's shape can have. */
function isTooMuch(polygons: readonly GridPolygon[]): boolean {
  const points = polygons.reduce(
    (sum, rings) => sum + rings.reduce((some, ring) => some + ring.length, 0),
    0
  );
  const rings = polygons.reduce((sum, { length }) => sum + length, 0);
  return points > MOST_OF_A_SHAPE.points || rings > MOST_OF_A_SHAPE.rings;
}
