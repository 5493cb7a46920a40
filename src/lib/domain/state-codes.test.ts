import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stateCodes, stateOf, triedFigures, type Measured } from './attainment.ts';
import { makeRows } from './rows.ts';

const whole = (most: number) => fc.oneof(fc.constant(-1), fc.constant(0), fc.integer({ min: 0, max: most }));
const row = fc.record({
  num: whole(4_000_000_000),
  den: whole(4_000_000_000),
  expected: fc.integer({ min: 0, max: 3 }),
  expectedBase: fc.integer({ min: 0, max: 50 }),
  targetNum: whole(10_000_000),
  targetDen: fc.constantFrom(1, 10, 100, 1000, 10_000)
});
const measured: fc.Arbitrary<Measured> = fc.record({
  kind: fc.constantFrom('share', 'quota', 'count'),
  direction: fc.constantFrom('up', 'down'),
  counts: fc.constantFrom('persons', 'products')
});
const goal = fc.option(fc.record({ num: fc.nat(1000), den: fc.constantFrom(1, 1000) }), { nil: null });

test('the pass over the columns tells the same states as one row after the other, large and small', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), measured, goal, (list, indicator, tried) => {
      const rows = makeRows(list.length);
      list.forEach((one, i) => {
        rows.expected[i] = one.expected;
        rows.expectedBase[i] = one.expectedBase;
        rows.targetNum[i] = one.targetNum;
        rows.targetDen[i] = one.targetDen;
        rows.all.num[i] = one.num;
        rows.all.den[i] = one.den;
      });
      const at = Int32Array.from([...list.keys(), -1]);
      const wanted = list.map((_, i) => stateOf(indicator, triedFigures(rows, i, 'all', tried)));
      expect([...stateCodes(rows, at, indicator, 'all', tried)]).toEqual([...wanted, 0]);
    }),
    { numRuns: 2000 }
  );
});
