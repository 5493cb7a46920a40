/**
 * The plane in which the schematic boundaries are computed, and the lattice on which they are kept.
 *
 * The plane is an equal-area cylinder that touches at 16° N: longitude scaled by cos 16°, latitude
 * by its sine, in kilometres. Areas measured in it are areas on the sphere.
 */

export type Point = [number, number];
/** A closed ring without its repeated last point. */
export type Ring = Point[];

const EARTH_KM = 6371.0088;
const RADIANS = Math.PI / 180;
const COS = Math.cos(16 * RADIANS);

/** Longitude and latitude to kilometres. */
export function toPlane([lon, lat]: Point): Point {
  return [lon * RADIANS * COS * EARTH_KM, (Math.sin(lat * RADIANS) / COS) * EARTH_KM];
}

/** Kilometres back to longitude and latitude. */
export function fromPlane([x, y]: Point): Point {
  return [x / EARTH_KM / COS / RADIANS, Math.asin((y / EARTH_KM) * COS) / RADIANS];
}

/** The signed area of a ring, positive when it runs anticlockwise. */
export function ringArea(ring: Ring): number {
  let sum = 0;
  let [px, py] = ring[ring.length - 1]!;
  const [ox, oy] = ring[0]!;
  for (const [x, y] of ring) {
    sum += (px - ox) * (y - oy) - (x - ox) * (py - oy);
    px = x;
    py = y;
  }
  return sum / 2;
}

/** Is the point inside the rings, by the even-odd rule? */
export function inRings([x, y]: Point, rings: Ring[]): boolean {
  let inside = false;
  for (const ring of rings) {
    let [px, py] = ring[ring.length - 1]!;
    for (const [qx, qy] of ring) {
      if (py > y !== qy > y && x < ((qx - px) * (y - py)) / (qy - py) + px) inside = !inside;
      px = qx;
      py = qy;
    }
  }
  return inside;
}

/** The point of the rings nearest to another, and how far it is. */
export function nearestOnRings([x, y]: Point, rings: Ring[]): { point: Point; distance: number } {
  let best: Point = [x, y];
  let least = Infinity;
  for (const ring of rings) {
    let [px, py] = ring[ring.length - 1]!;
    for (const [qx, qy] of ring) {
      const dx = qx - px;
      const dy = qy - py;
      const t = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
      const d = Math.hypot(px + t * dx - x, py + t * dy - y);
      if (d < least) {
        least = d;
        best = [px + t * dx, py + t * dy];
      }
      px = qx;
      py = qy;
    }
  }
  return { point: best, distance: least };
}

/** A point just inside the rings, for labels on or outside it. */
export function inward(p: Point, rings: Ring[]): Point {
  if (inRings(p, rings)) return p;
  const { point } = nearestOnRings(p, rings);
  for (let reach = 0.002; reach < 5; reach *= 1.5)
    for (let turn = 0; turn < 16; turn++) {
      const a = (turn * Math.PI) / 8;
      const q: Point = [point[0] + reach * Math.cos(a), point[1] + reach * Math.sin(a)];
      if (inRings(q, rings)) return q;
    }
  return point;
}

/** A lattice of whole steps in longitude and latitude, as TopoJSON's transform has it. */
export type Lattice = { step: number; origin: Point };

/** One lattice for the country (16 m) and one, 20 times as fine and sharing its points, for villages. */
export const COARSE: Lattice = { step: 0.00016, origin: [102, 5] };
export const FINE: Lattice = { step: 0.000008, origin: [102, 5] };

/** Degrees to whole lattice steps. */
export function snap([lon, lat]: Point, { step, origin }: Lattice): Point {
  return [Math.round((lon - origin[0]) / step), Math.round((lat - origin[1]) / step)];
}

/** Whole lattice steps to degrees. */
export function unsnap([i, j]: Point, { step, origin }: Lattice): Point {
  return [i * step + origin[0], j * step + origin[1]];
}

/** A small repeatable random source (mulberry32) seeded by a text. */
export function seeded(text: string): () => number {
  let state = 2166136261;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
