import { expect, test } from 'vitest';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { chooseCoding, compress } from './compressed.ts';

test.each([
  [null, 'identity'],
  ['', 'identity'],
  ['gzip, deflate', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br, zstd', 'zstd'],
  ['GZIP;q=0.5, ZSTD;q=0', 'gzip'],
  ['zstd;q=0.000, br;q=0', 'identity'],
  ['deflate', 'identity']
])('a client that takes %s is answered in %s', (accept, coding) => {
  expect(chooseCoding(accept)).toBe(coding);
});

test('every coding gives the bytes back', async () => {
  const bytes = Uint8Array.from({ length: 5_000 }, (_, i) => i % 7);
  const plain = (packed: Uint8Array) => [...packed];
  expect(plain(zstdDecompressSync(await compress(bytes, 'zstd')))).toEqual(plain(bytes));
  expect(plain(brotliDecompressSync(await compress(bytes, 'br')))).toEqual(plain(bytes));
  expect(plain(gunzipSync(await compress(bytes, 'gzip')))).toEqual(plain(bytes));
  expect(await compress(bytes, 'identity')).toBe(bytes);
});
