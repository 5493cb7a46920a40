import type { Day } from '../domain/period.ts';
import type { LevelName, UnitKey } from '../domain/unit.ts';

/** Rings of arc numbers, as TopoJSON has them; `~n` is arc n backwards. The first ring is the outer one. */
export type PolygonArcs = number[][];

/** The shape of one unit in a topology; `id` is the unit's key. */
export type UnitShape =
  | { readonly type: 'Polygon'; readonly id: UnitKey; readonly arcs: PolygonArcs }
  | { readonly type: 'MultiPolygon'; readonly id: UnitKey; readonly arcs: PolygonArcs[] };

/** Where the whole numbers of a topology lie: degrees = number × scale + translate, [longitude, latitude]. */
export interface Grid {
  readonly scale: [number, number];
  readonly translate: [number, number];
}

/**
 * `GET /api/v1/boundaries/{unit}/{level}?period=YYYY-MM`: TopoJSON of the units at a level within a unit, as they
 * stand in a period. Rings wind as RFC 7946 wants them. A unit that nobody has drawn is not in it.
 */
export interface BoundaryView {
  readonly type: 'Topology';
  readonly transform: Grid;
  /** Each arc's first point, then the steps from point to point. */
  readonly arcs: number[][][];
  readonly objects: {
    readonly units: { readonly type: 'GeometryCollection'; readonly geometries: UnitShape[] };
    /** The unit itself; a null geometry where nobody has drawn it or its parts. */
    readonly outline: UnitShape | { readonly type: null; readonly id: UnitKey };
    /** Every edge of the unit's children (provinces, in the country), out of the same arcs; empty where they are the units. */
    readonly parents: { readonly type: 'MultiLineString'; readonly arcs: number[][] };
  };
  readonly unit: UnitKey;
  readonly level: LevelName;
  /** First and last period (`YYYY-MM`) in which this very picture holds; `to` is null while nothing else is known. */
  readonly from: string;
  readonly to: string | null;
  /** True while any shape in here is the project's own: the picture then says "ranh giới minh họa" (RULES 25). */
  readonly schematic: boolean;
  /** Units that stand at the level, and how many of them have a shape. None drawn: say so, and list them. */
  readonly standing: number;
  readonly drawn: number;
}

/** One of the two archipelagos, drawn from its islands' points (RULES 24). */
export interface ArchipelagoView {
  readonly name: 'hoangSa' | 'truongSa';
  /** As it is written on the map. */
  readonly label: { readonly vi: string; readonly en: string };
  /** The units that it was and is, of every era in the store; empty where the store has none. */
  readonly units: readonly { readonly key: UnitKey; readonly validFrom: Day; readonly validTo: Day | null }[];
  /** Where the label goes, degrees. */
  readonly point: readonly [number, number];
  /** Each island: longitude and latitude in degrees, area in km². */
  readonly islands: readonly (readonly [number, number, number])[];
}

/** `GET /api/v1/boundaries/context`: what lies around the units and carries no figure. */
export interface BoundaryContext {
  /** Neighbouring land, TopoJSON with the object `land`; null where the project has none. */
  readonly land: unknown;
  readonly archipelagos: readonly ArchipelagoView[];
}
