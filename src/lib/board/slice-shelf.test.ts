import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeRows } from '../domain/rows.ts';
import { encodeRows } from '../wire/rows.ts';
import { SliceShelf } from './slice-shelf.ts';

// A unit's history is asked for month by month. What a server that begins anew refuses is asked for again by itself:
// an open desk showed 11 months of 16 after a store was put back, and kept to that until somebody chose another unit.

const PERIOD = 24_311;
const INDICATOR = { ordinal: 3, code: 'CQS08' };
const slice = () =>
  new Response(
    encodeRows(makeRows(1), {
      ...{ kind: 'slice', store: 's', scope: 'VN@1945-09-02/commune', period: PERIOD },
      ...{ indicator: INDICATOR.ordinal, position: 7, link: '00000000002a' }
    })
  );

const answers: (() => Response | Promise<Response>)[] = [];
let asked = 0;
beforeEach(() => {
  vi.useFakeTimers();
  answers.length = 0;
  asked = 0;
  vi.stubGlobal('fetch', () => {
    asked++;
    return Promise.resolve((answers.shift() ?? slice)());
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
const shelf = () => new SliceShelf({ root: 'VN@1945-09-02', depth: 'commune' }, () => undefined);

test('a slice that did not come is asked for again by itself, until it comes', async () => {
  answers.push(
    () => Promise.reject(new TypeError('no line')),
    () => new Response(null, { status: 503 }),
    () => new Response(null, { status: 429 })
  );
  const held = shelf();
  held.want(INDICATOR, [PERIOD]);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(asked).toBe(4);
  expect(held.holds(INDICATOR.ordinal, PERIOD)).toBe(true);
});

test('what is refused for good is not asked for again, and nothing is after the page has closed', async () => {
  answers.push(() => new Response(null, { status: 403 }));
  const refused = shelf();
  refused.want(INDICATOR, [PERIOD]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toBe(1);
  answers.push(() => Promise.reject(new TypeError('no line')));
  const closed = shelf();
  closed.want(INDICATOR, [PERIOD]);
  await vi.advanceTimersByTimeAsync(0);
  closed.close();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toBe(2);
});

test('what failed before all was asked for anew does not undo the asking', async () => {
  let fail: (why: Error) => void = () => undefined;
  answers.push(() => new Promise<Response>((_, reject) => (fail = reject)));
  const held = shelf();
  held.want(INDICATOR, [PERIOD]);
  held.forget();
  await vi.advanceTimersByTimeAsync(0);
  fail(new TypeError('no line'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(2);
  expect(held.holds(INDICATOR.ordinal, PERIOD)).toBe(true);
});
