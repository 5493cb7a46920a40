/** Natural Earth's lines, as the package world-atlas carries them: Viet Nam's outline and plain land. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { MultiPolygon } from 'geojson';
import { ringArea, snap, type Lattice, type Point, type Ring } from './plane.ts';

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
			return ringArea(ring) > 0 ? ring : ring.reverse();
		})
		.sort((a, b) => ringArea(b) - ringArea(a));
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
