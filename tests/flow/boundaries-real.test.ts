import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { merge } from 'topojson-client';
import { afterEach, describe, expect, it } from 'vitest';
import { parsePeriod } from '../../src/lib/domain/period.ts';
import type { LevelName, UnitKey } from '../../src/lib/domain/unit.ts';
import type { BoundaryView } from '../../src/lib/wire/boundaries.ts';
import { boundaryStore, wholeCountry, type BoundaryStore } from '../support/boundary-store.ts';

// Real files, which are not part of the project: skipped where they are absent.
const folder = new URL('../../../shared/data/', import.meta.url);
const path = (name: string) => fileURLToPath(new URL(name, folder));
const absent = !existsSync(folder);
if (absent) console.warn('skipped: no real boundary files in ../shared/data');

let open: BoundaryStore | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function pictureOf({ server }: BoundaryStore, unit: UnitKey, level: LevelName, period = '2026-01') {
  const served = await server.view(unit, level, parsePeriod(period)!);
  if (typeof served === 'string') throw new Error(served);
  const view = JSON.parse((await served.answer.bytes('identity')).toString()) as BoundaryView;
  return { view, packed: (await served.answer.bytes('gzip')).length };
}

/** Every unit's area on the map, km², by key. */
function areasOf(view: BoundaryView): Map<UnitKey, number> {
  const areas = new Map<UnitKey, number>();
  for (const shape of view.objects.units.geometries) {
    const rings = merge({ ...view, objects: {} }, [shape]).coordinates.flat();
    areas.set(
      shape.id,
      rings.reduce((sum, ring) => sum + areaOf(ring), 0)
    );
  }
  return areas;
}

/** Area of a ring on the sphere, km²; negative for holes. */
function areaOf(ring: number[][]): number {
  const radians = Math.PI / 180;
  return ring.reduce((sum, [lon = 0, lat = 0], i) => {
    const [nextLon = 0, nextLat = 0] = ring[(i + 1) % ring.length]!;
    const high = 2 + Math.sin(lat * radians) + Math.sin(nextLat * radians);
    return sum - ((nextLon - lon) * radians * high * 6371 ** 2) / 2;
  }, 0);
}

describe.skipIf(absent)('real files, as they are', () => {
  it('takes the whole country of 2025', { timeout: 60_000 }, async () => {
    open = await boundaryStore(wholeCountry(), true);
    const file = path('vn-communes-2025.simplified.geojson');
    const { code, report } = await open.import(file, '--level', 'commune', '--valid-from', '2025-07-01');
    expect(code).toBe(0);
    expect(report).toMatchObject({ matchedByCode: 3321, unmatched: [], broken: [], withoutShape: [] });
    expect(report?.sets.map(({ level, units }) => [level, units])).toEqual([
      ['country', 1],
      ['province', 34],
      ['commune', 3321]
    ]);
    const { view, packed } = await pictureOf(open, 'VN@1945-09-02', 'commune');
    expect(view).toMatchObject({ drawn: 3321, standing: 3321, schematic: false, from: '2025-07', to: null });
    expect(packed).toBeLessThan(360_000);
    const areas = areasOf(view);
    expect(Math.min(...areas.values())).toBeGreaterThan(0);
    // Communes are neither lost nor doubled when they are simplified: together they stay as large as Việt Nam.
    const whole = [...areas.values()].reduce((a, b) => a + b);
    expect(whole).toBeGreaterThan(325_000);
    expect(whole).toBeLessThan(338_000);
    expect((await pictureOf(open, 'VN@1945-09-02', 'province')).view.drawn).toBe(34);
  });

  it('takes Đà Nẵng alone, and leaves the other provinces their schematic shapes', async () => {
    open = await boundaryStore(wholeCountry(), true);
    const file = path('da-nang-wards-2025.geojson');
    const { code, report } = await open.import(file, '--level', 'commune', '--valid-from', '2025-07-01');
    expect(code).toBe(0);
    expect(report).toMatchObject({ matchedByCode: 94, unmatched: [], broken: [], withoutShape: [] });
    expect(report!.points.kept).toBeLessThanOrEqual(94 * 600 * 1.05);
    const whole = await pictureOf(open, 'VN@1945-09-02', 'commune');
    expect(whole.view).toMatchObject({ drawn: 3321, schematic: true });
    expect(whole.packed).toBeLessThan(360_000);
    const { view } = await pictureOf(open, '48@2025-07-01', 'commune');
    expect(view).toMatchObject({ drawn: 94, schematic: false });
    expect(view.objects.outline.type).toBe('MultiPolygon');
  });

  it('takes Đà Nẵng of 2022, whose Hoàng Sa is a district', async () => {
    open = await boundaryStore(wholeCountry(), true);
    const file = path('da-nang-wards.refined.geojson');
    const { code, report } = await open.import(file, '--level', 'commune', '--valid-from', '2022-06-15');
    expect(code).toBe(0);
    expect(report).toMatchObject({ matchedByCode: 56, suspicious: [], unmatched: [], broken: [] });
    expect(report?.otherLevel).toMatchObject([{ code: '498', unit: '498@1997-01-01' }]);
    const districts = await pictureOf(open, '48@1997-01-01', 'district', '2022-06');
    expect(districts.view).toMatchObject({ drawn: 8, standing: 8, schematic: false });
    const communes = await pictureOf(open, '48@1997-01-01', 'commune', '2022-06');
    expect(communes.view).toMatchObject({ drawn: 56, standing: 56, schematic: false, to: '2025-06' });
  });

  it('refuses the file of 2022 as one of 2025', async () => {
    open = await boundaryStore(wholeCountry(), true);
    const before = await open.store.head();
    const file = path('da-nang-wards.refined.geojson');
    const { code, report } = await open.import(file, '--level', 'commune', '--valid-from', '2025-07-01');
    expect(code).toBe(1);
    expect(report!.suspicious.length).toBeGreaterThanOrEqual(15);
    expect(await open.store.head()).toBe(before);
  });
});
