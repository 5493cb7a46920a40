import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isTiled, PROVINCE_TILES, tileOf } from './tile-grid.ts';

// The plan of the country as tiles, held against the provinces of 2025 and the borders of the schematic map.

const read = (path: string) => readFileSync(new URL(`../../../data/${path}`, import.meta.url), 'utf8');
const codes = read('units/provinces-2025.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',')[0] ?? '');

interface Drawn {
  readonly id: string;
  readonly arcs: readonly (readonly (readonly number[])[])[] | readonly (readonly number[])[];
}
const topology = JSON.parse(read('schematic/vietnam-2025.topojson')) as {
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly objects: { readonly provinces: { readonly geometries: readonly Drawn[] } };
};
const arcsOf = ({ arcs }: Drawn) => arcs.flat(3).map((arc) => (arc < 0 ? ~arc : arc));

/** Pairs of provinces that share a border. */
const touching = (() => {
  const owner = new Map<number, string>();
  const pairs = new Map<string, readonly [string, string]>();
  for (const province of topology.objects.provinces.geometries)
    for (const arc of arcsOf(province)) {
      const other = owner.get(arc);
      if (other !== undefined && other !== province.id)
        pairs.set([other, province.id].sort().join(), [other, province.id]);
      owner.set(arc, province.id);
    }
  return [...pairs.values()];
})();

/** Middle of a province's borders, degrees north. */
const latitude = new Map(
  topology.objects.provinces.geometries.map((province) => {
    const lats = arcsOf(province).map((arc) => {
      const { scale, translate } = topology.transform;
      return (topology.arcs[arc]?.[0]?.[1] ?? 0) * (scale[1] ?? 1) + (translate[1] ?? 0);
    });
    return [province.id, lats.reduce((sum, lat) => sum + lat, 0) / lats.length] as const;
  })
);

const spot = (code: string) => {
  const tile = tileOf(code);
  if (!tile) throw new Error(code);
  return tile;
};
const apart = (a: string, b: string) =>
  Math.max(Math.abs(spot(a).column - spot(b).column), Math.abs(spot(a).row - spot(b).row));

test('each province of 2025 has one tile, no two stand at one place, and both archipelagos stand beside their own', () => {
  expect(PROVINCE_TILES.tiles.map(({ code }) => code).sort()).toEqual([...codes].sort());
  expect(isTiled(codes)).toBe(true);
  expect(isTiled(codes.slice(1))).toBe(false);
  const all = [...PROVINCE_TILES.tiles, ...PROVINCE_TILES.archipelagos];
  expect(new Set(all.map(({ column, row }) => `${column}/${row}`)).size).toBe(36);
  for (const { column, row } of all) {
    expect(column).toBeLessThan(PROVINCE_TILES.columns);
    expect(row).toBeLessThan(PROVINCE_TILES.rows);
  }
  for (const { code, column, row } of PROVINCE_TILES.archipelagos)
    expect([column - 1, row]).toEqual([spot(code).column, spot(code).row]);
});

test('provinces that touch stand near one another', () => {
  expect(touching.length).toBeGreaterThan(50);
  const far = touching.filter(([a, b]) => apart(a, b) > 2);
  expect(far, 'further than two tiles').toEqual([]);
  const beside = touching.filter(([a, b]) => apart(a, b) === 1);
  expect(beside.length / touching.length).toBeGreaterThan(0.8);
});

test('of two that touch, the one further north does not stand below', () => {
  const wrong = touching.filter(([a, b]) => {
    const [north, south] = latitude.get(a)! > latitude.get(b)! ? [a, b] : [b, a];
    const isFurther = latitude.get(north)! - latitude.get(south)! > 0.5;
    return isFurther && spot(north).row > spot(south).row;
  });
  expect(wrong).toEqual([]);
});

/** Provinces on the East Sea and the gulfs. */
const COAST = [
  ...['22', '31', '33', '37', '38', '40', '42', '44', '46', '48', '51', '52', '66', '56', '68', '79'],
  ...['82', '86', '92', '96', '91']
];

test('in every row the coast is to the east of the inland', () => {
  const inland = codes.filter((code) => !COAST.includes(code));
  const wrong = inland.filter((code) =>
    COAST.some((other) => spot(other).row === spot(code).row && spot(other).column < spot(code).column)
  );
  expect(wrong).toEqual([]);
});
