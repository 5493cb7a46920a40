import type { Grid } from '../../../wire/boundaries.ts';
import { toGrid } from './canvas.ts';
import { twiceArea } from './rings.ts';
import type { GridPoint, GridPolygon } from './shape-set.ts';
import type { ShapeFault } from './soundness.ts';

/** Why a feature's geometry cannot be used: it is none, or nobody knows which ground it means. */
export type GeometryFault =
  | ShapeFault
  | 'far-away'
  | 'bad-json'
  | 'no-geometry'
  | 'not-polygon'
  | 'bad-coordinates'
  | 'swapped'
  | 'metres'
  | 'elsewhere'
  | 'no-area';

/** What was put right in the geometries of a file. */
export interface Repairs {
  /** Points that repeated the one before. */
  duplicatePoints: number;
  /** Rings whose last point was not their first. */
  unclosed: number;
  /** Rings that wound the other way than RFC 7946 wants. */
  rewound: number;
  /** Rings without an area, left out. */
  flat: number;
  /** Small loops in which a ring crossed itself, cut off. */
  loops: number;
}

/** What one unit's shape may be made of: the real ones have up to 30,000 corners, 2,000 islands and a few holes. */
export const MOST_OF_A_SHAPE = { points: 500_000, rings: 10_000, holes: 1_000 } as const;

/** Where Việt Nam and its seas lie, degrees, with room: [west, south, east, north]. */
const VIETNAM = [100, 5, 120, 25] as const;

/** Reads a GeoJSON geometry onto a grid, repairs what can be repaired and counts it; or says why it cannot be used. */
export function readPolygons(geometry: unknown, grid: Grid, repairs: Repairs): GridPolygon[] | GeometryFault {
  if (!isRecord(geometry)) return 'no-geometry';
  const { type, coordinates } = geometry;
  const polygons: unknown = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null;
  if (polygons === null) return 'not-polygon';
  if (!Array.isArray(polygons)) return 'bad-coordinates';
  if (isHeavy(polygons as unknown[])) return 'too-heavy';
  const read: GridPolygon[] = [];
  for (const polygon of polygons as unknown[]) {
    if (!Array.isArray(polygon)) return 'bad-coordinates';
    const rings: GridPolygon = [];
    for (const [index, ring] of (polygon as unknown[]).entries()) {
      const points = readRing(ring, grid, repairs);
      if (typeof points === 'string') return points;
      const turned = wind(points, index === 0, repairs);
      if (turned) rings.push(turned);
      else if (index === 0) break;
    }
    if (rings.length > 0) read.push(rings);
  }
  return read.length > 0 ? read : 'no-area';
}

/** Whether polygons have more corners, rings or holes than one unit's can have: counted before they are looked at. */
function isHeavy(polygons: readonly unknown[]): boolean {
  let [rings, points] = [0, 0];
  for (const polygon of polygons) {
    if (!Array.isArray(polygon)) continue;
    rings += polygon.length;
    if (polygon.length - 1 > MOST_OF_A_SHAPE.holes || rings > MOST_OF_A_SHAPE.rings) return true;
    for (const ring of polygon as unknown[]) points += Array.isArray(ring) ? ring.length : 0;
    if (points > MOST_OF_A_SHAPE.points) return true;
  }
  return false;
}

function readRing(ring: unknown, grid: Grid, repairs: Repairs): GridPoint[] | GeometryFault {
  if (!Array.isArray(ring)) return 'bad-coordinates';
  const points: GridPoint[] = [];
  let first: readonly [number, number] | null = null;
  let before: readonly [number, number] | null = null;
  for (const position of ring as unknown[]) {
    if (!Array.isArray(position)) return 'bad-coordinates';
    const [lon, lat] = position as unknown[];
    if (
      typeof lon !== 'number' ||
      typeof lat !== 'number' ||
      !Number.isFinite(lon) ||
      !Number.isFinite(lat)
    ) {
      return 'bad-coordinates';
    }
    const misplaced = whereabouts(lon, lat);
    if (misplaced) return misplaced;
    if (before && before[0] === lon && before[1] === lat) repairs.duplicatePoints++;
    first ??= [lon, lat];
    before = [lon, lat];
    const point = toGrid(before, grid);
    const last = points.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  if (first && before && (first[0] !== before[0] || first[1] !== before[1])) repairs.unclosed++;
  const [start, end] = [points[0], points.at(-1)];
  if (start && end && (start[0] !== end[0] || start[1] !== end[1])) points.push([start[0], start[1]]);
  return points;
}

function whereabouts(lon: number, lat: number): GeometryFault | null {
  const [west, south, east, north] = VIETNAM;
  if (lon >= west && lon <= east && lat >= south && lat <= north) return null;
  if (lat >= west && lat <= east && lon >= south && lon <= north) return 'swapped';
  return Math.abs(lon) > 180 || Math.abs(lat) > 90 ? 'metres' : 'elsewhere';
}

function wind(ring: GridPoint[], outer: boolean, repairs: Repairs): GridPoint[] | null {
  const area = twiceArea(ring);
  if (ring.length < 4 || area === 0) {
    repairs.flat++;
    return null;
  }
  if (area > 0 === outer) return ring;
  repairs.rewound++;
  return ring.reverse();
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
