/**
 * Lays a power diagram into a region (rings: outer ones anticlockwise, holes clockwise).
 *
 * The result is a planar graph: pieces of inner edges with a site on either side, and stretches of
 * the region's rim with a site on their left. Where an edge meets the rim there is one node, shared
 * by all that end there; so the cells fit each other and the rim exactly.
 */
import type { Point, Ring } from './plane.ts';
import type { Diagram } from './power.ts';

/** A place on the rim: ring, segment, and how far along it. */
export type RimSpot = { ring: number; segment: number; along: number };
/** An inner edge that lies in the region. */
export type Inner = { left: number; right: number; from: number; to: number };
/** A stretch of the rim; `points` are its inner points; `start` and `end` are null for a whole ring. */
export type Rim = {
  left: number;
  from: number;
  to: number;
  ring: number;
  start: RimSpot | null;
  end: RimSpot | null;
};
export type Clipped = { nodes: Point[]; inner: Inner[]; rims: Rim[] };

/** The region's segments, sorted into the squares of a grid. */
export class Region {
  readonly rings: Ring[];
  private readonly size: number;
  private readonly cells = new Map<number, number[]>();
  private readonly rows = new Map<number, number[]>();
  private readonly flat: { ring: number; segment: number; p: Point; q: Point }[] = [];
  readonly bounds: [number, number, number, number];

  constructor(rings: Ring[]) {
    this.rings = rings;
    const all = rings.flat();
    const xs = all.map((p) => p[0]);
    const ys = all.map((p) => p[1]);
    this.bounds = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const [minX, minY, maxX, maxY] = this.bounds;
    this.size = Math.max(maxX - minX, maxY - minY) / 128 || 1;
    rings.forEach((ring, r) =>
      ring.forEach((p, s) => {
        const q = ring[(s + 1) % ring.length]!;
        const id = this.flat.push({ ring: r, segment: s, p, q }) - 1;
        const [a, b] = [this.at(Math.min(p[0], q[0])), this.at(Math.max(p[0], q[0]))];
        const [c, d] = [this.at(Math.min(p[1], q[1])), this.at(Math.max(p[1], q[1]))];
        for (let j = c; j <= d; j++) {
          push(this.rows, j, id);
          for (let i = a; i <= b; i++) push(this.cells, key(i, j), id);
        }
      })
    );
  }

  private at(v: number): number {
    return Math.floor(v / this.size);
  }

  /** Even-odd test, against the segments of the point's row alone. */
  has([x, y]: Point): boolean {
    let inside = false;
    for (const id of this.rows.get(this.at(y)) ?? []) {
      const { p, q } = this.flat[id]!;
      if (p[1] > y !== q[1] > y && x < ((q[0] - p[0]) * (y - p[1])) / (q[1] - p[1]) + p[0]) inside = !inside;
    }
    return inside;
  }

  /** Where the segment from a to b meets the rim, in order, with the segments it meets. */
  meets(a: Point, b: Point): { t: number; along: number; ring: number; segment: number; point: Point }[] {
    const [minX, minY, maxX, maxY] = this.bounds;
    const seen = new Set<number>();
    const out = [];
    // the part of a–b within each row of the grid, and the squares it passes there
    const low = Math.max(Math.min(a[1], b[1]), minY);
    const high = Math.min(Math.max(a[1], b[1]), maxY);
    for (let j = this.at(low); j <= this.at(high); j++) {
      const flatEdge = a[1] === b[1];
      const f = (y: number) => (flatEdge ? 0 : (y - a[1]) / (b[1] - a[1]));
      const y0 = Math.max(low, j * this.size - 1e-9);
      const y1 = Math.min(high, (j + 1) * this.size + 1e-9);
      const xa = flatEdge ? a[0] : a[0] + f(y0) * (b[0] - a[0]);
      const xb = flatEdge ? b[0] : a[0] + f(y1) * (b[0] - a[0]);
      const from = this.at(Math.max(Math.min(xa, xb), minX));
      const to = this.at(Math.min(Math.max(xa, xb), maxX));
      for (let i = from - 1; i <= to + 1; i++) for (const id of this.cells.get(key(i, j)) ?? []) seen.add(id);
    }
    for (const id of seen) {
      const { p, q, ring, segment } = this.flat[id]!;
      const sp = side(a, b, p);
      const sq = side(a, b, q);
      if (sp > 0 === sq > 0) continue;
      const sa = side(p, q, a);
      const sb = side(p, q, b);
      if (sa > 0 === sb > 0) continue;
      const along = sp / (sp - sq);
      const point: Point = [p[0] + along * (q[0] - p[0]), p[1] + along * (q[1] - p[1])];
      out.push({ t: sa / (sa - sb), along, ring, segment, point });
    }
    return out.sort((m, n) => m.t - n.t);
  }
}

