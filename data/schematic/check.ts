/** Checks the files of this folder and prints the figures: `node data/schematic/check.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outline } from './atlas.ts';
import { readArchipelagos, readCommunes } from './country.ts';
import type { Shape } from './mesh.ts';
import { COARSE, inRings, ringArea, seeded, snap, toPlane, unsnap } from './plane.ts';
import type { Point, Ring } from './plane.ts';
import { NOTE, shapesOfLayer, type NotedTopology, type Unit } from './topo.ts';
import { touching } from './wiggle.ts';

let faults = 0;
function expect(good: boolean, what: string): void {
  if (!good) faults++;
  console.log(`${good ? 'ok   ' : 'FAULT'} ${what}`);
}
const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as NotedTopology;
const percent = (x: number) => `${(100 * x).toFixed(2)}%`;
const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

/** km² of a shape on the lattice of its topology. */
function areaOf(shape: Shape, topo: NotedTopology): number {
  const [step, , [ox, oy]] = [topo.transform!.scale[0], 0, topo.transform!.translate];
  const plane = (ring: Ring) => ring.map((p) => toPlane([p[0] * step + ox, p[1] * step + oy]));
  return shape.reduce((sum, rings) => sum + rings.reduce((s, r) => s + ringArea(plane(r)), 0), 0);
}

/** Rings are closed by nature; they must have three corners, turn the right way and touch nothing. */
function checkRings(name: string, topo: NotedTopology, layers: string[]): void {
  expect(topo.note === NOTE, `${name}: carries "${NOTE}"`);
  const crossed = touching(topo.arcs.map(decode));
  expect(
    crossed.length === 0,
    `${name}: no arc touches another (${topo.arcs.length} arcs, ${crossed.length} do)`
  );
  for (const layer of layers) {
    const units = shapesOfLayer(topo, layer);
    const rings = units.flatMap((u) => u.shape.flatMap((p) => p.map((r, k) => ({ r, k }))));
    const wrong = rings.filter(({ r, k }) => r.length < 3 || ringArea(r) > 0 !== (k === 0));
    const pinched = rings.filter(({ r }) => new Set(r.map(String)).size !== r.length);
    const codes = new Set(units.map((u) => u.code));
    expect(codes.size === units.length, `${name} ${layer}: ${units.length} units, each once`);
    expect(
      wrong.length === 0,
      `${name} ${layer}: ${rings.length} rings, outer ones anticlockwise (RFC 7946)`
    );
    expect(pinched.length === 0, `${name} ${layer}: no ring passes a point twice (${pinched.length})`);
  }
}
/** An arc's steps as lattice points. */
function decode(arc: NotedTopology['arcs'][number]): Point[] {
  let [x, y] = [0, 0];
  return arc.map((d): Point => [(x += d[0]!), (y += d[1]!)]);
}

/** Every point that lies in the union must lie in exactly one unit. */
function checkSampled(name: string, units: Unit[], whole: Unit[], count: number): void {
  const boxes = units.map((u) => ({ u, box: boxOf(u.shape) }));
  const pieces = whole.flatMap((u) => u.shape);
  const random = seeded(name);
  let [none, many, tried] = [0, 0, 0];
  for (let k = 0; tried < count && k < 200 * count; k++) {
    const piece = pieces[Math.floor(random() * pieces.length)]!;
    const [w, s, e, n] = boxOf([piece]);
    const p: Point = [w + random() * (e - w) + 0.137, s + random() * (n - s) + 0.291];
    if (!inRings(p, piece)) continue;
    tried++;
    const hits = boxes.filter(
      ({ u, box: b }) =>
        p[0] >= b[0] &&
        p[0] <= b[2] &&
        p[1] >= b[1] &&
        p[1] <= b[3] &&
        u.shape.some((rings) => inRings(p, rings))
    );
    if (hits.length === 0) none++;
    if (hits.length > 1) many++;
  }
  expect(
    none + many === 0,
    `${name}: ${tried} points each in exactly one unit (${none} in none, ${many} in several)`
  );
}

