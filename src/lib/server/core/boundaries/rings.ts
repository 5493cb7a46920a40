import type { GridPoint } from './shape-set.ts';

/** A closed ring on the grid: the last point is the first. */
export type Ring = readonly GridPoint[];

/** Twice the area of a ring, positive where it winds counter-clockwise. */
export function twiceArea(ring: Ring): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!;
    const [x2, y2] = ring[i]!;
    sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  }
  return sum;
}

/** Where a place lies to a ring. */
export type Side = 'in' | 'out' | 'on';

/** Where a place, on the grid or between its points, lies to a ring; exact where its numbers are whole or halves. */
export function sideOfRing([x, y]: readonly [number, number], ring: Ring): Side {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!;
    const [x2, y2] = ring[i]!;
    const turn = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
    if (turn === 0 && isBetween(x, x1, x2) && isBetween(y, y1, y2)) return 'on';
    if (y1 > y !== y2 > y && turn > 0 === y2 > y1) inside = !inside;
  }
  return inside ? 'in' : 'out';
}

/** A box: [west, south, east, north]. */
export type Box = readonly [number, number, number, number];

export function boxOf(points: Iterable<readonly [number, number]>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

function isBetween(value: number, one: number, other: number): boolean {
  return Math.min(one, other) <= value && value <= Math.max(one, other);
}
