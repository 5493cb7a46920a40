/** Natural Earth's lines, as the package world-atlas carries them: Viet Nam's outline and plain land. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { MultiPolygon } from 'geojson';
import { ringArea, snap, type Lattice, type Point, type Ring } from './plane.ts';
import { tidy } from './mesh.ts';
import { conflict } from './wiggle.ts';

const require = createRequire(import.meta.url);
const load = (name: string) =>
  JSON.parse(readFileSync(require.resolve(`world-atlas/${name}`), 'utf8')) as Topology;

/** ISO 3166 numeric code of Viet Nam. */
const VIET_NAM = '704';

/** Viet Nam's outline: one anticlockwise lattice ring per piece, the mainland first. */
export function outline(lattice: Lattice): Ring[] {
  const atlas = load('countries-10m.json');
  const countries = atlas.objects.countries as GeometryCollection;
  const own = countries.geometries.find((g) => g.id === VIET_NAM);
  if (!own) throw new Error('world-atlas has no feature 704');
  const { geometry } = feature(atlas, own) as { geometry: MultiPolygon };
  return geometry.coordinates
    .map((polygon) => {
      const ring = polygon[0]!.slice(0, -1).map((p) => snap(p as Point, lattice));
      return unknot(ringArea(ring) > 0 ? ring : ring.reverse());
    })
    .sort((a, b) => ringArea(b) - ringArea(a));
}

/** Drops the few points at which a ring, on its coarse steps, passes over itself: the least land each. */
function unknot(ring: Ring): Ring {
  let out = tidy(ring);
  for (let bad = knot(out); bad.length > 0; bad = knot(out)) {
    const without = bad.map((k) => out.filter((_, i) => i !== k));
    const loss = (r: Ring) => Math.abs(ringArea(r) - ringArea(out));
    out = without.reduce((a, b) => (loss(b) < loss(a) ? b : a));
  }
  return out;
}

/** The end points of two segments of the ring that meet where they should not; none in a good ring. */
function knot(ring: Ring): number[] {
  const n = ring.length;
  const parts = ring.map((p, k) => ({ p, q: ring[(k + 1) % n]! }));
  for (let i = 0; i < n; i++) {
    const { p, q } = parts[i]!;
    for (let j = i + 1; j < n; j++) {
      const { p: r, q: s } = parts[j]!;
      if (Math.max(p[0], q[0]) < Math.min(r[0], s[0]) || Math.max(r[0], s[0]) < Math.min(p[0], q[0]))
        continue;
      if (Math.max(p[1], q[1]) < Math.min(r[1], s[1]) || Math.max(r[1], s[1]) < Math.min(p[1], q[1]))
        continue;
      const twice = p[0] === r[0] && p[1] === r[1];
      if (twice || conflict(parts[i]!, parts[j]!)) return [i, (i + 1) % n, j, (j + 1) % n];
    }
  }
  return [];
}

/** All land, as polygons of closed rings in degrees, unnamed and without borders. */
export function land(): Point[][][] {
  const atlas = load('land-10m.json');
  const all = feature(atlas, atlas.objects.land!) as unknown as {
    features?: { geometry: MultiPolygon }[];
    geometry?: MultiPolygon;
  };
  const list = all.features ? all.features.map((f) => f.geometry) : [all.geometry!];
  return list.flatMap((g) => g.coordinates as Point[][][]);
}
