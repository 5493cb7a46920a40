import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeEnds } from './end-names.ts';
import { namedLines } from './other-lines.ts';

const end = (key: number, y: number) => ({ key, text: String(key), x: 0, y });

test('a name with room stands at its line’s end, crowded ones make way in order', () => {
  const placed = placeEnds([end(1, 50), end(2, 52), end(3, 150)], { top: 0, bottom: 200 }, 14);
  expect(placed.map(({ key, at }) => [key, at])).toEqual([
    [1, 50],
    [2, 64],
    [3, 150]
  ]);
});

test('names never touch, stay inside and keep the order of their lines', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 220 }), { maxLength: 30 }), (ys) => {
      const placed = placeEnds(
        ys.map((y, key) => end(key, y)),
        { top: 0, bottom: 200 },
        14
      );
      expect(placed.length).toBe(Math.min(ys.length, 14));
      placed.forEach(({ at, y }, i) => {
        expect(at).toBeGreaterThanOrEqual(6.9);
        expect(at).toBeLessThanOrEqual(193.1);
        const next = placed[i + 1];
        if (next) expect(next.at - at).toBeGreaterThanOrEqual(13.9);
        if (next) expect(next.y).toBeGreaterThanOrEqual(y);
      });
    })
  );
});

test('named are the chosen line and the two highest and lowest of the last month', () => {
  const other = (key: number, value: number | null) => ({
    key,
    name: String(key),
    short: String(key),
    points: [
      { period: 10, value: 1 - (value ?? 0) },
      { period: 11, value }
    ]
  });
  const others = [other(1, 0.5), other(2, 0.9), other(3, null), other(4, 0.1), other(5, 0.8), other(6, 0.2)];
  expect(namedLines(others, 11, [null, 1, 99])).toEqual([1, 2, 4, 5, 6]);
  expect(namedLines([other(1, 0.5)], 11, [])).toEqual([1]);
  expect(namedLines([], 11, [1])).toEqual([]);
});
