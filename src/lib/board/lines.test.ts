import { expect, test } from 'vitest';
import type { State } from '../domain/attainment.ts';
import { makeRows } from '../domain/rows.ts';
import { lineOf, sortLines, sumOfGaps, type Line, type RowSource } from './lines.ts';
import type { Place } from './nodes.ts';

const place = (ordinal: number, name: string): Place => ({
  ordinal,
  key: `${ordinal}@2025-07-01`,
  code: String(ordinal),
  level: 'commune',
  name,
  fullName: `Xã ${name}`,
  type: 'xã',
  parent: 0,
  point: null
});
const line = (name: string, gap: number | null, state: State = 'low'): Line => ({
  place: place(1, name),
  reading: { state, band: null, rate: null, target: null, attainment: null, gap, coverage: null },
  code: 7,
  num: 1,
  den: -1,
  expected: 1,
  fresh: 1,
  carried: 0,
  oldestAge: 0
});
const indicator = {
  ordinal: 2,
  indicator: {
    code: 'KTS01',
    pillar: 'KTS',
    name: { vi: '', en: '' },
    short: { vi: '', en: '' },
    kind: 'share',
    time: 'stock',
    direction: 'up',
    counts: 'persons',
    base: 'adults',
    source: { type: 'register' },
    numerator: { vi: '', en: '' },
    denominator: null,
    validFrom: '2022-01-01',
    validTo: null,
    citation: ''
  }
} as const;

test('a place without a row is không áp dụng; one with a row is read', () => {
  const rows = makeRows(1);
  rows.expected[0] = 2;
  rows.expectedBase[0] = 200;
  rows.targetNum[0] = 9;
  rows.targetDen[0] = 10;
  rows.all.num[0] = 80;
  rows.all.den[0] = 100;
  rows.all.fresh[0] = 1;
  rows.all.freshBase[0] = 100;
  rows.all.oldestAge[0] = 0;
  const source: RowSource = {
    find: (node) => (node === 5 ? { rows, at: 0 } : null),
    holds: () => true,
    block: () => rows
  };
  expect(lineOf(source, place(4, 'A'), indicator, 24_321, 'all').reading.state).toBe('notApplicable');
  const read = lineOf(source, place(5, 'B'), indicator, 24_321, 'all');
  expect(read).toMatchObject({ code: 5, num: 80, den: 100, expected: 2, fresh: 1, carried: 0 });
  expect(read.reading).toMatchObject({ state: 'near', rate: 0.8, gap: 10, coverage: 0.5 });
  expect(lineOf(source, place(5, 'B'), indicator, 24_321, 'approved').reading.state).toBe('noData');
});

test('sorting: missing values last either way, names decide between equals', () => {
  const lines = [line('Tổ 10', 5), line('Tổ 2', 5), line('Đà', null), line('An', 9)];
  const names = (descending: boolean) =>
    sortLines(lines, { column: 'gap', descending }, (a, b) =>
      a.localeCompare(b, 'vi', { numeric: true })
    ).map(({ place: { name } }) => name);
  expect(names(true)).toEqual(['An', 'Tổ 2', 'Tổ 10', 'Đà']);
  expect(names(false)).toEqual(['Tổ 2', 'Tổ 10', 'An', 'Đà']);
  const none = [
    { ...line('An', null), code: 0 },
    { ...line('Bình', null), code: 1 }
  ];
  expect(sortLines(none, { column: 'gap', descending: true }, (a, b) => a.localeCompare(b))[0]?.code).toBe(1);
  expect(sumOfGaps(lines)).toBe(19);
  expect(sumOfGaps([line('A', null)])).toBeNull();
});
