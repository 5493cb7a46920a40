/** The 3,321 communes: which piece of the outline each belongs to, and its cell there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse } from 'd3';
import { outline } from './atlas.ts';
import { Region } from './clip.ts';
import { fitCells, localAreas } from './fit.ts';
import { rounds } from './islands.ts';
import { Crossings, giveAway, shapes, type Shape } from './mesh.ts';
import { COARSE, inRings, inward, nearestOnRings, ringArea, toPlane, unsnap } from './plane.ts';
import type { Point, Ring } from './plane.ts';
import type { Unit } from './topo.ts';
import { drawEdges } from './wiggle.ts';

export type Commune = {
  code: string;
  fullName: string;
  type: string;
  provinceCode: string;
  areaKm2: number;
  population: number | null;
  label: Point;
};

const units = join(import.meta.dirname, '../units');
const rows = (name: string) => csvParse(readFileSync(join(units, name), 'utf8'));

export function readCommunes(): Commune[] {
  return rows('communes-2025.csv').map((r) => ({
    code: r.code!,
    fullName: r.fullName!,
    type: r.type!,
    provinceCode: r.provinceCode!,
    areaKm2: Number(r.areaKm2),
    population: r.population ? Number(r.population) : null,
    label: [Number(r.labelLon), Number(r.labelLat)]
  }));
}

export function readArchipelagos() {
  return rows('archipelagos.csv').map((r) => ({
    unit: r.unitCode2025!,
    lon: Number(r.lon),
    lat: Number(r.lat),
    areaKm2: Number(r.approxAreaKm2)
  }));
}

/** Pieces of the outline that hold no label, or another's: by a point in them. */
const ISLANDS_OF: { at: Point; codes: string[] }[] = [
  { at: [107.509, 20.884], codes: ['06994'] }, // Vân Đồn's islands
  { at: [107.497, 20.961], codes: ['06994'] },
  { at: [107.596, 21.054], codes: ['06994'] },
  { at: [107.361, 20.819], codes: ['06994'] },
  { at: [107.366, 20.876], codes: ['06994'] },
  { at: [107.762, 20.986], codes: ['07192'] }, // Cô Tô
  { at: [107.834, 21.014], codes: ['07192'] },
  { at: [107.771, 21.34], codes: ['06967'] }, // Cái Chiên
  { at: [107.91, 21.38], codes: ['06757'] }, // Vĩnh Thực
  { at: [107.133, 10.395], codes: ['26506', '26526', '26536', '26542'] } // Vũng Tàu
];

/** A label farther than this from the outline (km) makes a round island of its own. */
const OFFSHORE = 5;
/** A unit lacking more than this share of its area on its island has a part on the mainland too. */
const LACKING = 0.2;
/** ... unless nearly all of it would be there: then it is there altogether. */
const NEARLY_ALL = 0.9;
/** ... or the mainland is farther than this (km). */
const NEAR = 25;

/** Reach (km) within which areas are weighed against the land that there is. */
const LOCAL = 25;

export type Piece = { ring: Ring; codes: string[] };
export type Plan = {
  pieces: Piece[];
  /** What each commune is to have on the mainland, and where. */
  mainland: { code: string; label: Point; areaKm2: number }[];
  offshore: string[];
};

