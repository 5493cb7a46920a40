import type { Position } from 'geojson';
import polylabel from 'polylabel';
import { mercatorX, mercatorY, type Project } from './camera.ts';
import { isInside } from './find-unit.ts';
import type { Box } from './place-labels.ts';
import { boundsOfShape, ringsOf } from './shapes.ts';
import type { Bounds, MapShapes, Ordinal, ScreenPoint, UnitFeature } from './types.ts';

/** Where a unit is spoken of in the picture, and how much room it has there. */
export class Anchor {
  readonly unit: UnitFeature;
  /** Box of the unit's largest part, degrees. */
  readonly box: Bounds;
  /** Its extent, parts of the Mercator world. */
  readonly width: number;
  readonly height: number;
  readonly #rings: readonly Position[][];
  #place: readonly [lon: number, lat: number] | null = null;

  constructor(unit: UnitFeature, { rings, box }: Part) {
    const [west, south, east, north] = box;
    this.unit = unit;
    this.box = box;
    this.#rings = rings;
    this.width = mercatorX(east) - mercatorX(west);
    this.height = mercatorY(south) - mercatorY(north);
  }

  /** Its roomiest place for words that run from left to right; sought when it is first asked for. */
  get place(): readonly [lon: number, lat: number] {
    return (this.#place ??= roomiest(this.#rings, this.box));
  }
}

/** The anchor of every unit. */
export function anchorsOf(shapes: MapShapes): ReadonlyMap<Ordinal, Anchor> {
  const anchors = new Map<Ordinal, Anchor>();
  for (const unit of shapes.units.features) {
    const part = largestPart(unit);
    if (part !== null) anchors.set(unit.id, new Anchor(unit, part));
  }
  return anchors;
}

interface Part {
  readonly rings: readonly Position[][];
  readonly box: Bounds;
}

function largestPart({ geometry }: UnitFeature): Part | null {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let largest: Part | null = null;
  for (const rings of parts) {
    const box = boundsOfShape({ type: 'Polygon', coordinates: rings });
    if (box !== null && (largest === null || areaOf(box) > areaOf(largest.box))) largest = { rings, box };
  }
  return largest;
}

/** How much wider than high the room for a name is. */
const WORD_SHAPE = 2;

function roomiest(
  rings: readonly Position[][],
  [west, south, east, north]: Bounds
): readonly [lon: number, lat: number] {
  const flat = rings.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon, lat * WORD_SHAPE]));
  const precision = Math.max(east - west, (north - south) * WORD_SHAPE) / 16;
  const [lon = 0, lat = 0] = polylabel(flat, precision);
  return [lon, lat / WORD_SHAPE];
}

function areaOf([west, south, east, north]: Bounds): number {
  return (east - west) * (north - south);
}

const STEPS = 13;
/** How far from the unit's edge is far enough, pixels: past its outline and that of its choice. */
const INNER = 6;

/** A place in a unit that no name covers and no line crosses: what a test reads the colour at. */
export function clearPlace(anchor: Anchor, project: Project, taken: readonly Box[]): ScreenPoint {
  const [west, south, east, north] = anchor.box;
  const middle = project(...anchor.place);
  const corners = ringsOf(anchor.unit.geometry).map((ring) =>
    ring.map(([lon = 0, lat = 0]) => project(lon, lat))
  );
  let best = middle;
  let most = -Infinity;
  for (let i = 1; i < STEPS; i++)
    for (let j = 1; j < STEPS; j++) {
      const at = [west + ((east - west) * i) / STEPS, south + ((north - south) * j) / STEPS] as const;
      if (!isInside(anchor.unit, ...at)) continue;
      const point = project(...at);
      if (taken.some((box) => covers(box, point))) continue;
      const inner = Math.min(INNER, ...corners.map((ring) => distanceTo(ring, point)));
      const worth = inner - Math.hypot(point.x - middle.x, point.y - middle.y) / 1000;
      if (worth > most) [best, most] = [point, worth];
    }
  return best;
}

function covers([left, top, right, bottom]: Box, { x, y }: ScreenPoint): boolean {
  return x > left && x < right && y > top && y < bottom;
}

/** Pixels from a point to the nearest side of a ring. */
function distanceTo(ring: readonly ScreenPoint[], { x, y }: ScreenPoint): number {
  let least = Infinity;
  for (const [i, b] of ring.entries()) {
    const a = ring[i - 1] ?? b;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length));
    least = Math.min(least, Math.hypot(x - a.x - along * dx, y - a.y - along * dy));
  }
  return least;
}
