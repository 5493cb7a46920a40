import { describe, expect, test } from 'vitest';
import type { SheetIndicator } from '../api/filing.ts';
import { spreadOf } from '../domain/spread.ts';
import { check, fallOf, gapTo, wantsLook } from './checks.ts';
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

describe('beside the other groups of the commune', () => {
  const others = [0.659, 0.78, 0.82, 0.85, 0.88, 0.9, 0.976];
  const neighbours = spreadOf(others, true, 10);

  test('a figure that stands out is marked and can be sent; one among the others is not', () => {
    expect(check(share({ base: 707, neighbours }), typed('144'))).toMatchObject({
      outlying: true,
      fault: null,
      num: 144
    });
    expect(check(share({ base: 707, neighbours }), typed('580'))).toMatchObject({ outlying: false });
    const dossiers = spreadOf([1, 3, 7, 9, 12, 15, 28], false, 1);
    const count = share({ kind: 'count', base: null, denominator: null, neighbours: dossiers });
    expect(check(count, typed('1234')).outlying).toBe(true);
    expect(check(count, typed('28')).outlying).toBe(false);
  });

  test('more people than there are have reached no target', () => {
    expect(
      check(share({ base: 707, target: { num: 85, den: 100 }, neighbours }), typed('900'))
    ).toMatchObject({
      overBase: 193,
      gap: null,
      outlying: false
    });
  });

  test('the last page marks both kinds', () => {
    const known = share({ base: 707, neighbours });
    expect([900, 144, 580].map((num) => wantsLook(known, num, 707))).toEqual([true, true, false]);
  });
});
