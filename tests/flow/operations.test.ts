import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal, Role } from '../../src/lib/domain/access.ts';
import { formatPeriod, reportedPeriod } from '../../src/lib/domain/period.ts';
import type { Chain } from '../../src/lib/domain/chain.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { isRefusal, reasonOf } from '../../src/lib/api/outcome.ts';
import { deskOf } from '../../src/lib/server/context/matters/desk.ts';
import { boardOf } from '../../src/lib/server/features/operations/board.ts';
import { operationsDesk, type StoringDesk } from '../../src/lib/server/features/operations/desk.ts';
import { detailOf } from '../../src/lib/server/features/operations/detail.ts';
import { savedFilters, saveFilter } from '../../src/lib/server/features/operations/filters.ts';
import { qualityFor } from '../../src/lib/server/features/operations/quality.ts';
import { takeCaseSteps } from '../../src/lib/server/features/operations/steps.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import type { OperationsAnswer, OperationsQuestion, StepsAsk } from '../../src/lib/api/operations.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import { COUNTRY, countryStructure, draft, PROVINCES, SINCE } from '../support/small-country.ts';

const COMMUNE: UnitKey = `20194@${SINCE}`;
const NEIGHBOUR: UnitKey = `20195@${SINCE}`;
const words = (text: string) => ({ vi: text, en: text });
const NOW = Date.parse('2026-11-24T09:00:00+07:00');
const PERIOD = reportedPeriod(NOW, 'calendar');
const MONTH = formatPeriod(PERIOD);
const CHAIN: Chain = {
  ...{ id: 'c', name: words('c'), province: null, validFrom: SINCE, validTo: null, reading: 'strict' },
  ...{ shiftToWorkingDay: false, illustrative: false, citation: 'test' },
  steps: [
    { from: 'village-group', to: 'commune', fromName: words('tổ'), toName: words('xã'), beforeDay: 18 },
    { from: 'commune', to: 'department', fromName: words('xã'), toName: words('sở'), beforeDay: 26 }
  ]
};

let server: LiveServer;
let now = NOW;
beforeAll(async () => {
  const chains = draft({ kind: 'chains', chains: [CHAIN] });
  server = await startLiveServer({ fill: (store) => store.append([...countryStructure(), chains]) });
});
afterAll(() => server.close());

function person(name: string, role: Role, unit: UnitKey): Principal {
  const grant = { role, unit, groups: null, validFrom: SINCE, validTo: null, decision: '' };
  return { kind: 'account', actor: `account:${name}`, name, grants: [grant] };
}
const CLERK = person('Lan', 'clerk', COMMUNE);
const COLLEAGUE = person('Hùng', 'clerk', COMMUNE);
const STRANGER = person('Người lạ', 'clerk', NEIGHBOUR);
const OFFICE = person('Sở', 'programme', PROVINCES[0] ?? COUNTRY);
const VIEWER = person('Người xem', 'viewer', COUNTRY);

function desk(principal: Principal, fold: Fold = server.publisher.fold): StoringDesk {
  const append: StoringDesk['append'] = async ({ actor }, bodies) => {
    const outcome = await server.store.append(bodies.map((body) => ({ ...draft(body, now), actor })));
    await server.settled();
    return 'first' in outcome ? outcome.first : 0;
  };
  const nameOf = (actor: string) => actor.replace('account:', '');
  const source = { fold, clock: () => now, append, nameOf, patience: { open: 5, taken: 10 } };
  return { ...operationsDesk({ ...deskOf(source, principal), fold }, []), store: server.store };
}

const USUAL: OperationsQuestion = {
  ...{ state: 'active', limit: 100 }
};
function board(by: Principal, asked: Partial<OperationsQuestion> = {}, fold?: Fold): OperationsAnswer {
  const answer = boardOf(desk(by, fold), { ...USUAL, ...asked });
  if (isRefusal(answer)) throw new Error(reasonOf(answer).en);
  return answer;
}
const step = (by: Principal, ask: StepsAsk) => takeCaseSteps(desk(by), { body: ask });
const simple = (verb: 'taken' | 'released' | 'resolved' | 'reopened' | 'woken', key: string): StepsAsk => ({
  step: verb,
  keys: [key],
  note: ''
});
const GROUP = `owed:group:20194-1:${MONTH}`;
const WHOLE = `owed:unit:${COMMUNE}:${MONTH}.village-group`;

