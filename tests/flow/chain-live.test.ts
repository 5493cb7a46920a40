import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal, MAY_NOT_SEE, UNKNOWN } from '../../src/lib/api/outcome.ts';
import type { Chain } from '../../src/lib/domain/chain.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { chainAnswer } from '../../src/lib/server/context/chain/progress.ts';
import { followNews } from '../../src/lib/sync/news.ts';
import type { NewsKind } from '../../src/lib/wire/events.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import { keyPrincipal } from '../support/principals.ts';
import {
  COMMUNES,
  countryStructure,
  COUNTRY,
  draft,
  GROUPS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  SINCE
} from '../support/small-country.ts';

const words = (text: string) => ({ vi: text, en: text });
const hop = (from: 'village-group' | 'commune', beforeDay: number) => ({
  ...{ from, to: 'department' as const, fromName: words(from), toName: words('b'), beforeDay }
});
const chain = (over: Partial<Chain> = {}): Chain => ({
  ...{ id: 'all', name: words('all'), province: null, validFrom: SINCE, validTo: null, reading: 'strict' },
  ...{ shiftToWorkingDay: false, illustrative: false, citation: '' },
  steps: [hop('village-group', 18), hop('commune', 20)],
  ...over
});
const DUE = Date.parse('2026-02-17T17:00:00Z');
const HOUR = 3_600_000;
const COMMUNE: UnitKey = `${COMMUNES[0]}@${SINCE}`;
const [A = '', B = ''] = GROUPS;

let live: LiveServer;
const heard: NewsKind[][] = [];
let stop = () => {};

beforeAll(async () => {
  live = await startLiveServer({
    fill: (store) => store.append([...countryStructure(), draft({ kind: 'chains', chains: [chain()] })])
  });
  await new Promise<void>((resolve) => {
    const listener = {
      heard: ({ kinds }: { kinds: readonly NewsKind[] }) => heard.push([...kinds]),
      connected: () => setTimeout(resolve, 200)
    };
    stop = followNews([`${COMMUNE}/group`], listener, live.origin);
  });
});
afterAll(async () => {
  stop();
  await live.close();
});

const clerk = keyPrincipal('clerk', 'clerk', COMMUNE);
const ask = (now: number, principal = clerk, unit: string = COMMUNE) =>
  chainAnswer(live.publisher.fold, { principal, unit, period: '2026-01', now });
function answered(now: number) {
  const answer = ask(now);
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
}

/** Waits for news of a kind, at most a second: what is shown must not be older. */
async function hears(kind: NewsKind): Promise<void> {
  const end = performance.now() + 1_000;
  while (!heard.some((kinds) => kinds.includes(kind))) {
    if (performance.now() > end) throw new Error(`no news of ${kind}; heard ${JSON.stringify(heard)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  heard.length = 0;
}

test('whoever follows a commune hears of each step, and finds the state changed', async () => {
  expect(answered(DUE - HOUR).counts).toMatchObject({ expected: 2, filed: 0, awaited: 2 });
  const outcome = await live.store.append([reportDraft(A, JANUARY, { XHS01: 9 }, DUE - HOUR)]);
  const first = 'first' in outcome ? outcome.first : 0;
  await live.settled();
  await hears('report');
  expect(answered(DUE - HOUR).counts).toMatchObject({ filed: 1, onTime: 1, awaited: 1 });

  await live.store.append([reviewDraft([first], 'returned')]);
  await live.settled();
  await hears('review');
  expect(answered(DUE).counts).toMatchObject({ filed: 0, returned: 1, missing: 1 });

  const corrected = await live.store.append([
    reportDraft(A, JANUARY, { XHS01: 8 }, DUE + HOUR),
    reportDraft(B, JANUARY, { XHS01: 8 }, DUE + HOUR)
  ]);
  const second = 'first' in corrected ? corrected.first : 0;
  await live.store.append([reviewDraft([second, second + 1], 'approved')]);
  await live.settled();
  await hears('review');
  const { counts, groups } = answered(DUE + 2 * HOUR);
  expect(counts).toMatchObject({ filed: 2, onTime: 1, late: 1, approved: 2, missing: 0 });
  expect(groups.map(({ code, filing }) => [code, filing.lateBy])).toEqual([
    [A, 0],
    [B, HOUR]
  ]);

  const texts = { tasks: '', difficulties: '', proposals: '', practices: '' };
  const pinned = live.publisher.fold.position;
  const step = {
    unit: COMMUNE,
    period: JANUARY,
    step: 'confirmed',
    pinned,
    sums: [],
    texts,
    reason: ''
  } as const;
  await live.store.append([draft({ kind: 'consolidation', ...step }, DUE + 3 * HOUR)]);
  await live.settled();
  await hears('consolidation');
  const closed = answered(DUE + 3 * HOUR);
  expect(closed.closing).toMatchObject({ state: 'confirmed', lateBy: 0 });
  expect(closed.counts).toMatchObject({ consolidated: 2 });
  expect(closed.hops.map(({ groups: g, units }) => [g.expected, units.due, units.confirmed])).toEqual([
    [2, 0, 0],
    [0, 1, 1]
  ]);
});

test('a chain that is set anew, and a holiday, are heard of by everybody and hold at once', async () => {
  const shifted = chain({ id: 'new', validFrom: '2026-01-01', shiftToWorkingDay: true });
  await live.store.append([
    draft({ kind: 'chains', chains: [shifted] }),
    draft({ kind: 'holidays', holidays: [{ day: '2026-02-17', name: words('Tết') }] })
  ]);
  await live.settled();
  await hears('chains');
  const [first] = answered(DUE + 2 * HOUR).hops;
  expect(first?.deadline).toMatchObject({ lastDay: '2026-02-18', movedFrom: '2026-02-17' });
});

test('nobody sees beyond their own unit; the way up ends where their right does', () => {
  expect(ask(DUE, clerk, COUNTRY)).toEqual(MAY_NOT_SEE);
  expect(ask(DUE, clerk, PROVINCES[1])).toEqual(MAY_NOT_SEE);
  expect(ask(DUE, clerk, `99999@${SINCE}`)).toEqual(UNKNOWN);
  expect(ask(DUE, clerk, 'x')).toEqual(UNKNOWN);
  expect(answered(DUE).path.map(({ key }) => key)).toEqual([COMMUNE]);
});
