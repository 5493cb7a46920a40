import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firingId, isSteady, QUIET, stepAlert, type AlertSample } from './alert.ts';

const rule = { side: 'under', enter: 500, leave: 600, floor: 10, hold: 0 } as const;
const sample = (value: number | null, at = 0, base = 100): AlertSample => ({ at, value, base });

function run(samples: readonly AlertSample[], of: Parameters<typeof stepAlert>[0] = rule) {
  let state = QUIET;
  return samples.map((one) => {
    const next = stepAlert(of, state, one);
    state = next.state;
    return next.event;
  });
}

test('it begins beyond one threshold and ends at the other', () => {
  expect(run([500, 499, 499, 550, 599, 600, 550, 499].map((value) => sample(value)))).toEqual([
    null,
    'fired',
    null,
    null,
    null,
    'cleared',
    null,
    'fired'
  ]);
});

test('what cannot be judged neither begins nor ends anything', () => {
  expect(run([sample(100, 0, 9), sample(100), sample(900, 0, 9), sample(null), sample(900)])).toEqual([
    null,
    'fired',
    null,
    null,
    'cleared'
  ]);
});

test('it must hold for its time without a break', () => {
  const slow = { ...rule, hold: 10 };
  const minute = 60_000;
  expect(
    run(
      [
        sample(400, 0),
        sample(400, 9 * minute),
        sample(550, 9.5 * minute),
        sample(400, 11 * minute),
        sample(400, 21 * minute)
      ],
      slow
    )
  ).toEqual([null, null, null, null, 'fired']);
});

const streams = fc.array(
  fc.record({ value: fc.option(fc.integer({ min: 0, max: 1000 })), base: fc.nat(20), step: fc.nat(40) }),
  { maxLength: 200 }
);
const rules = fc
  .record({
    side: fc.constantFrom('under' as const, 'over' as const),
    enter: fc.integer({ min: 200, max: 800 }),
    band: fc.nat(200),
    hold: fc.nat(30)
  })
  .map(({ side, enter, band, hold }) => ({
    side,
    enter,
    leave: side === 'under' ? enter + band : enter - band,
    floor: 5,
    hold
  }));

test('no flapping: firings and ends alternate, hold apart by their time, and every one is beyond its threshold', () => {
  fc.assert(
    fc.property(rules, streams, (of, stream) => {
      expect(isSteady(of)).toBe(true);
      let [state, at, last, lastAt] = [QUIET, 1, '', -Infinity];
      for (const { value, base, step } of stream) {
        at += step * 60_000;
        const next = stepAlert(of, state, { at, value, base });
        if (next.event) {
          expect(next.event).not.toBe(last);
          if (last === '') expect(next.event).toBe('fired');
          expect(base).toBeGreaterThanOrEqual(of.floor);
          expect(at - lastAt).toBeGreaterThanOrEqual(of.hold * 60_000);
          const beyond = of.side === 'under' ? value! < of.enter : value! > of.enter;
          const back = of.side === 'under' ? value! >= of.leave : value! <= of.leave;
          expect(next.event === 'fired' ? beyond : back).toBe(true);
          [last, lastAt] = [next.event, at];
        }
        state = next.state;
      }
    })
  );
});

test('a value that stays between the thresholds never changes anything', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 500, max: 599 })), fc.boolean(), (values, fired) => {
      let state = { ...QUIET, fired };
      for (const value of values) {
        const next = stepAlert(rule, state, sample(value));
        expect(next.event).toBeNull();
        state = next.state;
      }
    })
  );
});

test('a firing has one name, and the next one another', () => {
  expect(firingId('a1', '48@2025-07-01', 1)).toMatch(/^[\w.-]{1,80}$/);
  expect(firingId('a1', '48@2025-07-01', 1)).not.toBe(firingId('a1', '48@2025-07-01', 2));
});