function boxOf(shape: Shape): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of shape.flat(2)) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const communes = readCommunes();
const topo = read('vietnam-2025.topojson');
checkRings('vietnam-2025', topo, ['communes', 'provinces', 'country']);
const units = shapesOfLayer(topo, 'communes');
const known = new Set(units.map((u) => u.code));
expect(
  units.length === communes.length && communes.every((c) => known.has(c.code)),
  `all ${communes.length} communes`
);
expect(shapesOfLayer(topo, 'provinces').length === 34, '34 provinces');

// areas
const rings = outline(COARSE);
const plane = rings.map((ring) => ring.map((p) => toPlane(unsnap(p, COARSE))));
const land = plane.reduce((sum, ring) => sum + ringArea(ring), 0);
const drawn = new Map(units.map((u) => [u.code, areaOf(u.shape, topo)]));
const rounds = units
  .flatMap((u) => u.shape)
  .filter((p) => !plane.some((r) => inRings(toPlane(unsnap(p[0]![0]!, COARSE)), [r])) && isRound(p));
const sea = areaOf(rounds, topo);
const sum = [...drawn.values()].reduce((a, b) => a + b, 0);
const off = (sum - sea) / land - 1;
expect(
  Math.abs(off) < 0.001,
  `cells fill the outline: ${(sum - sea).toFixed(0)} of ${land.toFixed(0)} km² (${percent(off)}); ${rounds.length} round islands apart`
);
const country = areaOf(shapesOfLayer(topo, 'country')[0]!.shape, topo);
expect(Math.abs(country / sum - 1) < 1e-9, 'the country is the sum of its communes');

/** Round islands: all corners as far from the middle. */
function isRound(polygon: Ring[]): boolean {
  const ring = polygon[0]!.map((p) => toPlane(unsnap(p, COARSE)));
  const mid = ring.reduce((a, p): Point => [a[0] + p[0] / ring.length, a[1] + p[1] / ring.length], [0, 0]);
  const far = ring.map((p) => Math.hypot(p[0] - mid[0], p[1] - mid[1]));
  return ring.length <= 20 && Math.max(...far) < 1.15 * Math.min(...far);
}

const shapeOf = new Map(units.map((u) => [u.code, u.shape]));
/** Units drawn as rounds, larger than life, are left out of the figures. */
const mainland = communes.filter((c) => !shapeOf.get(c.code)!.every(isRound));
const scale =
  mainland.reduce((s, c) => s + drawn.get(c.code)!, 0) / mainland.reduce((s, c) => s + c.areaKm2, 0);
const errors = mainland
  .map((c) => Math.abs(drawn.get(c.code)! / (c.areaKm2 * scale) - 1))
  .sort((a, b) => a - b);
console.log(
  `     area of communes: median error ${percent(at(errors, 0.5))}, p95 ${percent(at(errors, 0.95))}, most ${percent(errors.at(-1)!)}`
);
const byProvince = Object.entries(Object.groupBy(mainland, (c) => c.provinceCode)).map(([code, list]) => {
  const has = list!.reduce((s, c) => s + drawn.get(c.code)!, 0);
  return { code, error: has / (scale * list!.reduce((s, c) => s + c.areaKm2, 0)) - 1 };
});
byProvince.sort((a, b) => Math.abs(a.error) - Math.abs(b.error));
const worst = byProvince.slice(-4).map((p) => `${p.code} ${percent(p.error)}`);
console.log(
  `     area of provinces: median error ${percent(Math.abs(byProvince[17]!.error))}, most ${worst.join(', ')}`
);
const holds = communes.filter((c) => shapeOf.get(c.code)!.some((p) => inRings(snap(c.label, COARSE), p)));
console.log(
  `     label point inside its own cell: ${holds.length} of ${communes.length}; several pieces: ${units.filter((u) => u.shape.length > 1).length}`
);
checkSampled('communes', units, shapesOfLayer(topo, 'country'), 3000);

