/** Where a unit's name stands: the middle of the widest place of its largest piece. */
import polylabel from 'polylabel';
import type { Shape } from './mesh.ts';
import { fromPlane, ringArea, toPlane, unsnap, type Lattice, type Point } from './plane.ts';

export function anchor(shape: Shape, lattice: Lattice): Point {
  const largest = shape.reduce((a, b) => (Math.abs(ringArea(b[0]!)) > Math.abs(ringArea(a[0]!)) ? b : a));
  const rings = largest.map((ring) => [...ring, ring[0]!].map((p) => toPlane(unsnap(p, lattice))));
  const [x, y] = polylabel(rings, Math.sqrt(Math.abs(ringArea(rings[0]!))) / 50) as unknown as Point;
  return round(fromPlane([x, y]));
}

/** Mean of an archipelago's islands. */
export function middle(points: Point[]): Point {
  const sum = points.reduce((a, p): Point => [a[0] + p[0], a[1] + p[1]], [0, 0]);
  return round([sum[0] / points.length, sum[1] / points.length]);
}

const round = ([lon, lat]: Point): Point => [Number(lon.toFixed(5)), Number(lat.toFixed(5))];
