import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHash, toHash } from './share.ts';

test('a query comes back from an address as it was, short or long, in any letters', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 4000 }), async (sql) => {
      expect(await fromHash(`#${await toHash(sql)}`)).toBe(sql);
    }),
    { numRuns: 60 }
  );
  const long = `SELECT 'Đắk Lắk' -- ${'chỉ tiêu '.repeat(500)}`;
  const hash = await toHash(long);
  expect(hash.startsWith('z=')).toBe(true);
  expect(hash.length).toBeLessThan(300);
  expect(await fromHash(hash)).toBe(long);
});

test('what is no query is none: nothing, broken, or packed beyond measure', async () => {
  for (const hash of ['', '#', '#x=1', '#z=!!', '#z=AAAA', '#q=%E0%A4%A'])
    expect(await fromHash(hash), hash).toBe(null);
  expect(await fromHash(await toHash('x'.repeat(1_000_000)))).toBe(null);
});
