import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contributionsTo } from './contribution.ts';

test('the largest first; who lacks nothing and who is unknown are counted apart', () => {
  const found = contributionsTo([
    { key: 1, gap: 10 },
    { key: 2, gap: 60 },
    { key: 3, gap: 0 },
    { key: 4, gap: null },
    { key: 5, gap: 30 }
  ]);
  expect(found.parts.map(({ key }) => key)).toEqual([2, 5, 1]);
  expect(found.parts.map(({ cumulative }) => cumulative)).toEqual([0.6, 0.9, 1]);
  expect(found).toMatchObject({ sum: 100, full: 1, unknown: 1, half: 1 });
});

test('where nothing is missing nobody makes it', () => {
  expect(contributionsTo([{ key: 1, gap: 0 }])).toEqual({ parts: [], sum: 0, full: 1, unknown: 0, half: 0 });
});

test('the parts add up to the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(100_000)), { maxLength: 60 }), (gaps) => {
      const found = contributionsTo(gaps.map((gap, key) => ({ key, gap })));
      expect(found.parts.reduce((sum, { gap }) => sum + gap, 0)).toBe(found.sum);
      expect(found.sum).toBe(gaps.reduce<number>((sum, gap) => sum + (gap ?? 0), 0));
      expect(found.parts.length + found.full + found.unknown).toBe(gaps.length);
      if (found.parts.length > 0) expect(found.parts.at(-1)?.cumulative).toBe(1);
      expect(
        found.parts.slice(0, found.half).reduce((sum, { gap }) => sum + gap, 0) * 2
      ).toBeGreaterThanOrEqual(found.sum);
    })
  );
});
