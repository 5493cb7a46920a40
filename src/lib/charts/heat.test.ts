import { expect, test } from 'vitest';
import { LOW, MET, NEAR, NO_DATA, NO_TARGET, SMALL_BASE } from '../domain/attainment.ts';
import { cellSize, cellsMet, groupColumns, shareMet, sortRows } from './heat.ts';

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

test('columns stand by pillar, those without any target apart at the end', () => {
  const column = (code: string, pillar: 'KTS' | 'CQS', isJudged: boolean) => ({ code, pillar, isJudged });
  const groups = groupColumns([
    column('a', 'KTS', true),
    column('b', 'CQS', true),
    column('c', 'KTS', false),
    column('d', 'KTS', true)
  ]);
  expect(groups.map(({ pillar, columns }) => [pillar, columns.map(({ code }) => code).join('')])).toEqual([
    ['KTS', 'ad'],
    ['CQS', 'b'],
    [null, 'c']
  ]);
  expect(groupColumns([])).toEqual([]);
});

test('cells are as large as all fit, and never too small to be told apart', () => {
  expect(cellSize({ width: 740, height: 560 }, 34, 22)).toEqual({ width: 33, height: 16 });
  expect(cellSize({ width: 740, height: 560 }, 5, 4)).toEqual({ width: 44, height: 22 });
  expect(cellSize({ width: 270, height: 400 }, 93, 22)).toEqual({ width: 26, height: 15 });
});
