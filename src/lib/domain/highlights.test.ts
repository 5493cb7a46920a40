import { expect, test } from 'vitest';
import { LOW, MET, NEAR, NO_DATA, SMALL_BASE } from './attainment.ts';
import { highlightsOf, type Standing } from './highlights.ts';

let next = 1;
const unit = (over: Partial<Standing>): Standing => ({
  ordinal: next++,
  terrain: 'urban',
  code: MET,
  attainment: 1,
  gap: 0,
  den: 1000,
  change: null,
  ...over
});
const short = (gap: number, over: Partial<Standing> = {}) =>
  unit({ code: LOW, attainment: 0.4, gap, ...over });

test('units are held against their like alone, town, plain and mountain each by themselves', () => {
  const towns = [unit({ attainment: 1.3 }), unit({ attainment: 1.1 }), short(90)];
  const hills = [short(5000), short(200), short(10)].map((one) => ({ ...one, terrain: 'mountain' as const }));
  const found = highlightsOf([...hills, ...towns]);
  expect(found.map(({ terrain, peers }) => [terrain, peers])).toEqual([
    ['urban', 3],
    ['mountain', 3]
  ]);
  expect(found[0]!.bright).toEqual({ unit: towns[0], why: 'met', alike: 0 });
  expect(found[0]!.support).toBe(towns[2]);
  expect(found[1]!.support).toBe(hills[0]);
  expect(found[1]!.bright, 'nobody met and nobody rose').toBeNull();
});

test('of equals the one with the larger base stands for all, and says how many there are', () => {
  const equal = [
    unit({ attainment: 1.2, den: 10 }),
    unit({ attainment: 1.2, den: 30 }),
    unit({ attainment: 1.2, den: 30 })
  ];
  const forward = highlightsOf(equal)[0]!.bright;
  const backward = highlightsOf(equal.toReversed())[0]!.bright;
  expect(forward).toEqual({ unit: equal[1], why: 'met', alike: 2 });
  expect(backward).toEqual(forward);
});

test('small bases, missing data and missing targets are neither praised nor pointed at', () => {
  const weighed = [short(1), short(2), short(3)];
  const others = [
    short(9999, { code: SMALL_BASE }),
    short(9999, { code: NO_DATA, attainment: null, gap: null }),
    unit({ code: SMALL_BASE, attainment: 9 })
  ];
  const [found] = highlightsOf([...others, ...weighed]);
  expect(found).toMatchObject({ peers: 3, bright: null, support: weighed[2] });
  expect(highlightsOf(others)).toEqual([]);
});

test('two are no company: nobody is compared', () => {
  expect(highlightsOf([unit({}), short(100)])).toEqual([]);
});

test('where nobody has met the target, who came nearer to it fastest is the bright one, and is not also pointed at', () => {
  const rising = short(500, { change: 0.04 });
  const [found] = highlightsOf([
    rising,
    unit({ code: NEAR, attainment: 0.9, gap: 20, change: 0.01 }),
    short(80, { change: -0.02 })
  ]);
  expect(found!.bright).toEqual({ unit: rising, why: 'rising', alike: 0 });
  expect(found!.support!.gap).toBe(80);
});

test('where all have met, nobody needs support', () => {
  const [found] = highlightsOf([unit({}), unit({}), unit({})]);
  expect(found!.support).toBeNull();
});

test('whose land nobody named is held against all only where no land is known', () => {
  const unnamed = [short(70), short(80), short(90)].map((one) => ({ ...one, terrain: null }));
  expect(highlightsOf(unnamed).map(({ terrain }) => terrain)).toEqual([null]);
  const named = [unit({}), unit({}), short(5)];
  expect(highlightsOf([...unnamed, ...named]).map(({ terrain }) => terrain)).toEqual(['urban']);
});
