import { expect, test } from 'vitest';
import { burnUpOf, type BurnUpInput } from './burn-up.ts';

const DAY = 86_400_000;
const size = { width: 400, height: 120, text: 12 };
const input: BurnUpInput = {
  from: 0,
  to: 40 * DAY,
  now: 32 * DAY,
  expected: 10,
  moments: [30 * DAY, 31 * DAY, 33 * DAY],
  filed: [4, 7, 9],
  days: [
    { at: 34 * DAY, label: '17/11' },
    { at: 36 * DAY, label: '19/11' },
    { at: 40 * DAY, label: '24/11' }
  ]
};

test('the line rises to what has come by now and no further', () => {
  const { line, head, top, bottom } = burnUpOf(input, size);
  const height = bottom - top;
  expect(head!.y).toBeCloseTo(bottom - 0.7 * height, 0);
  expect(line.endsWith(`H${head!.x}`)).toBe(true);
  expect(line.match(/V/g)).toHaveLength(2);
});

test('quiet weeks before the first arrival take no room', () => {
  const { line } = burnUpOf(input, size);
  const first = Number(/H([\d.]+)/.exec(line)![1]);
  expect(first).toBeLessThan(150);
  expect(first).toBeGreaterThan(50);
});

test('labels of days that lie near each other do not run into each other', () => {
  const { days } = burnUpOf({ ...input, days: [...input.days, { at: 34.2 * DAY, label: '18/11' }] }, size);
  const shown = days.filter(({ labelX }) => labelX !== null);
  expect(days).toHaveLength(4);
  expect(shown.length).toBeLessThan(4);
  for (const [i, { labelX }] of shown.entries())
    if (i > 0) expect(labelX! - shown[i - 1]!.labelX!).toBeGreaterThan(5 * 12 * 0.58);
});

test('nothing filed, nothing expected, no days: a line along the ground', () => {
  const { head, bottom, days } = burnUpOf({ ...input, moments: [], filed: [], expected: 0, days: [] }, size);
  expect(head!.y).toBe(bottom);
  expect(days).toEqual([]);
});
