import { expect, test } from 'vitest';
import { HeldRows } from './held-rows.svelte.ts';
import type { RowSource } from './lines.ts';

const UNIT = 3;
/** A source that holds some periods of every indicator, and no row. */
const holding = (...periods: number[]): RowSource => ({
  find: () => null,
  holds: (_, period) => periods.includes(period),
  block: () => null
});
const begin = (scope = 'VN@1945-09-02/commune') =>
  new HeldRows(() => ({ scope, unit: UNIT, indicator: 0, slices: [] }));

test('rows are read where they are whole; of the unit itself also where its own are kept', () => {
  const rows = begin();
  expect(rows.holds(0, 100)).toBe(false);
  const [view, own, slices] = [holding(100), holding(100, 101, 102), holding(101)];
  rows.use({ scope: 'VN@1945-09-02/commune', view, own, slices });
  expect([100, 101, 102].map((period) => rows.holds(0, period))).toEqual([true, true, false]);
  expect(rows.holdsUnit(0, 102)).toBe(true);
  expect(rows.source(0, 100, null)).toBe(view);
  expect(rows.source(0, 101, UNIT)).toBe(slices);
  expect(rows.source(0, 102, UNIT)).toBe(own);
  expect(rows.source(0, 102, null)).not.toBe(own);
  expect([100, 101].map((period) => rows.holdsPeriod(period))).toEqual([true, false]);
});

test('the tables of another scope say nothing of this one', () => {
  const rows = begin();
  rows.use({ scope: '48@2025-07-01/group', view: holding(100), own: null, slices: null });
  expect(rows.holds(0, 100)).toBe(false);
});

test('a change is what was noted, or anything where nothing was', () => {
  const rows = begin();
  const start = rows.journal.end;
  rows.touch();
  expect(rows.journal.end).toBe(start + 1);
  rows.note({ indicator: 0, period: 100, nodes: null });
  rows.touch();
  expect(rows.journal.end).toBe(start + 2);
});
