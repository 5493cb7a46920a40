/** Land around Viet Nam: plain, without names or borders, and without any islet of the East Sea. */
import { difference, intersection, type Geom } from 'polyclip-ts';
import { land, outline } from './atlas.ts';
import type { Shape } from './mesh.ts';
import { COARSE, ringArea, snap, toPlane, unsnap, type Point, type Ring } from './plane.ts';

/** The picture's frame: west, south, east, north. */
const FRAME = [84, -4, 136, 36] as const;
/** Anything that lies wholly in here is an islet of the East Sea and goes. */
const EAST_SEA = [109.42, 5.5, 119.2, 18.1] as const;
/** Islets smaller than this (km²) go everywhere. */
const LEAST = 40;
/** Distance (km) by which a line may be simplified away from Viet Nam's own. */
const TOLERANCE = 2.5;

const inside = (ring: Point[], [w, s, e, n]: readonly [number, number, number, number]) =>
  ring.every(([x, y]) => x > w && x < e && y > s && y < n);

/** Polygons of the neighbours' land on the coarse lattice, with Viet Nam cut out. */
export function neighbourLand(): Shape {
  const [w, s, e, n] = FRAME;
  const frame: Ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n]
  ];
  const near = land().filter((polygon) => {
    const ring = polygon[0]!;
    const touches = ring.some(([x, y]) => x > w && x < e && y > s && y < n);
    return touches && !inside(ring, EAST_SEA);
  });
  const toLattice = (ring: Point[]) => ring.map((p) => snap(p, COARSE));
  const own = outline(COARSE);
  const kept = new Set(own.flat().map(String));
  const framed = intersection(
    near.map((p) => p.map(toLattice)),
    [[toLattice(frame)]] as Geom
  );
  const cut = difference(
    framed,
    own.map((ring) => [ring])
  ) as Point[][][];
  return cut
    .map((polygon) =>
      polygon
        .map((ring, k) =>
          simplify(
            ring.slice(0, -1).map(([x, y]): Point => [Math.round(x), Math.round(y)]),
            kept,
            k > 0
          )
        )
        .filter((ring) => ring.length > 2 && km2(ring) > LEAST)
    )
    .filter((polygon) => polygon.length > 0);
}

const plane = (p: Point) => toPlane(unsnap(p, COARSE));
const km2 = (ring: Ring) => Math.abs(ringArea(ring.map(plane)));

/** Douglas–Peucker between points that are Viet Nam's too; those stay. Outer rings anticlockwise. */
function simplify(ring: Ring, kept: Set<string>, hole: boolean): Ring {
  const anchors = ring.map((p, k) => (kept.has(String(p)) ? k : -1)).filter((k) => k >= 0);
  if (anchors.length < 2) anchors.splice(0, anchors.length, 0, Math.floor(ring.length / 2));
  const out: Ring = [];
  anchors.forEach((from, a) => {
    const to = anchors[(a + 1) % anchors.length]!;
    const line: Ring = [];
    for (let k = from; ; k = (k + 1) % ring.length) {
      line.push(ring[k]!);
      if (k === to && line.length > 1) break;
    }
    out.push(...thin(line).slice(0, -1));
  });
  return ringArea(out) > 0 === !hole ? out : out.reverse();
}

function thin(line: Ring): Ring {
  if (line.length < 3) return line;
  const flat = line.map(plane);
  const [p, q] = [flat[0]!, flat.at(-1)!];
  const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
  let worst = 0;
  let at = 0;
  flat.forEach(([x, y], k) => {
    const d =
      length === 0
        ? Math.hypot(x - p[0], y - p[1])
        : Math.abs((q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0])) / length;
    if (d > worst) [worst, at] = [d, k];
  });
  if (worst < TOLERANCE) return [line[0]!, line.at(-1)!];
  return [...thin(line.slice(0, at + 1)).slice(0, -1), ...thin(line.slice(at))];
}