const key = (i: number, j: number) => i * 100003 + j;
const push = (map: Map<number, number[]>, k: number, v: number) => {
  const list = map.get(k);
  if (list) list.push(v);
  else map.set(k, [v]);
};
const side = (a: Point, b: Point, p: Point) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);

/** Lays the diagram of `sites` and `weights` into the region. */
export function clip(diagram: Diagram, region: Region, sites: Point[], weights: ArrayLike<number>): Clipped {
  const nodes = diagram.corners.slice();
  const inner: Inner[] = [];
  type Meeting = { node: number; along: number; segment: number; left: number; right: number };
  const onRing: Meeting[][] = region.rings.map(() => []);
  const power = (i: number, [x, y]: Point) => (sites[i]![0] - x) ** 2 + (sites[i]![1] - y) ** 2 - weights[i]!;

  for (const { left, right, from, to } of diagram.edges) {
    const a = diagram.corners[from]!;
    const b = diagram.corners[to]!;
    const meets = region.meets(a, b);
    let inside = region.has(a);
    let start = from;
    for (const m of meets) {
      const node = nodes.push(m.point) - 1;
      onRing[m.ring]!.push({ node, along: m.along, segment: m.segment, left, right });
      if (inside) inner.push({ left, right, from: start, to: node });
      start = node;
      inside = !inside;
    }
    if (inside) inner.push({ left, right, from: start, to });
  }

  const rims: Rim[] = [];
  onRing.forEach((meetings, ring) => {
    const points = region.rings[ring]!;
    if (meetings.length === 0) {
      let best = 0;
      for (let i = 1; i < sites.length; i++) if (power(i, points[0]!) < power(best, points[0]!)) best = i;
      rims.push({ left: best, from: -1, to: -1, ring, start: null, end: null });
      return;
    }
    meetings.sort((m, n) => m.segment - n.segment || m.along - n.along);
    meetings.forEach((m, k) => {
      const next = meetings[(k + 1) % meetings.length]!;
      const p = points[m.segment]!;
      const q = points[(m.segment + 1) % points.length]!;
      const change = power(m.left, q) - power(m.left, p) - power(m.right, q) + power(m.right, p);
      rims.push({
        left: change < 0 ? m.left : m.right,
        from: m.node,
        to: next.node,
        ring,
        start: { ring, segment: m.segment, along: m.along },
        end: { ring, segment: next.segment, along: next.along }
      });
    });
  });
  return { nodes, inner, rims };
}

/** The rim's ring points between its two ends, in order. */
export function rimPoints(rim: Rim, rings: Ring[]): number[] {
  const n = rings[rim.ring]!.length;
  if (!rim.start || !rim.end) return Array.from({ length: n }, (_, k) => k);
  const out: number[] = [];
  const { start, end } = rim;
  if (start.segment === end.segment && end.along > start.along) return out;
  for (let k = (start.segment + 1) % n; ; k = (k + 1) % n) {
    out.push(k);
    if (k === end.segment) return out;
  }
}

/** Area and centroid sums of every cell, and the length of every inner border. */
export function measure(clipped: Clipped, rings: Ring[], count: number) {
  const area = new Float64Array(count);
  const cx = new Float64Array(count);
  const cy = new Float64Array(count);
  const [ox, oy] = rings[0]![0]!;
  const add = (i: number, p: Point, q: Point, sign: number) => {
    const c = sign * ((p[0] - ox) * (q[1] - oy) - (q[0] - ox) * (p[1] - oy));
    area[i]! += c / 2;
    cx[i]! += (c * (p[0] + q[0] - 2 * ox)) / 6;
    cy[i]! += (c * (p[1] + q[1] - 2 * oy)) / 6;
  };
  for (const e of clipped.inner) {
    const p = clipped.nodes[e.from]!;
    const q = clipped.nodes[e.to]!;
    add(e.left, p, q, 1);
    add(e.right, p, q, -1);
  }
  for (const rim of clipped.rims) {
    const ring = rings[rim.ring]!;
    const mid = rimPoints(rim, rings).map((k) => ring[k]!);
    const line =
      rim.from < 0 ? [...mid, mid[0]!] : [clipped.nodes[rim.from]!, ...mid, clipped.nodes[rim.to]!];
    for (let k = 1; k < line.length; k++) add(rim.left, line[k - 1]!, line[k]!, 1);
  }
  const centroid = Array.from(area, (a, i): Point => [cx[i]! / a + ox, cy[i]! / a + oy]);
  return { area, centroid };
}
