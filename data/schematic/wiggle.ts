/**
 * Makes straight inner borders look drawn: midpoint displacement, repeatable, small against the
 * border's own length, and taken back wherever it would make two lines touch.
 */
import { rimPoints, type Clipped } from './clip.ts';
import {
  fromPlane,
  ringArea,
  seeded,
  snap,
  toPlane,
  unsnap,
  type Lattice,
  type Point,
  type Ring
} from './plane.ts';

/** `spacing`: wanted distance between points in km; `bend`: sway as a share of the length. */
export type Style = { spacing: number; bend: number };

/** Inner lattice points of every inner edge of the mesh. */
export function drawEdges(
  mesh: Clipped,
  lattice: Lattice,
  latticeRings: Ring[],
  style: Style,
  seed: string
): Point[][] {
  const nodes = mesh.nodes.map((p) => snap(fromPlane(p), lattice));
  const bends = mesh.inner.map(() => 1);
  const draw = (k: number): Point[] => {
    const e = mesh.inner[k]!;
    const [a, b] = [nodes[e.from]!, nodes[e.to]!];
    return sway(a, b, lattice, { ...style, bend: style.bend * bends[k]! }, `${seed}:${a.join()}:${b.join()}`);
  };
  const lines = mesh.inner.map((_, k) => draw(k));
  const rimLines = mesh.rims.map((rim): Ring => {
    const ring = latticeRings[rim.ring]!;
    const mid = rimPoints(rim, latticeRings).map((k) => ring[k]!);
    return rim.from < 0 ? [...mid, mid[0]!] : [nodes[rim.from]!, ...mid, nodes[rim.to]!];
  });
  for (let round = 0; round < 8; round++) {
    const all = [
      ...lines.map((line, k) => [nodes[mesh.inner[k]!.from]!, ...line, nodes[mesh.inner[k]!.to]!]),
      ...rimLines
    ];
    const bad = touching(all).filter((k) => k < lines.length && bends[k]! > 0);
    if (bad.length === 0) break;
    for (const k of bad) {
      bends[k] = round < 4 ? bends[k]! / 2 : 0;
      lines[k] = bends[k] === 0 ? [] : draw(k);
    }
  }
  return lines;
}

/** Midpoint displacement between two lattice points. */
function sway(a: Point, b: Point, lattice: Lattice, style: Style, seed: string): Point[] {
  const p = toPlane(unsnap(a, lattice));
  const q = toPlane(unsnap(b, lattice));
  const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
  const halvings = Math.round(Math.log2(length / style.spacing));
  const depth = halvings < 1 ? 0 : Math.min(3, Math.max(2, halvings));
  if (depth === 0 || style.bend === 0) return [];
  const random = seeded(seed);
  let line: Point[] = [p, q];
  let bend = style.bend;
  for (let level = 0; level < depth; level++) {
    const next: Point[] = [line[0]!];
    for (let k = 1; k < line.length; k++) {
      const [u, v] = [line[k - 1]!, line[k]!];
      const dx = v[0] - u[0];
      const dy = v[1] - u[1];
      const off = (random() * 2 - 1) * bend;
      const along = 0.5 + (random() - 0.5) * 0.2;
      next.push([u[0] + along * dx - off * dy, u[1] + along * dy + off * dx], v);
    }
    line = next;
    bend *= 0.85;
  }
  return balanced(line)
    .slice(1, -1)
    .map((s) => snap(fromPlane(s), lattice));
}

/** The line, bowed so that it takes as much land as it gives: cells keep their areas. */
function balanced(line: Point[]): Point[] {
  const [p, q] = [line[0]!, line.at(-1)!];
  const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
  const [ux, uy] = [(q[0] - p[0]) / length, (q[1] - p[1]) / length];
  const along = line.map(([x, y]) => ((x - p[0]) * ux + (y - p[1]) * uy) / length);
  const bow = along.map((t) => Math.sin(Math.PI * Math.max(0, Math.min(1, t))));
  const taken = ringArea(line);
  const bowed = line.map(([x, y], k): Point => [x - bow[k]! * uy, y + bow[k]! * ux]);
  const perKm = ringArea(bowed) - taken;
  const c = perKm === 0 ? 0 : -taken / perKm;
  return line.map(([x, y], k): Point => [x - c * bow[k]! * uy, y + c * bow[k]! * ux]);
}

/** The lines of which a segment crosses or touches a segment of another (or a later one of its own). */
export function touching(lines: Point[][]): number[] {
  const segments: { p: Point; q: Point; line: number; index: number }[] = [];
  lines.forEach((points, line) => {
    for (let k = 1; k < points.length; k++)
      segments.push({ p: points[k - 1]!, q: points[k]!, line, index: k });
  });
  const lengths = segments.map((s) => Math.hypot(s.p[0] - s.q[0], s.p[1] - s.q[1])).sort((a, b) => a - b);
  const size = Math.max(1, 2 * (lengths[Math.floor(lengths.length / 2)] ?? 1));
  const squares = new Map<number, number[]>();
  const bad = new Set<number>();
  segments.forEach((s, id) => {
    const [a, b] = [s.p[0], s.q[0]].sort((m, n) => m - n).map((v) => Math.floor(v / size)) as Point;
    const [c, d] = [s.p[1], s.q[1]].sort((m, n) => m - n).map((v) => Math.floor(v / size)) as Point;
    for (let i = a; i <= b; i++)
      for (let j = c; j <= d; j++) {
        const key = i * 1000003 + j;
        const here = squares.get(key);
        if (!here) {
          squares.set(key, [id]);
          continue;
        }
        for (const other of here)
          if (conflict(s, segments[other]!)) {
            bad.add(s.line);
            bad.add(segments[other]!.line);
          }
        here.push(id);
      }
  });
  return [...bad];
}

const side = (a: Point, b: Point, p: Point) =>
  Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
const same = (p: Point, q: Point) => p[0] === q[0] && p[1] === q[1];
const within = (a: Point, b: Point, p: Point) =>
  Math.min(a[0], b[0]) <= p[0] &&
  p[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= p[1] &&
  p[1] <= Math.max(a[1], b[1]);

/** Do two segments meet anywhere but in a common end point? Exact, on whole numbers. */
export function conflict(s: { p: Point; q: Point }, t: { p: Point; q: Point }): boolean {
  const a = side(s.p, s.q, t.p);
  const b = side(s.p, s.q, t.q);
  const c = side(t.p, t.q, s.p);
  const d = side(t.p, t.q, s.q);
  if (a * b < 0 && c * d < 0) return true;
  const on = (p: Point, q: Point, r: Point, z: number, ends: Point[]) =>
    z === 0 && within(p, q, r) && !ends.some((e) => same(e, r));
  return (
    on(s.p, s.q, t.p, a, [s.p, s.q]) ||
    on(s.p, s.q, t.q, b, [s.p, s.q]) ||
    on(t.p, t.q, s.p, c, [t.p, t.q]) ||
    on(t.p, t.q, s.q, d, [t.p, t.q])
  );
}
