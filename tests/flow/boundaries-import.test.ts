import { fileURLToPath } from 'node:url';
import { merge } from 'topojson-client';
import { afterEach, describe, expect, it } from 'vitest';
import { parsePeriod } from '../../src/lib/domain/period.ts';
import type { LevelName, UnitKey } from '../../src/lib/domain/unit.ts';
import type { BoundaryView } from '../../src/lib/wire/boundaries.ts';
import { boundaryStore, country, unitOf, type BoundaryStore } from '../support/boundary-store.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/boundaries/${name}.geojson`, import.meta.url));
const AS_COMMUNES = ['--level', 'commune', '--valid-from', '2025-07-01'];

let open: BoundaryStore | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function smallCountry(): Promise<BoundaryStore> {
  open = await boundaryStore([
    country(),
    unitOf('01', 1, 'Thành phố Hà Nội', 'VN@1945-09-02'),
    unitOf('48', 1, 'Thành phố Đà Nẵng', 'VN@1945-09-02'),
    unitOf('51', 1, 'Tỉnh Quảng Ngãi', 'VN@1945-09-02'),
    unitOf('56', 1, 'Tỉnh Khánh Hòa', 'VN@1945-09-02'),
    unitOf('00004', 3, 'Phường Ba Đình', '01@2025-07-01'),
    unitOf('20194', 3, 'Phường Hải Vân', '48@2025-07-01'),
    unitOf('20200', 3, 'Phường Hoà Khánh', '48@2025-07-01'),
    unitOf('20242', 3, 'Phường Hải Châu', '48@2025-07-01'),
    unitOf('20305', 3, 'Phường An Khê', '48@2025-07-01'),
    unitOf('20333', 3, 'Đặc khu Hoàng Sa', '48@2025-07-01'),
    unitOf('21001', 3, 'Phường Tam Kỳ', '48@2025-07-01'),
    unitOf('21004', 3, 'Xã Tam Mỹ', '48@2025-07-01'),
    unitOf('21005', 3, 'Xã Tam Anh', '48@2025-07-01'),
    unitOf('21484', 3, 'Xã Ba Tơ', '51@2025-07-01'),
    unitOf('21490', 3, 'Xã Ba Tô', '51@2025-07-01'),
    unitOf('22736', 3, 'Đặc khu Trường Sa', '56@2025-07-01'),
    {
      ...unitOf('48', 1, 'Thành phố Đà Nẵng', 'VN@1945-09-02'),
      validFrom: '1997-01-01',
      validTo: '2025-07-01'
    },
    unitOf('490', 2, 'Quận Liên Chiểu', '48@1997-01-01'),
    unitOf('498', 2, 'Huyện Hoàng Sa', '48@1997-01-01'),
    unitOf('20194', 3, 'Phường Hòa Hiệp Bắc', '490@1997-01-01'),
    unitOf('20195', 3, 'Phường Hòa Hiệp Nam', '490@1997-01-01')
  ]);
  return open;
}

async function viewOf({ server }: BoundaryStore, unit: UnitKey, level: LevelName, period = '2026-01') {
  const view = await server.view(unit, level, parsePeriod(period)!);
  if (typeof view === 'string') throw new Error(view);
  return JSON.parse((await view.answer.bytes('identity')).toString()) as BoundaryView;
}

/** Outer rings of a unit, degrees. */
function ringsOf(view: BoundaryView, key: UnitKey): number[][][] {
  const shape = view.objects.units.geometries.find(({ id }) => id === key);
  if (!shape) return [];
  return merge({ ...view, objects: {} }, [shape]).coordinates.flat();
}

