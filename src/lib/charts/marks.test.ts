import { expect, test } from 'vitest';
import { groupMarks, markBeside, nearestMark, type Mark } from './marks.ts';

const mark = (key: number, x: number, y: number, more: Partial<Mark> = {}): Mark => ({
  key,
  x,
  y,
  r: 4,
  state: 'met',
  isFaint: false,
  ...more
});

test('thousands of dots are a few paths, one a colour, the faint ones below', () => {
  const marks = Array.from({ length: 3_000 }, (_, i) =>
    mark(i, i, i, { state: i % 2 ? 'met' : 'low', isFaint: i % 3 === 0 })
  );
  const groups = groupMarks(marks);
  expect(groups).toHaveLength(4);
  expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(3_000);
  expect(groups.map(({ isFaint }) => isFaint)).toEqual([true, true, false, false]);
});

test('a small base has the colour of its band and is marked', () => {
  expect(groupMarks([mark(1, 0, 0, { state: 'smallBase', band: 'near' })])).toMatchObject([
    { fill: 'near', isSmall: true }
  ]);
});

test('the pointer takes the nearest mark and nothing far away', () => {
  const marks = [mark(1, 10, 10), mark(2, 40, 10)];
  expect(nearestMark(marks, 30, 10)?.key).toBe(2);
  expect(nearestMark(marks, 200, 10)).toBeNull();
});

test('the arrow keys walk from mark to mark', () => {
  const marks = [mark(1, 10, 10), mark(2, 40, 12), mark(3, 30, 90), mark(4, 10, 50)];
  const [first] = marks;
  expect(markBeside(marks, first!, 'ArrowRight')?.key).toBe(2);
  expect(markBeside(marks, first!, 'ArrowDown')?.key).toBe(4);
  expect(markBeside(marks, first!, 'ArrowLeft')).toBeNull();
});
