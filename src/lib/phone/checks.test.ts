import { describe, expect, test } from 'vitest';
import type { SheetIndicator } from '../wire/filing.ts';
import { check, fallOf, gapTo } from './checks.ts';
import type { DraftValue } from './draft.ts';

const words = { vi: 'Hộ có internet', en: 'Broadband' };
const share = (over: Partial<SheetIndicator> = {}): SheetIndicator => ({
  code: 'XHS03',
  pillar: 'XHS',
  name: words,
  short: words,
  kind: 'share',
  time: 'stock',
  direction: 'up',
  counts: 'households',
  numerator: words,
  denominator: words,
  base: 120,
  target: { num: 9, den: 10 },
  last: null,
  neighbours: null,
  filed: null,
  own: [],
  commune: [],
  ...over
});
const typed = (num: string, over: Partial<DraftValue> = {}): DraftValue => ({
  num,
  den: '',
  mine: true,
  why: '',
  ...over
});

describe('what is still missing', () => {
  test.each([
    [0, 108],
    [85, 23],
    [108, 0],
    [120, 0]
  ])('%i of 120 households, target 90%%: %i', (num, gap) => expect(gapTo(share(), num, 120)).toBe(gap));
  test('a target of 66.67% of 3 is 3, exactly, and none where fewer is better', () => {
    expect(gapTo(share({ target: { num: 6667, den: 10_000 } }), 0, 3)).toBe(3);
    expect(gapTo(share({ direction: 'down' }), 0, 3)).toBeNull();
  });
});

describe('while typing', () => {
  test.each([
    ['12,5', 'notWhole'],
    ['-3', 'negative'],
    ['mười', 'notANumber'],
    ['9999999999', 'tooLarge']
  ])('%s is %s', (text, code) => expect(check(share(), typed(text)).fault).toEqual({ field: 'num', code }));
  test('over the base fact is taken and marked; over a typed total is not', () => {
    expect(check(share(), typed('130'))).toMatchObject({ fault: null, overBase: 10 });
    expect(check(share(), typed('130', { den: '125' })).fault).toEqual({ field: 'num', code: 'overFiled' });
  });
  test('a stock that falls by more than a fifth asks why; by a fifth it does not', () => {
    const last = { num: 100, den: 120, period: '2026-10' };
    expect(fallOf({ time: 'stock', last }, 79)).toBe(21);
    expect(fallOf({ time: 'stock', last }, 80)).toBeNull();
    expect(fallOf({ time: 'flow', last }, 1)).toBeNull();
    expect(check(share({ last }), typed('70')).needsWhy).toBe(true);
    expect(check(share({ last }), typed('70', { why: 'nhà chuyển đi' })).needsWhy).toBe(false);
  });
});

test('more people than there are have reached no target', () => {
  const over = check(share({ base: 707, target: { num: 85, den: 100 } }), typed('900'));
  expect(over).toMatchObject({ overBase: 193, gap: null });
});
