import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STATES } from '../domain/attainment.ts';
import { LEVELS, type UnitKey } from '../domain/unit.ts';
import { readSelection, SORT_COLUMNS, USUAL, VIEWS, writeSelection, type Selection } from './selection.ts';

const digits = fc.stringMatching(/^\d{1,8}$/);
const key = fc
  .tuple(digits, fc.constantFrom('1945-09-02', '1997-01-01', '2025-07-01'))
  .map(([code, from]) => `${code}@${from}` as UnitKey);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const selections: fc.Arbitrary<Selection> = fc.record({
  unit: maybe(key),
  level: maybe(fc.constantFrom(...LEVELS)),
  indicator: maybe(fc.stringMatching(/^[A-Z]{2,3}\d{2}$/)),
  period: maybe(fc.integer({ min: 2000 * 12, max: 2199 * 12 + 11 })),
  basis: fc.constantFrom('all' as const, 'approved' as const),
  by: fc.constantFrom('period' as const, 'indicator' as const),
  split: fc.constantFrom('figure' as const, 'gap' as const),
  hidden: fc.subarray([...STATES]),
  sort: maybe(fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() })),
  focus: maybe(fc.oneof(key, fc.stringMatching(/^[\p{L}\d][\p{L}\d@._/-]{0,40}$/u))),
  view: fc.constantFrom(...VIEWS),
  second: maybe(fc.stringMatching(/^[A-Z]{2,3}\d{2}$/)),
  against: maybe(
    fc.oneof(
      fc.record({
        kind: fc.constant('period' as const),
        period: fc.integer({ min: 2000 * 12, max: 2199 * 12 + 11 })
      }),
      fc.record({ kind: fc.constant('unit' as const), unit: key })
    )
  ),
  axis: fc.constantFrom('attainment', 'value'),
  range: maybe(
    fc.oneof(
      fc.tuple(fc.nat(999), fc.integer({ min: 1000, max: 999_999_999 })),
      fc.tuple(fc.nat(999), fc.integer({ min: 1000, max: 999_999_999 }), fc.constant('own' as const))
    )
  ),
  types: fc.subarray(['phường', 'thị trấn', 'xã', 'đặc khu'].sort()),
  goal: maybe(fc.nat(999_999_999)),
  as: fc.constantFrom('areas' as const, 'circles' as const)
});

const read = (query: string) => readSelection(new URL(`http://localhost/explore${query}`).searchParams);

test('every selection survives the address', () => {
  fc.assert(
    fc.property(selections, (selection) => {
      expect(read(writeSelection(selection))).toEqual(selection);
    })
  );
});

test('an address without choices is as usual, and the other way round', () => {
  expect(read('')).toEqual(USUAL);
  expect(writeSelection(USUAL)).toBe('');
});

test('junk is as if it were not there', () => {
  expect(
    read(
      '?unit=48&level=planet&indicator=<script>&period=2026-13&basis=maybe&hide=met,all&sort=-price&focus=%00&x=1'
    )
  ).toEqual({ ...USUAL, hidden: ['met'] });
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, value) => {
      const params = new URLSearchParams({
        [name]: value,
        unit: value,
        focus: value,
        period: value,
        hide: value
      });
      const selection = readSelection(params);
      expect(read(writeSelection(selection))).toEqual(selection);
    })
  );
});

test('the address stays readable', () => {
  expect(
    writeSelection({
      ...USUAL,
      unit: '48@2025-07-01',
      period: 24321,
      hidden: ['noData', 'met'],
      sort: { column: 'gap', descending: true }
    })
  ).toBe('?unit=48@2025-07-01&period=2026-10&hide=noData,met&sort=-gap');
});