describe('the board of the operations room', () => {
  it('counts what is owed by level, groups in one’s own commune and communes in a province', () => {
    const own = board(CLERK);
    expect(own.counts.overdue).toMatchObject({ rows: 2, things: 2, nobody: 2 });
    expect(own.counts.dueSoon).toMatchObject({ rows: 1 });
    expect(own.rows.map(({ key }) => key)).toContain(GROUP);
    const province = board(OFFICE);
    expect(province.overdueBy).toEqual({ group: 4 });
    expect(province.rows.find(({ key }) => key === WHOLE)).toMatchObject({ count: 2, kind: 'overdue' });
  });

  it('says where it is open, in how few places half of it is, what came today and what is due next', () => {
    const { counts, places, half, today, next } = board(OFFICE);
    const things = Object.values(counts).reduce((sum, one) => sum + one.things, 0);
    expect(places.reduce((sum, one) => sum + one.things, 0)).toBe(things);
    const late = board(OFFICE, { kind: 'overdue' }).places;
    expect(late.reduce((sum, one) => sum + one.things, 0)).toBe(4);
    expect(half).toEqual({ units: late.length / 2, of: late.length });
    expect([today.today.length, today.before.length]).toEqual([48, 48]);
    expect(next).toMatchObject({
      ...{ at: Date.parse('2026-11-26T00:00:00+07:00'), period: MONTH, from: words('xã') }
    });
  });

  it('measures the figures: filed of expected, nobody’s for whoever may not act there', async () => {
    const measured = await qualityFor(desk(CLERK), { query: {} });
    if (isRefusal(measured)) throw new Error(reasonOf(measured).en);
    expect(measured).toMatchObject({ unit: COMMUNE, period: MONTH, complete: { good: 0, of: 2 } });
    expect(measured.live).toEqual({ median: null, carried: 0, from: null });
    expect(await qualityFor(desk(STRANGER), { query: { unit: COMMUNE } })).toMatchObject({
      refused: 'mayNotChange'
    });
  });

  it('lets nobody see or do anything outside their subtree', async () => {
    for (const foreign of [STRANGER, VIEWER]) {
      expect(boardOf(desk(foreign), { ...USUAL, unit: COMMUNE })).toMatchObject({ refused: 'mayNotChange' });
      expect(await detailOf(desk(foreign), GROUP)).toMatchObject({ refused: 'mayNotChange' });
      expect(await step(foreign, simple('taken', GROUP))).toMatchObject({ done: [] });
    }
    expect(boardOf(desk(VIEWER), USUAL)).toMatchObject({ refused: 'mayNotSee' });
    expect(board(CLERK, { state: 'nobody' }).counts.overdue.rows).toBe(2);
    const foreign = { name: 'x', query: `unit=${COMMUNE}`, isDefault: false };
    expect(await saveFilter(desk(STRANGER), { body: foreign })).toMatchObject({
      refused: 'mayNotChange'
    });
  });

  it('gives a row to the first of two who take it at once, and tells the other who has it', async () => {
    const [first, second] = await Promise.all([
      step(CLERK, simple('taken', GROUP)),
      step(COLLEAGUE, simple('taken', GROUP))
    ]);
    expect(first).toMatchObject({ done: [GROUP], refused: [] });
    expect(second).toMatchObject({
      done: [],
      refused: [{ key: GROUP, message: { vi: 'Lan đã nhận việc này.' } }]
    });
    expect(board(CLERK, { state: 'mine' }).rows.map(({ key }) => key)).toEqual([GROUP]);
    expect(board(COLLEAGUE, { state: 'mine' }).rows).toEqual([]);
    expect(await step(COLLEAGUE, simple('resolved', GROUP))).toMatchObject({ done: [] });
    await step(CLERK, simple('released', GROUP));
    expect(board(CLERK, { state: 'mine' }).rows).toEqual([]);
  });

  it('shows a group that its province has taken with the whole commune', async () => {
    expect(await step(OFFICE, simple('taken', WHOLE))).toMatchObject({ done: [WHOLE] });
    const row = board(CLERK).rows.find(({ key }) => key === GROUP);
    expect(row).toMatchObject({ holder: { name: 'Sở', mine: false }, isWider: true });
    await step(OFFICE, simple('released', WHOLE));
  });

  it('puts a row to sleep until its moment, and shows what was done when it was opened again', async () => {
    const until = now + 3_600_000;
    await step(CLERK, { step: 'snoozed', keys: [GROUP], note: 'chờ họp tổ', until });
    expect(board(CLERK).counts.overdue.rows).toBe(1);
    const asleep = board(CLERK, { state: 'snoozed' });
    expect(asleep.rows).toMatchObject([{ key: GROUP, snoozedUntil: until, comments: 1 }]);
    expect(asleep.until).toBeLessThanOrEqual(until);
    now = until + 1;
    expect(board(CLERK).counts.overdue.rows).toBe(2);
    await step(CLERK, simple('resolved', GROUP));
    expect(board(CLERK, { state: 'resolved' }).rows.map(({ key }) => key)).toEqual([GROUP]);
    await step(CLERK, simple('reopened', GROUP));
    const detail = await detailOf(desk(CLERK), GROUP);
    expect(isRefusal(detail) ? detail : detail.steps.map((one) => one.step).slice(-3)).toEqual([
      'snoozed',
      'resolved',
      'reopened'
    ]);
  });

  it('keeps a person’s filters, one of them for opening the page', async () => {
    const save = (name: string, isDefault: boolean) =>
      saveFilter(desk(CLERK), { body: { name, query: 'kind=overdue&state=mine&x=1', isDefault } });
    await save('Của tôi', true);
    await save('Quá hạn', true);
    const { filters } = await savedFilters(desk(CLERK));
    expect(filters).toMatchObject([
      { name: 'Của tôi', isDefault: false },
      { name: 'Quá hạn', isDefault: true, query: 'kind=overdue&state=mine' }
    ]);
    expect((await savedFilters(desk(COLLEAGUE))).filters).toEqual([]);
  });

  it('drops a debt by itself when the report lands, and says that it came late; a step about it is refused', async () => {
    await step(CLERK, simple('taken', GROUP));
    const values = [{ indicator: 'XHS01', numerator: 60, denominator: 120 }];
    const texts = { tasks: '', difficulties: '', proposals: '', practices: '' };
    await server.store.append([
      draft({ kind: 'report', group: '20194-1', period: PERIOD, values, texts }, now)
    ]);
    await server.settled();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const left = board(CLERK);
    expect(left.rows.map(({ key }) => key)).not.toContain(GROUP);
    expect(left.arrivals[0]).toMatchObject({ group: { code: '20194-1' }, period: MONTH, isAgain: false });
    expect(left.arrivals[0]?.lateBy).toBeGreaterThan(0);
    expect(await step(CLERK, simple('resolved', GROUP))).toMatchObject({ done: [] });
  });

  it('comes to the same after a restart: what was done is in the log', async () => {
    const other = `owed:group:20194-2:${MONTH}`;
    await step(CLERK, simple('taken', other));
    const again = new Fold('calendar');
    again.apply(await server.store.readPacked(0, 10_000));
    const row = board(CLERK, {}, again).rows.find(({ key }) => key === other);
    expect(row).toMatchObject({ holder: { name: 'Lan', mine: true } });
  });
});

it('tasks that a meeting gave are counted where they are to be done', async () => {
  const meeting = {
    id: 'm1',
    unit: PROVINCES[0] ?? COUNTRY,
    title: 'Giao ban',
    day: '2026-11-10',
    slides: []
  };
  const task = (promise: string, node: string, by: string | null) => ({
    ...{ step: 'concluded' as const, id: 'm1', promise, node, indicator: null, by, then: null },
    ...{ text: 'Mở điểm hỗ trợ', who: 'Phường' }
  });
  const steps = [
    { step: 'opened' as const, ...meeting },
    task('late', COMMUNE, '2026-11-20'),
    task('group', '20194-1', null),
    task('done', COMMUNE, null),
    task('beside', NEIGHBOUR, null),
    { step: 'done' as const, promise: 'done', note: '' }
  ];
  await server.store.append([draft({ kind: 'meetings', steps }, NOW)]);
  await server.settled();
  expect(board(CLERK).tasks).toEqual({ open: 2, overdue: 1 });
  expect(board(STRANGER).tasks).toEqual({ open: 1, overdue: 0 });
  expect(board(OFFICE).tasks).toEqual({ open: 3, overdue: 1 });
});
