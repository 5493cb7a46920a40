/**
 * Power diagrams (weighted Voronoi, Laguerre): each site's cell by cutting a wide box with the
 * bisectors of its neighbours, nearest first.
 *
 * Every corner is the meeting of three sites and is computed from the sorted triple, so the cells
 * that share it have the very same point.
 */
import type { Point } from './plane.ts';

export type Edge = { left: number; right: number; from: number; to: number };
export type Diagram = { corners: Point[]; edges: Edge[] };

const FAR = 4000;

/** Candidates for cutting each site, nearest first. */
export function neighbourLists(sites: Point[], most = 300): number[][] {
  const xs = sites.map((p) => p[0]);
  const ys = sites.map((p) => p[1]);
  const width = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const size = width / Math.sqrt(sites.length) || 1;
  const squares = new Map<string, number[]>();
  const at = (v: number) => Math.floor(v / size);
  sites.forEach(([x, y], i) => {
    const key = `${at(x)},${at(y)}`;
    squares.set(key, [...(squares.get(key) ?? []), i]);
  });
  const wanted = Math.min(most, sites.length - 1);
  return sites.map(([x, y], i) => {
    let found: [number, number][] = [];
    for (let reach = 4; found.length < wanted; reach *= 2) {
      found = [];
      for (let a = at(x) - reach; a <= at(x) + reach; a++)
        for (let b = at(y) - reach; b <= at(y) + reach; b++)
          for (const j of squares.get(`${a},${b}`) ?? []) {
            const d = Math.hypot(sites[j]![0] - x, sites[j]![1] - y);
            if (j !== i && d <= reach * size) found.push([d, j]);
          }
    }
    found.sort((p, q) => p[0] - q[0]);
    return found.slice(0, wanted).map((p) => p[1]);
  });
}

/** The line of points as far (in power) from i as from j: a·x + b·y = c, with i where it is less. */
function bisector(i: number, j: number, sites: Point[], weights: ArrayLike<number>, box: number[]) {
  if (j < 0) {
    const [minX, minY, maxX, maxY] = box as [number, number, number, number];
    if (j === -1) return [0, -1, -minY] as const;
    if (j === -2) return [1, 0, maxX] as const;
    if (j === -3) return [0, 1, maxY] as const;
    return [-1, 0, -minX] as const;
  }
  const [x, y] = sites[i]!;
  const [u, v] = sites[j]!;
  const mid = ((u - x) * (u + x) + (v - y) * (v + y)) / 2;
  return [u - x, v - y, mid + (weights[i]! - weights[j]!) / 2] as const;
}

/** All corners and edges of the diagram; cells run anticlockwise round their site. */
export function powerDiagram(sites: Point[], weights: ArrayLike<number>, near: number[][]): Diagram {
  const [ox, oy] = sites[0]!;
  const box = [ox - FAR, oy - FAR, ox + FAR, oy + FAR];
  const [minX, minY, maxX, maxY] = box as [number, number, number, number];
  let heaviest = -Infinity;
  for (let i = 0; i < sites.length; i++) heaviest = Math.max(heaviest, weights[i]!);

  const corners: Point[] = [];
  const known = new Map<string, number>();
  const corner = (i: number, j: number, k: number): number => {
    const [a, b, c] = [i, j, k].sort((p, q) => p - q) as [number, number, number];
    const key = `${a}:${b}:${c}`;
    let id = known.get(key);
    if (id === undefined) {
      const [p, q, s] = b < 0 ? [c, b, a] : a < 0 ? [b, c, a] : [a, b, c];
      const [a1, b1, c1] = bisector(p, q, sites, weights, box);
      const [a2, b2, c2] = bisector(p, s, sites, weights, box);
      const det = a1 * b2 - a2 * b1;
      id = corners.push([(c1 * b2 - c2 * b1) / det, (a1 * c2 - a2 * c1) / det]) - 1;
      known.set(key, id);
    }
    return id;
  };

  const edges: Edge[] = [];
  for (let i = 0; i < sites.length; i++) {
    const [sx, sy] = sites[i]!;
    let cell: Cut[] = [
      { x: minX, y: minY, next: -1 },
      { x: maxX, y: minY, next: -2 },
      { x: maxX, y: maxY, next: -3 },
      { x: minX, y: maxY, next: -4 }
    ];
    for (const j of near[i]!) {
      const [u, v] = sites[j]!;
      const d = Math.hypot(u - sx, v - sy);
      const reach = Math.sqrt(Math.max(...cell.map((p) => (p.x - sx) ** 2 + (p.y - sy) ** 2)));
      if ((d * d + weights[i]! - heaviest) / (2 * d) > reach) break;
      cell = cut(cell, bisector(i, j, sites, weights, box), j);
      if (cell.length < 3) break;
    }
    const n = cell.length;
    if (n < 3) continue;
    for (let k = 0; k < n; k++) {
      const j = cell[k]!.next;
      if (j < i) continue;
      const before = cell[(k + n - 1) % n]!.next;
      const after = cell[(k + 1) % n]!.next;
      edges.push({ left: i, right: j, from: corner(i, before, j), to: corner(i, j, after) });
    }
  }
  return { corners, edges };
}

/** A corner of a cell in the making, and the site beyond the edge that leaves it. */
type Cut = { x: number; y: number; next: number };

/** Keeps the part of a convex cell where a·x + b·y ≤ c; the new edge faces site j. */
function cut(cell: Cut[], [a, b, c]: readonly [number, number, number], j: number): Cut[] {
  const n = cell.length;
  const side = cell.map((p) => a * p.x + b * p.y - c);
  if (side.every((s) => s <= 0)) return cell;
  const out: Cut[] = [];
  for (let k = 0; k < n; k++) {
    const p = cell[k]!;
    const q = cell[(k + 1) % n]!;
    const s = side[k]!;
    const t = side[(k + 1) % n]!;
    if (s <= 0) out.push(p);
    if (s <= 0 !== t <= 0) {
      const f = s / (s - t);
      const x = p.x + f * (q.x - p.x);
      const y = p.y + f * (q.y - p.y);
      out.push({ x, y, next: s <= 0 ? j : p.next });
    }
  }
  return out;
}
