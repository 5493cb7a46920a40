import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readFeatures, UnreadableFile } from './feature-stream.ts';

const folder = mkdtempSync(join(tmpdir(), 'mangluoi-features-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(text: string | Buffer): Promise<unknown[]> {
  const path = join(folder, 'some.geojson');
  writeFileSync(path, text);
  const features: unknown[] = [];
  for await (const feature of readFeatures(path, () => undefined)) features.push(feature);
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

  it('answers null for one that is no JSON, and goes on', async () => {
    const text = '{"type":"FeatureCollection","features":[{"a":NaN},{"b":1}]}';
    expect(await read(text)).toEqual([null, { b: 1 }]);
  });

  it('refuses what is no collection of features in WGS 84', async () => {
    const whole = JSON.stringify({ type: 'FeatureCollection', features });
    expect(await faultOf(whole.slice(0, -20))).toBe('cut-off');
    expect(await faultOf('code,name\n20194,Hải Vân\n')).toBe('not-json');
    expect(await faultOf(Buffer.from(whole, 'utf16le'))).not.toBeNull();
    expect(await faultOf('{"type":"Topology","objects":{},"arcs":[]}')).toBe('not-features');
    expect(await faultOf('[]')).toBe('not-features');
    const crs = (name: string) =>
      JSON.stringify({ type: 'FeatureCollection', crs: { properties: { name } }, features });
    expect(await faultOf(crs('urn:ogc:def:crs:EPSG::3405'))).toBe('other-crs');
    expect(await faultOf(crs('urn:ogc:def:crs:OGC:1.3:CRS84'))).toBeNull();
    expect(await faultOf(crs('EPSG:4326'))).toBeNull();
  });
});
