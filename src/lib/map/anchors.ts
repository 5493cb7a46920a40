import { mercatorX, mercatorY } from './camera.ts';
import { isInside } from './find-unit.ts';
import type { Box } from './place-labels.ts';
import { boundsOfShape } from './shapes.ts';
import type { Bounds, MapLabel, MapShapes, Ordinal, UnitFeature } from './types.ts';

/** Where a unit is spoken of in the picture, and how much room it has there. */
export interface Anchor {
  readonly unit: UnitFeature;
  readonly lon: number;
  readonly lat: number;
  /** Box of its largest part, degrees and parts of the Mercator world. */
  readonly box: Bounds;
  readonly width: number;
  readonly height: number;
}

/** The anchor of every unit: its label's point, else the middle of its largest part. */
export function anchorsOf(shapes: MapShapes, labels: readonly MapLabel[]): ReadonlyMap<Ordinal, Anchor> {
  const points = new Map(labels.map((label) => [label.ordinal, label] as const));
  const anchors = new Map<Ordinal, Anchor>();
  for (const unit of shapes.units.features) {
    const box = largestBox(unit);
    if (box === null) continue;
    const [west, south, east, north] = box;
    const { lon, lat } = points.get(unit.id) ?? { lon: (west + east) / 2, lat: (south + north) / 2 };
    const width = mercatorX(east) - mercatorX(west);
    anchors.set(unit.id, { unit, lon, lat, box, width, height: mercatorY(south) - mercatorY(north) });
  }
  return anchors;
}

function largestBox({ geometry }: UnitFeature): Bounds | null {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let largest: Bounds | null = null;
  for (const coordinates of parts) {
    const box = boundsOfShape({ type: 'Polygon', coordinates });
    if (box !== null && (largest === null || areaOf(box) > areaOf(largest))) largest = box;
  }
  return largest;
}

function areaOf([west, south, east, north]: Bounds): number {
  return (east - west) * (north - south);
}

const STEPS = 9;

/**
 * A place in a unit that no name covers, the nearest to its anchor: what a test reads the colour at. Its anchor where
 * there is none.
 */
export function clearPlace(
  { unit, lon, lat, box: [west, south, east, north] }: Anchor,
  project: (lon: number, lat: number) => { x: number; y: number },
  taken: readonly Box[]
): { x: number; y: number } {
  const anchor = project(lon, lat);
  let best = anchor;
  let least = Infinity;
  for (let i = 1; i < STEPS; i++)
    for (let j = 1; j < STEPS; j++) {
      const at = [west + ((east - west) * i) / STEPS, south + ((north - south) * j) / STEPS] as const;
      const point = project(...at);
      const far = Math.hypot(point.x - anchor.x, point.y - anchor.y);
      const covered = taken.some(
        ([left, top, right, bottom]) => point.x > left && point.x < right && point.y > top && point.y < bottom
      );
      if (far < least && !covered && isInside(unit, ...at)) [best, least] = [point, far];
    }
  return best;
}
