import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LARGEST_FEATURE, MOST_LISTS, type ReadFeature } from './feature-bytes.ts';
import { readFeatures, UnreadableFile } from './feature-stream.ts';

const folder = mkdtempSync(join(tmpdir(), 'mangluoi-features-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(text: string | Buffer): Promise<unknown[]> {
  return (await readAll(text)).map((one) => ('feature' in one ? one.feature : null));
}

async function readAll(text: string | Buffer): Promise<ReadFeature[]> {
  const path = join(folder, 'some.geojson');
  writeFileSync(path, text);
  const features: ReadFeature[] = [];
  for await (const one of readFeatures(path, () => undefined)) features.push(one);
  return features;
}

async function faultOf(text: string | Buffer): Promise<string | null> {
  try {
    await read(text);
    return null;
  } catch (error) {
    return error instanceof UnreadableFile ? error.fault : String(error);
  }
}

describe('readFeatures', () => {
  const features = [
    { type: 'Feature', properties: { name: 'có } và ] và \\" trong tên "Hòa"' }, geometry: null },
    { type: 'Feature', properties: { features: [{ deep: [1, { a: 2 }] }] }, geometry: null }
  ];

  it('cuts features out, whatever stands around and within them', async () => {
    expect(await read(JSON.stringify({ type: 'FeatureCollection', features }))).toEqual(features);
    expect(await read(`\uFEFF${JSON.stringify({ features, type: 'FeatureCollection' }, null, 2)}\n`)).toEqual(
      features
    );
    expect(await read('{"type":"FeatureCollection","features":[]}')).toEqual([]);
  });

  it('cuts them at the seams of what is read at a time', async () => {
    const name = 'Đ'.repeat(300_000);
    const long = Array.from({ length: 8 }, (_, number) => ({
      type: 'Feature',
      properties: { number, name }
    }));
    expect(await read(JSON.stringify({ type: 'FeatureCollection', features: long }))).toEqual(long);
  });

  it('says what one that is no JSON goes by, and goes on; NaN is read as nothing', async () => {
    const text =
      '{"type":"FeatureCollection","features":[{"ma":"20242","a":01},{"b":NaN,"c":"NaN \\" NaN"}]}';
    expect(await readAll(text)).toEqual([
      { fault: 'bad-json', hints: { ma: '20242', a: '01' } },
      { feature: { b: null, c: 'NaN " NaN' }, notNumbers: true }
    ]);
  });

  it(
    'never holds a feature that is heavier than a unit can be, and says what it goes by',
    { timeout: 60_000 },
    async () => {
      const lists = `{"properties":{"ma_xa":"20242"},"c":[${'[0],'.repeat(MOST_LISTS)}[0]]}`;
      const long = `{"x":"${'x'.repeat(LARGEST_FEATURE)}","ma_xa":"20308","n":4}`;
      const text = `{"type":"FeatureCollection","features":[${lists},${long},{"b":1}]}`;
      expect(await readAll(text)).toMatchObject([
        { fault: 'too-heavy', hints: { ma_xa: '20242' } },
        { fault: 'too-heavy', hints: { ma_xa: '20308', n: '4' } },
        { feature: { b: 1 } }
      ]);
    }
  );

  it('refuses what is no collection of features in WGS 84', async () => {
    const whole = JSON.stringify({ type: 'FeatureCollection', features });
    expect(await faultOf(whole.slice(0, -20))).toBe('cut-off');
    expect(await faultOf('code,name\n20194,Hải Vân\n')).toBe('not-json');
    expect(await faultOf(Buffer.from(whole, 'utf16le'))).not.toBeNull();
    expect(await faultOf('{"type":"Topology","objects":{},"arcs":[]}')).toBe('topojson');
    expect(await faultOf(Buffer.from([0, 0, 0x27, 0x0a, 0, 0]))).toBe('other-format');
    expect(await faultOf('[]')).toBe('not-features');
    const crs = (name: string) =>
      JSON.stringify({ type: 'FeatureCollection', crs: { properties: { name } }, features });
    expect(await faultOf(crs('urn:ogc:def:crs:EPSG::3405'))).toBe('other-crs');
    expect(await faultOf(crs('urn:ogc:def:crs:OGC:1.3:CRS84'))).toBeNull();
    expect(await faultOf(crs('EPSG:4326'))).toBeNull();
  });
});
