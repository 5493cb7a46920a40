import { expect, test } from 'vitest';
import { makeRows } from '../domain/rows.ts';
import { RowTable } from '../sync/row-table.ts';
import { Journal } from './journal.ts';
import { indexOfLine, LineBook, type Asked } from './line-book.ts';
import type { Place } from './nodes.ts';

const indicator = {
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
} as const;
const place = (ordinal: number): Place => ({
  ordinal,
  key: `${ordinal}@2025-07-01`,
  code: String(ordinal),
  level: 'commune',
  name: String(ordinal),
  fullName: String(ordinal),
  type: 'xã',
  parent: 0,
  point: null,
  terrain: null
});
const places = [2, 3, 5].map(place);

/** Rows of indicator 1 and period 10, num of 100 each, target 90 %. */
function rowsOf(nums: readonly (readonly [node: number, num: number])[]) {
  const rows = makeRows(nums.length);
  nums.forEach(([node, num], i) => {
    rows.node[i] = node;
    rows.indicator[i] = 1;
    rows.period[i] = 10;
    rows.expected[i] = 1;
    rows.expectedBase[i] = 100;
    rows.targetNum[i] = 9;
    rows.targetDen[i] = 10;
    rows.all.num[i] = num;
    rows.all.den[i] = 100;
  });
  return rows;
}

function reader() {
  const table = new RowTable();
  table.applyPart(
    rowsOf([
      [2, 90],
      [3, 50]
    ]),
    10,
    1
  );
  const journal = new Journal();
  const book = new LineBook(journal);
  const asked: Asked = {
    source: table,
    places,
    indicator,
    ordinal: 1,
    period: 10,
    basis: 'all',
    tried: null
  };
  return { table, journal, book, asked };
}

test('what a delta wrote is read again, and nothing else; without a change it is the same list', () => {
  const { table, journal, book, asked } = reader();
  const first = book.read(asked);
  expect(first.lines.map(({ reading }) => reading.state)).toEqual(['met', 'notMet', 'notApplicable']);
  expect(book.read(asked)).toBe(first);
  journal.note({ indicator: 2, period: 10, nodes: Int32Array.of(2) });
  journal.note({ indicator: 1, period: 11, nodes: null });
  expect(book.read(asked)).toBe(first);

  const written = table.applyDelta(
    rowsOf([
      [3, 89],
      [5, 10]
    ]),
    2
  );
  for (const { indicator: ordinal, period, nodes } of written)
    journal.note({ indicator: ordinal, period, nodes });
  const second = book.read(asked);
  expect(second.lines.map(({ reading }) => reading.state)).toEqual(['met', 'near', 'low']);
  expect(second.lines[0]).toBe(first.lines[0]);
  expect(second.revision).toBeGreaterThan(first.revision);
  expect(indexOfLine(second.lines, 5)).toBe(2);
  expect(indexOfLine(second.lines, 4)).toBe(-1);
});

test('whoever comes too late reads everything', () => {
  const { table, journal, book, asked } = reader();
  book.read(asked);
  table.applyDelta(rowsOf([[2, 1]]), 2);
  for (let i = 0; i < 2000; i++) journal.note({ indicator: 9, period: 10, nodes: Int32Array.of(1) });
  expect(book.read(asked).lines[0]?.reading.state).toBe('low');
});

test('a target tried out stands in place of the given one, exactly', () => {
  const { book, asked } = reader();
  const states = (num: number, den: number) =>
    book.read({ ...asked, tried: { num, den } }).lines.map(({ reading }) => reading.state);
  expect(states(500, 1000)).toEqual(['met', 'met', 'notApplicable']);
  expect(states(501, 1000)).toEqual(['met', 'near', 'notApplicable']);
  expect(states(901, 1000)).toEqual(['near', 'notMet', 'notApplicable']);
  const [line] = book.read({ ...asked, tried: { num: 901, den: 1000 } }).lines;
  expect(line?.reading).toMatchObject({ target: 0.901, gap: 1 });
});