/** Shares the communes out between the mainland, the outline's islands and the open sea. */
export function plan(communes: Commune[]): Plan {
  const rings = outline(COARSE);
  const plane = rings.map((ring) => ring.map((p) => toPlane(unsnap(p, COARSE))));
  const byCode = new Map(communes.map((c) => [c.code, c]));
  const placed = new Set<string>();
  const offshore: string[] = [];
  const rest = new Map<string, number>();
  const pieces = rings.map((ring): Piece => ({ ring, codes: [] }));
  pieces.forEach((piece, k) => {
    if (k === 0) return;
    const named = ISLANDS_OF.find((i) => inRings(toPlane(i.at), [plane[k]!]));
    const inside = communes.filter((c) => inRings(toPlane(c.label), [plane[k]!])).map((c) => c.code);
    piece.codes = named?.codes ?? inside;
    piece.codes.forEach((code) => placed.add(code));
  });
  for (let k = 1; k < pieces.length; k++) {
    const piece = pieces[k]!;
    if (piece.codes.length === 0) throw new Error(`nobody lives on piece ${k}`);
    const held = pieces.filter((p) => p.codes.join() === piece.codes.join());
    if (held[0] !== piece) continue;
    const has = held.reduce((sum, p) => sum + ringArea(plane[pieces.indexOf(p)]!), 0);
    const wants = piece.codes.reduce((sum, code) => sum + byCode.get(code)!.areaKm2, 0);
    const largest = piece.codes
      .map((code) => byCode.get(code)!)
      .reduce((a, b) => (b.areaKm2 > a.areaKm2 ? b : a));
    const lack = wants - has;
    const shore = nearestOnRings(toPlane(largest.label), [plane[0]!]);
    if (lack < LACKING * largest.areaKm2 || shore.distance > NEAR) continue;
    const all = lack > NEARLY_ALL * largest.areaKm2;
    rest.set(largest.code, all ? largest.areaKm2 : lack);
    if (all) piece.codes = piece.codes.filter((code) => code !== largest.code);
  }
  const mainland: Plan['mainland'] = [];
  for (const c of communes) {
    const at = toPlane(c.label);
    const inside = inRings(at, [plane[0]!]);
    const shore = inside ? { point: at, distance: 0 } : nearestOnRings(at, [plane[0]!]);
    if (placed.has(c.code) && !rest.has(c.code)) continue;
    if (shore.distance > OFFSHORE && !rest.has(c.code)) offshore.push(c.code);
    else mainland.push({ code: c.code, label: shore.point, areaKm2: rest.get(c.code) ?? c.areaKm2 });
  }
  return { pieces, mainland, offshore };
}

/** The cells of some communes within one piece of the outline. */
function cells(ring: Ring, own: { code: string; label: Point; areaKm2: number }[], groups: string[]) {
  if (own.length === 1) return { found: new Map<string, Shape>([[own[0]!.code, [[ring]]]]), moved: 0 };
  const plane = ring.map((p) => toPlane(unsnap(p, COARSE)));
  const region = new Region([plane]);
  const sites = own.map((c) => inward(c.label, [plane]));
  const areas = own.map((c) => c.areaKm2);
  const fit = fitCells(region, sites, localAreas(region, sites, areas, LOCAL));
  const { mesh, moved } = giveAway(fit.clipped, [plane], groups);
  const lines = drawEdges(mesh, COARSE, [ring], { spacing: 0.9, bend: 0.14 }, 'xã');
  const made = shapes(mesh, COARSE, [ring], lines, own.length, new Crossings());
  return { found: new Map(own.map((c, i) => [c.code, made[i]!])), moved };
}

/** The shapes of all communes, in the order of their codes. */
export function drawCountry(communes: Commune[]) {
  const byCode = new Map(communes.map((c) => [c.code, c]));
  const { pieces, mainland, offshore } = plan(communes);
  const shapeOf = new Map<string, Shape>();
  const add = (code: string, shape: Shape) => shapeOf.set(code, [...(shapeOf.get(code) ?? []), ...shape]);
  let moved = 0;
  pieces.forEach(({ ring, codes }, k) => {
    const own =
      k === 0
        ? mainland
        : codes.map((code) => ({ ...byCode.get(code)!, label: toPlane(byCode.get(code)!.label) }));
    const groups = own.map((c) => byCode.get(c.code)!.provinceCode);
    const made = cells(ring, own, groups);
    moved += made.moved;
    made.found.forEach((shape, code) => add(code, shape));
  });
  const archipelagos = readArchipelagos();
  const points = offshore
    .filter((code) => !archipelagos.some((i) => i.unit === code))
    .map((code) => {
      const c = byCode.get(code)!;
      return { unit: code, lon: c.label[0], lat: c.label[1], areaKm2: c.areaKm2 };
    });
  const islands = [...archipelagos, ...points];
  rounds(islands, COARSE).forEach((ring, k) => add(islands[k]!.unit, [[ring]]));
  const units = communes.map(({ code }): Unit => ({ code, shape: shapeOf.get(code)! }));
  return { units, moved, offshore, mainland };
}