// archipelagos and labels
const islands = readArchipelagos();
const there = islands.filter((i) =>
  shapeOf.get(i.unit)!.some((p) => inRings(snap([i.lon, i.lat], COARSE), p))
);
expect(there.length === 186, `${there.length} islands of Hoàng Sa and Trường Sa drawn`);
const apart = ['20333', '22736'].map((c) => shapeOf.get(c)!.length);
expect(apart[0] === 46 && apart[1] === 140, `one piece for each island: ${apart.join(' + ')}`);
const labels = JSON.parse(readFileSync(join(import.meta.dirname, 'labels.json'), 'utf8')) as {
  communes: Record<string, Point>;
};
const outside = communes.filter(
  (c) =>
    !['20333', '22736'].includes(c.code) &&
    !shapeOf.get(c.code)!.some((p) => inRings(snap(labels.communes[c.code]!, COARSE), p))
);
expect(outside.length === 0, `labels stand inside their unit (${outside.length} do not)`);

// villages
const villages = read('da-nang-villages.topojson');
checkRings('da-nang-villages', villages, ['villages']);
const cells = shapesOfLayer(villages, 'villages');
expect(cells.length === 3766, `${cells.length} villages`);
const sums = new Map<string, number>();
for (const v of cells) {
  const code = v.code.split('.')[0]!;
  sums.set(code, (sums.get(code) ?? 0) + areaOf(v.shape, villages));
}
const differ = [...sums].map(([code, a]) => Math.abs(a / drawn.get(code)! - 1)).sort((a, b) => a - b);
expect(
  sums.size === 93 && differ.at(-1)! < 0.001,
  `villages fill their ${sums.size} communes (most off ${percent(differ.at(-1)!)})`
);
const fine = { step: villages.transform!.scale[0], origin: villages.transform!.translate };
const city = units
  .filter((u) => sums.has(u.code))
  .map((u) => ({
    ...u,
    shape: u.shape.map((p) => p.map((r) => r.map((q) => snap(unsnap(q, COARSE), fine))))
  }));
checkSampled('villages', cells, city, 2000);

// 2022
const old = read('da-nang-2022.topojson');
checkRings('da-nang-2022', old, ['communes', 'districts', 'provinces', 'villages']);
const oldUnits = Object.fromEntries(
  ['communes', 'districts', 'provinces', 'villages'].map((l) => [l, shapesOfLayer(old, l)])
);
expect(
  oldUnits.communes!.length === 56 && oldUnits.districts!.length === 8 && oldUnits.villages!.length === 60,
  `2022: ${oldUnits.communes!.length} communes, ${oldUnits.districts!.length} districts, ${oldUnits.villages!.length} villages`
);
const ward = areaOf(oldUnits.communes!.find((u) => u.code === '20230')!.shape, old);
const groups = oldUnits.villages!.reduce((s, v) => s + areaOf(v.shape, old), 0);
expect(Math.abs(groups / ward - 1) < 1e-9, 'the 60 villages fill Thuận Phước');
checkSampled(
  '2022',
  [...oldUnits.communes!, ...oldUnits.districts!.filter((u) => u.code === '498')],
  oldUnits.provinces!,
  1000
);

// neighbours
const neighbours = read('land.topojson');
const east = shapesOfLayer(neighbours, 'land')
  .flatMap((u) => u.shape)
  .map((p) => boxOf([p]))
  .map(([w, s, e, n]) => [...unsnap([w, s], COARSE), ...unsnap([e, n], COARSE)])
  .filter(([w, s, e, n]) => w! > 109.42 && e! < 118.5 && s! > 6 && n! < 18.1);
expect(east.length === 0, 'no islet of the East Sea among the neighbours’ land');

console.log(faults === 0 ? 'all good' : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
