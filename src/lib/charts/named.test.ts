import { expect, test } from 'vitest';
import { namedOf, placeNames } from './named.ts';

const unit = (key: number, value: number, weight: number, isFaint = false) => ({
  key,
  value,
  weight,
  isFaint
});

test('named are the chosen one, the three lowest, highest and largest, each once', () => {
  const units = Array.from({ length: 20 }, (_, i) => unit(i, i, i === 10 || i === 0 ? 99 : i));
  expect(namedOf(units, 7)).toEqual([7, 0, 1, 2, 19, 18, 17, 10]);
  expect(namedOf(units, 500)).not.toContain(500);
  expect(namedOf([unit(1, 1, 1), unit(2, 2, 2, true)], 2)).toEqual([2, 1]);
});

test('no name lies on another or outside of the room, and each leads to its dot', () => {
  let seed = 7;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 60; round++) {
    const marks = Array.from({ length: 40 }, (_, key) => ({
      key,
      x: 40 + random() * (round % 2 === 0 ? 500 : 60),
      y: 40 + random() * 200,
      r: 2 + random() * 10,
      state: 'met' as const,
      isFaint: false
    }));
    const room = { left: 10, right: 590, top: 10, bottom: 290 };
    const names = marks.slice(0, 10).map(({ key }) => ({ key, text: `Phường số ${key}` }));
    const measure = (text: string) => text.length * 7;
    const placed = placeNames(names, marks, room, measure);
    expect(placed.length).toBeGreaterThan(7);
    const boxes = placed.map(({ x, y, anchor, text }) => {
      const width = measure(text);
      return {
        left: anchor === 'start' ? x : x - width,
        right: anchor === 'start' ? x + width : x,
        top: y - 11,
        bottom: y + 3
      };
    });
    boxes.forEach((a, i) => {
      expect(a.left).toBeGreaterThanOrEqual(room.left - 0.1);
      expect(a.right).toBeLessThanOrEqual(room.right + 0.1);
      for (const b of boxes.slice(i + 1))
        expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    });
    for (const { key, leader } of placed) {
      const mark = marks[key];
      const middle = leader && { x: (leader.x1 + leader.x2) / 2, y: (leader.y1 + leader.y2) / 2 };
      if (middle)
        expect(
          boxes.some(
            (box) =>
              middle.x > box.left + 1 &&
              middle.x < box.right - 1 &&
              middle.y > box.top + 3 &&
              middle.y < box.bottom - 3
          )
        ).toBe(false);
      if (leader && mark) expect(Math.hypot(leader.x1 - mark.x, leader.y1 - mark.y)).toBeCloseTo(mark.r, 0);
    }
  }
});
