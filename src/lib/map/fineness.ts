import { mercatorX, mercatorY, worldSize } from './camera.ts';
import { boundsOfShape } from './shapes.ts';
import type { MapShapes } from './types.ts';

/** A unit this wide is where lines between units begin, pixels. */
const LEAST = 4;
/** What of its box a unit fills, roughly. */
const FILLED = 0.55;
/** Of a picture without units. */
const USUAL = 4;
const kept = new WeakMap<MapShapes, number>();

/** The zoom at which a middling unit of a picture is four pixels wide: below it there are no lines between units. */
export function finenessOf(shapes: MapShapes): number {
  const known = kept.get(shapes);
  if (known !== undefined) return known;
  const sides = shapes.units.features.flatMap(({ geometry }) => {
    const box = boundsOfShape(geometry);
    if (box === null) return [];
    const [west, south, east, north] = box;
    return [Math.sqrt((mercatorX(east) - mercatorX(west)) * (mercatorY(south) - mercatorY(north)) * FILLED)];
  });
  sides.sort((a, b) => a - b);
  const middle = sides[sides.length >> 1] ?? 0;
  const zoom = middle > 0 ? Math.log2(LEAST / (middle * worldSize(0))) : USUAL;
  kept.set(shapes, zoom);
  return zoom;
}
