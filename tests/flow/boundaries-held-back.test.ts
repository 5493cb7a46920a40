import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Unit } from '../../src/lib/domain/unit.ts';
import { boundaryStore, country, unitOf, type BoundaryStore } from '../support/boundary-store.ts';

// What a file of boundaries says that nobody can be sure of: named, and held back where it cannot be repaired.

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/boundaries/${name}.geojson`, import.meta.url));
const AS_COMMUNES = ['--level', 'commune', '--valid-from', '2025-07-01'];
const placed = (unit: Unit, lon: number, lat: number): Unit => ({ ...unit, point: [lon, lat] });

const folder = mkdtempSync(join(tmpdir(), 'mangluoi-held-back-'));
afterAll(() => rmSync(folder, { recursive: true }));

let store: BoundaryStore;
beforeEach(async () => {
  store = await boundaryStore([
    country(),
    unitOf('48', 1, 'Thành phố Đà Nẵng', 'VN@1945-09-02'),
    unitOf('51', 1, 'Tỉnh Quảng Ngãi', 'VN@1945-09-02'),
    placed(unitOf('20242', 3, 'Phường Hải Châu', '48@2025-07-01'), 108.21, 16.06),
    unitOf('20308', 3, 'Xã Bà Nà', '48@2025-07-01'),
    unitOf('21484', 3, 'Xã Ba Tơ', '51@2025-07-01'),
    { ...unitOf('49', 1, 'Tỉnh Quảng Nam', 'VN@1945-09-02'), validFrom: '1997-01-01', validTo: '2025-07-01' },
    unitOf('510', 2, 'Huyện Bắc Trà My', '49@1997-01-01'),
    unitOf('511', 2, 'Huyện Nam Trà My', '49@1997-01-01'),
    unitOf('20900', 3, 'Xã Trà Giang', '510@1997-01-01'),
    unitOf('20950', 3, 'Xã Trà Vân', '511@1997-01-01')
  ]);
});
afterEach(() => store.close());

type Corner = readonly [number, number];
const square = (lon: number, lat: number, side = 0.02): Corner[] => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat]
];
const feature = (properties: object, ...rings: Corner[][]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: rings }
});
function fileOf(features: readonly unknown[]): string {
  const path = join(folder, 'some.geojson');
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }));
  return path;
}
const importOf = (features: readonly unknown[], ...args: string[]) =>
  store.import(fileOf(features), ...AS_COMMUNES, ...args);
const HAI_CHAU = { ma_xa: '20242', ten_xa: 'Phường Hải Châu', ten_tinh: 'Thành phố Đà Nẵng' };
const BA_NA = { ma_xa: '20308', ten_xa: 'Xã Bà Nà', ten_tinh: 'Thành phố Đà Nẵng' };

describe('shapes of which nobody knows which ground they mean', () => {
  it('g11: two different polygons of one code that overlap are both named, and neither is taken', async () => {
    const { code, report, lines } = await store.import(fixture('g11-duplicate-code'), ...AS_COMMUNES);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      broken: [
        { number: 1, code: '20242', name: 'Phường Hải Châu', why: 'overlapping' },
        { number: 2, code: '20242', name: 'Phường Hải Châu', why: 'overlapping' }
      ],
      units: { drawn: 0 }
    });
    expect(lines.join('\n')).toContain(
      '#1 20242 Phường Hải Châu các phần của cùng một đơn vị chồng lên nhau'
    );
  });

  it('g12: a ring that crosses itself is named and not taken', async () => {
    const { code, report } = await store.import(fixture('g12-bowtie'), ...AS_COMMUNES);
    expect(code).toBe(1);
    expect(report?.broken).toMatchObject([{ code: '20242', why: 'self-crossing' }]);
  });

  it('holes outside, and shapes far from their unit, stand first in the report; the rest is taken', async () => {
    const { code, report, lines } = await importOf([
      feature(BA_NA, square(107.98, 16), square(108.3, 16.3).reverse()),
      feature(HAI_CHAU, square(108.2, 15.5)),
      feature({ code: '21484', name: 'Ba Tơ' }, square(108.7, 14.7))
    ]);
    expect(code).toBe(0);
    expect(report).toMatchObject({
      broken: [
        { code: '20308', why: 'hole-outside' },
        { code: '20242', why: 'far-away', km: 60 }
      ],
      matchedByCode: 1
    });
    const at = (text: string) => lines.findIndex((line) => line.includes(text));
    expect(at('broken or held back')).toBeLessThan(at('matched by code'));
    const believed = await importOf([feature(HAI_CHAU, square(108.2, 15.5))], '--trust-places');
    expect(believed).toMatchObject({ code: 0, report: { broken: [], matchedByCode: 1 } });
  });

  it('what is heavier than a unit can be is named and left out within seconds', async () => {
    const before = process.cpuUsage();
    const many = Array.from({ length: 100_000 }, (_, k) => [square(102 + k * 1e-4, 16, 5e-5)]);
    const holes = Array.from({ length: 20_000 }, (_, k) =>
      square(107.98 + (k % 200) * 1e-4, 16 + k * 5e-7, 1e-5)
    );
    const { report } = await importOf([
      { ...feature(HAI_CHAU), geometry: { type: 'MultiPolygon', coordinates: many } },
      feature(BA_NA, square(107.98, 16, 0.05), ...holes),
      feature({ code: '21484', name: 'Ba Tơ', note: 'x'.repeat(40_000_000) }, square(108.7, 14.7))
    ]);
    expect(report?.broken).toMatchObject([
      { code: '20242', why: 'too-heavy' },
      { code: '20308', why: 'too-heavy' },
      { code: '21484', why: 'too-heavy' }
    ]);
    // The thread's own work: a busy machine is no heavy file.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(45_000);
  });
});

describe('which unit a feature means', () => {
  it('g28: NaN is read as nothing, and its feature is taken and named', async () => {
    const { code, report, lines } = await store.import(fixture('g28-nan'), ...AS_COMMUNES);
    expect(code).toBe(0);
    expect(report).toMatchObject({
      matchedByCode: 2,
      broken: [],
      notNumbers: [{ number: 2, code: '20308', name: 'Xã Bà Nà' }]
    });
    expect(lines.join('\n')).toContain('#2 20308 Xã Bà Nà');
  });

  it('a name is looked for in the district that the row names, and in no other of the province', async () => {
    const of2022 = ['--level', 'commune', '--valid-from', '2022-12-14'];
    const row = (name: string, district: string) =>
      feature({ ten_xa: name, ten_huyen: district, ten_tinh: 'Tỉnh Quảng Nam' }, square(108.2, 15.2));
    const path = fileOf([row('Xã Trà Vân', 'Huyện Bắc Trà My'), row('Xã Trà Giang', 'Huyện Không Có')]);
    expect((await store.import(path, ...of2022)).report?.unmatched).toMatchObject([
      { name: 'Xã Trà Vân', why: 'unknown-name' },
      { name: 'Xã Trà Giang', why: 'unknown-parent' }
    ]);
    const right = await store.import(fileOf([row('Xã Trà Vân', 'Huyện Nam Trà My')]), ...of2022);
    expect(right.report?.matchedByName).toMatchObject([{ unit: '20950@1997-01-01' }]);
  });

  it('a code, a name and a province that do not mean the same unit are a fault that names them', async () => {
    const { code, report, lines } = await importOf([
      feature({ ...HAI_CHAU, ten_tinh: 'Tỉnh Quảng Ngãi' }, square(108.2, 16.05))
    ]);
    expect(code).toBe(1);
    expect(report?.suspicious).toMatchObject([{ code: '20242', why: 'suspicious-code' }]);
    expect(lines.join('\n')).toContain('Phường Hải Châu thuộc Thành phố Đà Nẵng, tệp ghi Tỉnh Quảng Ngãi');
  });

  it('one province of a file can be taken, and the fields of code and name can be told', async () => {
    const row = (code: string, name: string, lon: number, lat: number) =>
      feature({ code: 'x', ky_hieu: code, nhan: name, name: 'không phải tên' }, square(lon, lat));
    const features = [row('20242', 'Hải Châu', 108.2, 16.05), row('21484', 'Ba Tơ', 108.7, 14.7)];
    const fields = ['--code-field', 'ky_hieu', '--name-field', 'nhan'];
    const { report } = await importOf(features, ...fields, '--only', 'Đà Nẵng');
    expect(report).toMatchObject({ matchedByCode: 1, leftOut: 1, unmatched: [], suspicious: [] });
    expect((await importOf(features, ...fields, '--only', '99')).code).toBe(2);
  });
});