function areaOf(ring: number[][]): number {
  return ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

describe('a file with every fault', () => {
  it('is matched, repaired and told of, feature by feature', async () => {
    const small = await smallCountry();
    const { code, report, lines } = await small.import(fixture('communes-with-faults'), ...AS_COMMUNES);
    expect(code, lines.join('\n')).toBe(0);
    expect(report).toMatchObject({
      features: 16,
      matchedByCode: 7,
      matchedByName: [
        { unit: '20242@2025-07-01' },
        { unit: '21484@2025-07-01' },
        { unit: '21490@2025-07-01' }
      ],
      joined: [{ number: 7 }, { number: 8 }],
      undecided: [{ number: 9 }],
      unmatched: [
        { number: 10, why: 'nameless' },
        { number: 11, why: 'no-parent' }
      ],
      broken: [
        { number: 12, why: 'metres' },
        { number: 15, why: 'no-geometry' },
        { number: 16, why: 'swapped' }
      ],
      repaired: { rewound: 2, unclosed: 1, duplicatePoints: 5, flat: 1, paddedCodes: 1 },
      suspicious: []
    });
    expect(report?.withoutShape.map(({ unit }) => unit)).toEqual([
      '20305@2025-07-01',
      '21004@2025-07-01',
      '21005@2025-07-01'
    ]);
  });

  it('is drawn with rings as RFC 7946 winds them', async () => {
    const small = await smallCountry();
    await small.import(fixture('communes-with-faults'), ...AS_COMMUNES);
    const view = await viewOf(small, '48@2025-07-01', 'commune');
    const [outer, hole, second, ...others] = ringsOf(view, '20194@2025-07-01');
    expect(areaOf(outer!)).toBeGreaterThan(0);
    expect(areaOf(hole!)).toBeLessThan(0);
    expect(areaOf(second!)).toBeGreaterThan(0);
    expect(others).toEqual([]);
    expect(view).toMatchObject({ drawn: 5, standing: 8, schematic: false });
  });

  it('puts Hoàng Sa where its islands are, and Trường Sa on the map though no file drew it', async () => {
    const small = await smallCountry();
    await small.import(fixture('communes-with-faults'), ...AS_COMMUNES);
    const view = await viewOf(small, 'VN@1945-09-02', 'commune');
    for (const [key, islands, west, south] of [
      ['20333@2025-07-01', 46, 111, 15.5],
      ['22736@2025-07-01', 140, 109, 6]
    ] as const) {
      const rings = ringsOf(view, key);
      expect(rings).toHaveLength(islands);
      for (const [lon = 0, lat = 0] of rings.flat()) {
        expect(lon).toBeGreaterThan(west);
        expect(lat).toBeGreaterThan(south);
      }
    }
  });

  it('is dissolved into a province all of whose communes it draws, and into no other', async () => {
    const small = await smallCountry();
    await small.import(fixture('communes-with-faults'), ...AS_COMMUNES);
    const view = await viewOf(small, 'VN@1945-09-02', 'province');
    expect(view.objects.units.geometries.map(({ id }) => id).sort()).toEqual([
      '01@2025-07-01',
      '51@2025-07-01'
    ]);
    const [ring, ...others] = ringsOf(view, '51@2025-07-01');
    expect(others).toEqual([]);
    // Two squares of 0.02°, side by side.
    expect(areaOf(ring!)).toBeCloseTo(0.0008, 5);
  });

  it('leaves nothing behind with --dry-run', async () => {
    const small = await smallCountry();
    const before = await small.store.head();
    const { code, report } = await small.import(fixture('communes-with-faults'), ...AS_COMMUNES, '--dry-run');
    expect(code).toBe(0);
    expect(report).toMatchObject({ matchedByCode: 7, stored: null });
    expect(await small.store.head()).toBe(before);
  });
});

describe('codes of another era', () => {
  it('are refused: they belong to other units', async () => {
    const small = await smallCountry();
    const before = await small.store.head();
    const { code, report } = await small.import(fixture('codes-of-2022'), ...AS_COMMUNES);
    expect(code).toBe(1);
    expect(report?.suspicious).toMatchObject([
      { code: '20194', holder: 'Phường Hải Vân (20194@2025-07-01)' },
      { code: '20195', holder: 'Phường Hòa Hiệp Nam (20195@1997-01-01)' }
    ]);
    expect(report?.matchedByCode).toBe(1);
    expect(await small.store.head()).toBe(before);
  });

  it('can be left out, or believed', async () => {
    const small = await smallCountry();
    const skipped = await small.import(fixture('codes-of-2022'), ...AS_COMMUNES, '--skip-suspicious');
    expect(skipped.code).toBe(0);
    expect((await viewOf(small, '48@2025-07-01', 'commune')).drawn).toBe(2);
    const trusted = await small.import(
      fixture('codes-of-2022'),
      ...AS_COMMUNES,
      '--trust-codes',
      '--skip-suspicious'
    );
    expect(trusted.report).toMatchObject({ matchedByCode: 2, suspicious: [{ code: '20195' }] });
  });

  it('are right in their own era, which has districts', async () => {
    const small = await smallCountry();
    const { code, report } = await small.import(
      fixture('communes-of-2022'),
      ...['--level', 'commune', '--valid-from', '2022-12-14', '--source', 'bản đồ thử']
    );
    expect(code).toBe(0);
    expect(report).toMatchObject({
      matchedByCode: 2,
      otherLevel: [{ code: '498', level: 'district', unit: '498@1997-01-01' }],
      sets: [
        { level: 'province', units: 1 },
        { level: 'district', units: 2 },
        { level: 'commune', units: 2 }
      ]
    });
    const districts = await viewOf(small, '48@1997-01-01', 'district', '2022-06');
    expect(districts).toMatchObject({ drawn: 2, standing: 2, schematic: false });
    expect(ringsOf(districts, '498@1997-01-01')).toHaveLength(46);
    // Two provinces' worth of country would be drawn as the whole: it holds but one archipelago then.
    expect((await viewOf(small, 'VN@1945-09-02', 'country', '2022-06')).drawn).toBe(0);
    const [entry] = (await small.store.read(0, 100)).slice(-1);
    expect(entry?.body).toMatchObject({ kind: 'boundaries', source: 'bản đồ thử', validFrom: '1997-01-01' });
  });
});

describe('the command', () => {
  it('says what is wrong with it', async () => {
    const small = await smallCountry();
    expect((await small.import()).code).toBe(2);
    expect((await small.import('a.geojson', '--level', 'parish', '--valid-from', '2025-07-01')).code).toBe(2);
    expect((await small.import('a.geojson', '--level', 'commune', '--valid-from', '2025-02-30')).code).toBe(
      2
    );
    expect((await small.import('a.geojson', '--nonsense')).code).toBe(2);
    const absent = await small.import('no-such.geojson', ...AS_COMMUNES);
    expect(absent).toMatchObject({ code: 1, report: null });
    expect(absent.lines.join()).toContain('no such file');
  });
});
