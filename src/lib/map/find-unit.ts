import type { Position } from 'geojson';
import { boundsOfShape, ringsOf } from './shapes.ts';
import type { Bounds, MapShapes, Ordinal, UnitFeature } from './types.ts';

/** Finds the unit under a place, in the shapes themselves: alike for the live and for the still picture. */
export type FindUnit = (lon: number, lat: number) => Ordinal | null;

export function unitFinder(shapes: MapShapes): FindUnit {
  const boxed = shapes.units.features.flatMap((unit) => {
    const box = boundsOfShape(unit.geometry);
    return box === null ? [] : [{ unit, box }];
  });
  return (lon, lat) => {
    const hit = boxed.find(({ unit, box }) => inBox(box, lon, lat) && isInside(unit, lon, lat));
    return hit?.unit.id ?? null;
  };
}

function inBox([west, south, east, north]: Bounds, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** Whether a place lies in a unit: even-odd over all rings, so that holes are outside. */
export function isInside(unit: UnitFeature, lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of ringsOf(unit.geometry)) if (crossesOdd(ring, lon, lat)) inside = !inside;
  return inside;
}

function crossesOdd(ring: readonly Position[], lon: number, lat: number): boolean {
  let odd = false;
  let [x0 = 0, y0 = 0] = ring[ring.length - 1] ?? [];
  for (const [x = 0, y = 0] of ring) {
    if (y > lat !== y0 > lat && lon < ((x0 - x) * (lat - y)) / (y0 - y) + x) odd = !odd;
    x0 = x;
    y0 = y;
  }
  return odd;
}
