import { expect, test } from 'vitest';
import { windowOf } from './window-of.ts';

test('short tables are whole; of long ones the rows in sight, the room of all', () => {
  expect(windowOf({ count: 93, row: 48, top: 900, height: 400, whole: 200 })).toEqual({
    from: 0,
    to: 93,
    before: 0,
    after: 0
  });
  for (const top of [0, 4_800, 159_000, 1e9]) {
    const part = windowOf({ count: 3321, row: 48, top, height: 400, whole: 200 });
    expect(part.before + (part.to - part.from) * 48 + part.after).toBe(3321 * 48);
    expect(part.to - part.from).toBeLessThan(40);
  }
});
