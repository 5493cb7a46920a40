import { expect, test } from 'vitest';
import { LOW, MET, NEAR, NO_DATA, NO_TARGET, SMALL_BASE } from '../domain/attainment.ts';
import { cellsMet, shareMet, sortRows } from './heat.ts';

const byRow = (a: number, b: number) => a - b;

test('only cells with a band are judged', () => {
  const codes = [MET, NEAR, LOW, SMALL_BASE, NO_TARGET, NO_DATA, MET];
  expect(cellsMet(codes, [0, 1, 2, 3, 4, 5])).toEqual({ met: 1, judged: 3 });
  expect(shareMet(cellsMet(codes, [3, 4]))).toBe(-1);
});

test('rows without attainment come last either way, an endless one is the most', () => {
  const values = [0.5, null, Infinity, 0.9, 0.5];
  const at = (row: number) => values[row] ?? null;
  expect(sortRows([0, 1, 2, 3, 4], at, true, byRow)).toEqual([2, 3, 0, 4, 1]);
  expect(sortRows([0, 1, 2, 3, 4], at, false, byRow)).toEqual([0, 4, 3, 2, 1]);
});
