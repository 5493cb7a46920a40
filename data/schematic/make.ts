/** Builds the schematic boundaries of this folder: `node data/schematic/make.ts` (see README.md). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { csvFormat } from 'd3';
import { drawCountry, readArchipelagos, readCommunes } from './country.ts';
import { drawOldTree } from './da-nang-2022.ts';
import { divide } from './divide.ts';
import { anchor, middle } from './labels.ts';
import { neighbourLand } from './land.ts';
import type { Shape } from './mesh.ts';
import { COARSE, FINE, unsnap, type Point } from './plane.ts';
import { addUnion, build, shapesOfLayer, type Unit } from './topo.ts';
import { DA_NANG, HOANG_SA, villagesOfDaNang, type Village } from './villages.ts';

function save(name: string, value: unknown): void {
  const text = JSON.stringify(value);
  writeFileSync(join(import.meta.dirname, name), text + '\n');
  console.log(
    name,
    `${(text.length / 1024).toFixed(0)} KB, gz ${(gzipSync(text).length / 1024).toFixed(0)} KB`
  );
}

/** Writes a table of villages with the points where their names stand. */
function saveVillages(name: string, villages: Village[], drawn: Unit[]): void {
  const at = new Map(drawn.map((u) => [u.code, anchor(u.shape, FINE)]));
  const rows = villages.map((v) => {
    const [labelLon, labelLat] = at.get(v.code)!;
    return { ...v, labelLon, labelLat };
  });
  const text = csvFormat(rows, [
    'code',
    'name',
    'fullName',
    'type',
    'communeCode',
    'weight',
    'labelLon',
    'labelLat'
  ]);
  writeFileSync(join(import.meta.dirname, '../units', name), text.normalize('NFC') + '\n');
  console.log(name, rows.length);
}

/** A coarse shape on the fine lattice. */
const SCALE = Math.round(COARSE.step / FINE.step);
const refine = (shape: Shape): Shape =>
  shape.map((rings) => rings.map((ring) => ring.map(([x, y]): Point => [x * SCALE, y * SCALE])));

/** The point some steps east and north (±1 is the rim) of the middle of a shape's largest piece. */
function place(shape: Shape, [east, north]: Point): Point {
  const largest = shape.reduce((a, b) => (b[0]!.length > a[0]!.length ? b : a))[0]!;
  const xs = largest.map((p) => p[0]);
  const ys = largest.map((p) => p[1]);
  const [w, e, s, n] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return unsnap([(w + e + east * (e - w)) / 2, (s + n + north * (n - s)) / 2], FINE);
}

const communes = readCommunes();
const province = new Map(communes.map((c) => [c.code, c.provinceCode]));

const { units, moved, offshore } = drawCountry(communes);
console.log(`${units.length} communes; ${moved} stray parts given away; round: ${offshore.join(' ')}`);
const country = build({ communes: units }, COARSE);
addUnion(country, 'communes', 'provinces', (code) => province.get(code)!);
addUnion(country, 'provinces', 'country', () => 'VN');
save('vietnam-2025.topojson', country);

const archipelagos = readArchipelagos();
const anchors = units.map(({ code, shape }): [string, Point] => {
  const islands = archipelagos.filter((i) => i.unit === code).map((i): Point => [i.lon, i.lat]);
  return [code, islands.length > 0 ? middle(islands) : anchor(shape, COARSE)];
});
const provinceAnchors = shapesOfLayer(country, 'provinces').map((u): [string, Point] => [
  u.code,
  anchor(u.shape, COARSE)
]);
save('labels.json', {
  communes: Object.fromEntries<Point>(anchors),
  provinces: Object.fromEntries<Point>(provinceAnchors)
});

const today = new Map(
  units.filter((u) => province.get(u.code) === DA_NANG).map((u) => [u.code, refine(u.shape)])
);
const villages = villagesOfDaNang(communes);
const wholes = [...today]
  .filter(([code]) => code !== HOANG_SA)
  .map(([code, shape]) => ({
    code,
    shape,
    parts: villages
      .filter((v) => v.communeCode === code)
      .map((v) => ({ code: v.code, share: Number(v.weight) }))
  }));
const drawn = divide(wholes, { spacing: 0.35, bend: 0.12 }).parts;
save('da-nang-villages.topojson', build({ villages: drawn }, FINE));
saveVillages('da-nang-villages.csv', villages, drawn);

const old = drawOldTree(today, place);
const parent = new Map(old.units.map((u) => [u.code, u.parent]));
const islands = { code: '498', shape: today.get(HOANG_SA)! };
const tree = build({ communes: old.communes, villages: old.villages, islands: [islands] }, FINE);
addUnion(tree, 'communes', 'districts', (code) => parent.get(code)!);
const districts = tree.objects.districts as { geometries: unknown[] };
districts.geometries.push(...(tree.objects.islands as { geometries: unknown[] }).geometries);
delete tree.objects.islands;
addUnion(tree, 'districts', 'provinces', () => DA_NANG);
save('da-nang-2022.topojson', tree);
saveVillages('thuan-phuoc-villages.csv', old.pilot, old.villages);

save('land.topojson', build({ land: [{ code: 'land', shape: neighbourLand() }] }, COARSE));
