import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { z } from 'zod';
import { readGrid, type FilingGrid } from '../../src/lib/api/grid.ts';
import type { Principal } from '../../src/lib/domain/access.ts';
import { readingAt } from '../../src/lib/domain/attainment.ts';
import type { EntryBody } from '../../src/lib/domain/entry.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { isRefusal, type Outcome } from '../../src/lib/api/outcome.ts';
import {
  endTarget as endCall,
  giveTargets as giveCall,
  readTargets as readCall
} from '../../src/lib/api/targets.ts';
import { readAddress, readSent } from '../../src/lib/server/http/read-call.ts';
import { onceOf } from '../../src/lib/server/http/once.ts';
import { endTarget, giveTargets, previewTargets } from '../../src/lib/server/features/targets/giving.ts';
import { readTargets, targetHistory } from '../../src/lib/server/features/targets/reading.ts';
import type { TargetRoom } from '../../src/lib/server/features/targets/room.ts';
import { gridFor } from '../../src/lib/server/features/targets/read-grid.ts';
import { readTargetWorkbook } from '../../src/lib/server/features/targets/read-workbook.ts';
import { readTargetTable } from '../../src/lib/server/features/targets/read-table.ts';
import { targetWorkbook } from '../../src/lib/server/features/targets/workbook.ts';
import type { TargetPreview, TargetSheet } from '../../src/lib/api/targets.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import { granted, heard } from '../support/review-office.ts';
import { makeGrant, personPrincipal } from '../support/principals.ts';
import {
  COUNTRY,
  countryStructure,
  draft,
  JANUARY,
  makeGroup,
  makeUnit,
  PROVINCES,
  reportDraft,
  reviewDraft,
  SINCE
} from '../support/small-country.ts';

const PROVINCE = PROVINCES[0]!;
const COMMUNE: UnitKey = `20194@${SINCE}`;
const SISTER: UnitKey = `20195@${SINCE}`;
const FOREIGN: UnitKey = `19330@${SINCE}`;
/** January 2026 is the month reported. */
const NOW = Date.parse('2026-02-10T09:00:00+07:00');

const OFFICE = personPrincipal('so', makeGrant('programme', PROVINCE));
const HEAD = personPrincipal('chu-tich', makeGrant('head', COMMUNE));
const CLERK = personPrincipal('chuyen-vien', makeGrant('clerk', COMMUNE));

let server: LiveServer;
let room: TargetRoom;
beforeAll(async () => {
  server = await startLiveServer({
    fill: (store) =>
      store.append([
        ...countryStructure(),
        reportDraft('20194-1', JANUARY, { XHS01: 100, KTS01: 7 }),
        reportDraft('20194-2', JANUARY, { XHS01: 60 }),
        reportDraft('20195-1', JANUARY, { XHS01: 120 })
      ])
  });
  const write = async (
    actor: string,
    bodies: readonly EntryBody[],
    once?: { key: string; bodyHash: string }
  ) => {
    const drafts = bodies.map((body) => ({ ...draft(body, NOW), actor }));
    const outcome = await server.store.append(drafts, once && { actor, ...once, answer: String });
    await server.settled();
    return outcome;
  };
  room = {
    store: server.store,
    world: server.publisher.fold.world,
    publisher: server.publisher,
    clock: () => NOW,
    log: pino({ level: 'silent' }),
    async append({ actor }, bodies) {
      const outcome = await write(actor, bodies);
      return 'first' in outcome ? outcome.first : 0;
    },
    async appendOnce({ actor }, bodies, once) {
      const outcome = await write(actor, bodies, once);
      if ('conflict' in outcome) return 'conflict';
      return 'receipt' in outcome
        ? { first: Number(outcome.receipt), replayed: true }
        : { first: outcome.first, replayed: false };
    }
  };
});
afterAll(() => server.close());
let head = 0;
beforeEach(async () => {
  head = await server.store.head();
});

const share = (recipient: object, value: string) => ({ recipient, indicator: 'XHS01', value });
const giving = (unit: UnitKey, targets: readonly object[], over: object = {}) => ({
  unit,
  from: '2026-01-01',
  giver: 'UBND tỉnh',
  decision: { number: '12/QĐ-UBND', date: '2025-12-20' },
  targets,
  ...over
});
function request(body: unknown, key?: string): Request {
  return new Request('http://localhost/api/v1/targets', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
    body: JSON.stringify(body)
  });
}
const as = (principal: Principal) => ({ runtime: room, principal });
/** What was sent with its key, as the pipe reads it before a verb is asked. */
async function sentIn<T>(shape: z.ZodType<T>, body: unknown, key?: string) {
  const read = granted(await readSent(request(body, key), shape, giveCall.bytes));
  return { body: read.sent, once: granted(onceOf(request(body, key), read.bytes)) };
}
async function save(who: Principal, body: unknown, key?: string) {
  return giveTargets(as(who), await sentIn(giveCall.body, body, key));
}
async function preview(who: Principal, body: unknown): Promise<TargetPreview> {
  return granted(previewTargets(as(who), await sentIn(giveCall.body, body)));
}
async function end(who: Principal, body: unknown) {
  return endTarget(as(who), await sentIn(endCall.body, body));
}
function faultsOf(outcome: Outcome<object>): [string, string][] {
  return isRefusal(outcome) ? outcome.faults.map(({ path, code }) => [path, code]) : [];
}
function sheetFor(who: Principal, unit: UnitKey, text = ''): Outcome<TargetSheet> {
  const { asked } = granted(readAddress(readCall.query, new URLSearchParams(text)));
  return readTargets(as(who), { params: { unit }, query: asked });
}
const sheetOf = (...asked: Parameters<typeof sheetFor>) => granted(sheetFor(...asked));

it('gives to those below in one entry; rows below inherit it and are judged by it', async () => {
  const body = giving(PROVINCE, [share({ unit: COMMUNE }, '0.5'), share({ group: '20195-1' }, '0.75')]);
  expect(isRefusal(await save(OFFICE, body))).toBe(false);
  expect(await server.store.head()).toBe(head + 1);
  const ordinal = room.world.indicator('XHS01')!;
  const rows = server.publisher.warm.rows(ordinal.ordinal, JANUARY);
  const of = (code: string) =>
    readingAt(rows, room.world.tree.group(code)!.ordinal, ordinal.indicator, 'all');
  expect([of('20194-1').target, of('20194-2').target, of('20195-1').target, of('20195-2').target]).toEqual([
    0.5, 0.5, 0.75, 0.9
  ]);
  expect(of('20194-2').state).toBe('met');
  const [entry] = await server.store.read(head, 1);
  expect(entry).toMatchObject({ actor: 'account:so', body: { kind: 'targets' } });
});

it('nobody gives where they may not, nor to those who are not below', async () => {
  expect(heard(await save(CLERK, giving(COMMUNE, [share({ group: '20194-1' }, '0.5')])))).toBe(403);
  expect(heard(await save(HEAD, giving(PROVINCE, [share({ unit: SISTER }, '0.5')])))).toBe(403);
  expect(heard(await save(OFFICE, giving(FOREIGN, [share({ group: '19330-1' }, '0.5')])))).toBe(403);
  const foreign = await save(
    HEAD,
    giving(COMMUNE, [share({ group: '20195-1' }, '0.5'), share({ unit: COMMUNE }, '0.5')])
  );
  expect(heard(foreign)).toBe(422);
  expect(faultsOf(foreign)).toEqual([
    ['/targets/0/recipient', 'notBelow'],
    ['/targets/1/recipient', 'notToSelf']
  ]);
  expect(heard(sheetFor(HEAD, FOREIGN))).toBe(403);
  expect(await server.store.head(), 'nothing was stored').toBe(head);
});

it('takes only values that can be: all of a call or nothing', async () => {
  const to = { group: '20194-1' };
  const answer = await save(
    HEAD,
    giving(COMMUNE, [
      share(to, '1.01'),
      { recipient: to, indicator: 'KTS01', value: '1.5' },
      { recipient: to, indicator: 'HD01' },
      share(to, '0.00001'),
      share({ group: '20194-2' }, '0.5'),
      share({ group: '20194-2' }, '0.6'),
      { recipient: to, indicator: 'NONE', value: '1' }
    ])
  );
  expect(faultsOf(answer)).toEqual([
    ['/targets/0/value', 'overWhole'],
    ['/targets/1/value', 'notWhole'],
    ['/targets/2/assigned', 'assignedMissing'],
    ['/targets/3', 'duplicate'],
    ['/targets/3/value', 'badNumber'],
    ['/targets/5', 'duplicate'],
    ['/targets/6/indicator', 'unknownIndicator']
  ]);
  expect(heard(await save(HEAD, giving(COMMUNE, [share(to, '0.5')], { to: '2025-01-01' })))).toBe(422);
  await expect(save(HEAD, giving(COMMUNE, []))).rejects.toThrow();
  expect(await server.store.head()).toBe(head);
});

it('a pressed save is stored once, however often it is sent', async () => {
  const body = giving(COMMUNE, [share({ group: '20194-1' }, '0.8')], { from: '2026-02-01' });
  const answers = [await save(HEAD, body, 'k1'), await save(HEAD, body, 'k1')];
  expect(answers[0]).toHaveProperty('position');
  expect(answers[1]).toEqual({ replayed: answers[0] });
  expect(heard(await save(HEAD, { ...body, giver: 'x' }, 'k1'))).toBe(409);
  expect(await server.store.head()).toBe(head + 1);
});

it('what was previewed is what is saved: 409 where the structure moved since', async () => {
  const body = giving(COMMUNE, [share({ group: '20194-2' }, '0.8')], { from: '2026-03-01' });
  const { structure } = await preview(HEAD, body);
  expect(isRefusal(await save(HEAD, { ...body, seen: structure }))).toBe(false);
  expect(heard(await save(HEAD, { ...body, seen: structure }))).toBe(409);
});

it('the preview says old and new, the bands by the newest figures, and what becomes of earlier targets', async () => {
  const body = giving(PROVINCE, [share({ unit: SISTER }, '1'), share({ unit: COMMUNE }, '0.9')]);
  const seen = await preview(OFFICE, body);
  expect(await server.store.head(), 'a preview stores nothing').toBe(head);
  expect(seen.period).toBe('2026-01');
  const [sister, commune] = seen.changes;
  expect(sister).toMatchObject({
    before: { value: { num: 9, den: 10 }, isInherited: true },
    stateBefore: 'met',
    stateAfter: 'met'
  });
  // 160 of 240 households: 66.7 % is over one half and under nine tenths.
  expect(commune).toMatchObject({ before: { isInherited: false }, stateBefore: 'met', stateAfter: 'notMet' });
  expect(commune?.overlaps.map(({ effect }) => effect)).toEqual(['replaced']);
  expect(seen.inheriting).toMatchObject([{ indicator: 'XHS01', groups: 3 }]);
});

it('numbers are divided, never inherited, and no more than was given unless it is meant', async () => {
  const quota = (recipient: object, assigned: number) => ({ recipient, indicator: 'HD01', assigned });
  expect(isRefusal(await save(OFFICE, giving(PROVINCE, [quota({ unit: PROVINCE }, 9950)])))).toBe(false);
  const parts = [quota({ unit: COMMUNE }, 5000), quota({ unit: SISTER }, 4800)];
  expect((await preview(OFFICE, giving(PROVINCE, parts))).sums).toEqual([
    { indicator: 'HD01', given: 9950, divided: 9800 }
  ]);
  expect(isRefusal(await save(OFFICE, giving(PROVINCE, parts)))).toBe(false);
  const over = giving(PROVINCE, [quota({ unit: SISTER }, 4951)]);
  expect(faultsOf(await save(OFFICE, over))).toEqual([['/overAccepted', 'overDivided']]);
  expect(isRefusal(await save(OFFICE, { ...over, overAccepted: true }))).toBe(false);
  const group = sheetOf(HEAD, COMMUNE, 'indicator=HD01').columns[0]?.cells[0];
  expect(group).toEqual({ filed: true, given: null, inherited: null });
});

it('a target ends on a day, and its past can be read', async () => {
  const ending = {
    unit: PROVINCE,
    recipient: { unit: COMMUNE },
    indicator: 'XHS01',
    from: '2026-01-01',
    to: '2026-02-01'
  };
  expect(heard(await end(HEAD, ending))).toBe(403);
  // Nor as the commune's own: what was given to a unit is not for it to take back.
  expect(faultsOf(await end(HEAD, { ...ending, unit: COMMUNE }))).toEqual([['/recipient', 'notToSelf']]);
  expect(heard(await end(OFFICE, { ...ending, to: '2026-01-01' }))).toBe(422);
  expect(heard(await end(OFFICE, { ...ending, from: '2025-05-05' }))).toBe(422);
  expect(isRefusal(await end(OFFICE, ending))).toBe(false);
  const past = (unit: UnitKey) =>
    targetHistory(as(HEAD), { params: { unit: COMMUNE }, query: { recipient: `unit:${unit}` } });
  const { targets } = granted(past(COMMUNE));
  expect(targets.map(({ indicator, holds, validTo }) => [indicator, holds, validTo])).toContainEqual([
    'XHS01',
    'past',
    '2026-02-01'
  ]);
  expect(heard(past(SISTER))).toBe(404);
});

it('a share may be given where groups file in between, not only in its first month or the newest one', async () => {
  const ended: UnitKey = `99@${SINCE}`;
  await server.store.append([
    draft({ kind: 'units', units: [makeUnit('99', 1, COUNTRY, { validTo: '2025-07-01' })] }, NOW),
    draft(
      {
        kind: 'groups',
        groups: [makeGroup('99-1', ended, { validFrom: '2024-03-01', validTo: '2025-07-01' })]
      },
      NOW
    )
  ]);
  await server.settled();
  const office = personPrincipal('so-99', makeGrant('programme', ended));
  const body = giving(ended, [share({ unit: ended }, '0.9')], { from: '2023-01-01', to: '2027-01-01' });
  expect(isRefusal(await save(office, body))).toBe(false);
  // Where nobody files at any time in it, it is still refused.
  const early = { ...body, from: '2022-01-01', to: '2023-01-01' };
  expect(faultsOf(await save(office, early))).toEqual([['/targets/0/indicator', 'nobodyFiles']]);
});

it('the table goes out as a workbook and what is filled in comes back cell by cell', async () => {
  const sheet = sheetOf(OFFICE, PROVINCE, 'indicator=XHS01&indicator=HD01&on=2026-01-15');
  const read = await readTargetWorkbook(await targetWorkbook(sheet), 'muc-giao.xlsx');
  const cells: unknown = expect.arrayContaining([
    { row: `unit:${COMMUNE}`, indicator: 'XHS01', text: '50' },
    { row: `unit:${SISTER}`, indicator: 'HD01', text: '4951' }
  ]);
  expect(read).toEqual({ cells, skipped: 0 });
  expect(await readTargetWorkbook(Buffer.from('a;b\n1;2\n'), 'x.csv')).toHaveProperty('refused');
});

it('recipients are read as everywhere: code, key or name, groups in any case, a name beside them', async () => {
  const recipients = [
    { unit: '20194' },
    { unit: `phường 20195`, name: 'Phường 20195' },
    { group: '20194-1', name: 'Tổ' }
  ];
  const answer = await save(
    OFFICE,
    giving(
      PROVINCE,
      recipients.map((one) => share(one, '0.6')),
      { from: '2026-03-01', to: '2026-04-01' }
    )
  );
  expect(faultsOf(answer)).toEqual([]);
  const [entry] = await server.store.read(head, 1);
  expect(entry?.body.kind === 'targets' && entry.body.targets.map(({ recipient }) => recipient)).toEqual([
    { unit: COMMUNE },
    { unit: SISTER },
    { group: '20194-1' }
  ]);
  // What contradicts itself is told in words that name both; what is of another province does not lie below.
  const wrong = giving(PROVINCE, [
    share({ unit: '20194', name: 'Phường 20195' }, '0.5'),
    share({ unit: 'Phường Không Có' }, '0.5'),
    share({ unit: '19330' }, '0.5')
  ]);
  const refused = await save(OFFICE, wrong);
  const faults = isRefusal(refused) ? refused.faults : [];
  expect(faultsOf(refused)).toEqual([
    ['/targets/0/recipient', 'unknownRecipient'],
    ['/targets/1/recipient', 'unknownRecipient'],
    ['/targets/2/recipient', 'notBelow']
  ]);
  expect(faults[0]?.message.vi).toContain('phường 20194');
  expect(faults[0]?.message.vi).toContain('Phường 20195');
});

it('a table of one’s own is read by codes or names; a row that nobody is found for is told', async () => {
  const table = ['Tên đơn vị;XHS01;Ghi chú', 'Phường 20195;81;x', 'Phường Lạ;82;', 'PHƯỜNG 20194;83;'].join(
    '\r\n'
  );
  const codes = new Set(['XHS01']);
  const runtime = { ...room, readTargetWorkbook };
  const read = async (text: string) => {
    const asked = { params: { unit: PROVINCE }, query: { name: 'bang.csv' }, body: Buffer.from(text) };
    return readTargetTable({ runtime, principal: OFFICE }, asked);
  };
  expect(await read(table)).toMatchObject({
    cells: [
      { row: `unit:${SISTER}`, indicator: 'XHS01', text: '81' },
      { row: `unit:${COMMUNE}`, indicator: 'XHS01', text: '83' }
    ],
    faults: [{ vi: expect.stringContaining('Phường Lạ') as string }],
    skipped: 0
  });
  // Old letters are not guessed at.
  const old = Buffer.from('§¬n vÞ;XHS01\nPh­êng H¶i Ch©u;9\nPh­êng Thanh Khª;8\n', 'latin1');
  expect(await readTargetWorkbook(old, 'a.csv', codes)).toHaveProperty('refused.vi');
});

/** The commune's grid as somebody sees it, and as it is declared. */
async function gridOf(principal: Principal, period: string): Promise<FilingGrid> {
  const outcome = await gridFor({ runtime: room, principal }, { params: { unit: COMMUNE, period } });
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  readGrid.answer.parse(outcome);
  return outcome;
}

it('the clerk’s grid holds what each group filed and last month’s figures, of their own groups alone', async () => {
  const [first] = await server.store.reportsOf('20194-2', JANUARY);
  await server.store.append([
    {
      ...reviewDraft([first!.position], 'returned'),
      body: { kind: 'review', reports: [first!.position], state: 'returned', reason: 'Sai số hộ' }
    },
    reportDraft('20194-1', JANUARY + 1, { XHS01: 110 })
  ]);
  await server.settled();
  const january = await gridOf(CLERK, '2026-01');
  expect(january.groups.map(({ code, state, reason }) => [code, state, reason])).toEqual([
    ['20194-1', 'submitted', ''],
    ['20194-2', 'returned', 'Sai số hộ']
  ]);
  const place = january.indicators.findIndex(({ code }) => code === 'XHS01');
  expect(january.groups[1]?.cells[place], 'what was returned can be mended').toMatchObject({
    num: 60,
    base: 120
  });
  const february = await gridOf(CLERK, '2026-02');
  expect(february.groups[0]?.cells[place]).toMatchObject({ num: 110, last: { num: 100, den: 120, age: 1 } });
  const flow = february.indicators.findIndex(({ code }) => code === 'KTS01');
  expect(february.groups[0]?.cells[flow]).toMatchObject({ num: null, last: { num: 7, den: null, age: 1 } });
  const refused = async (who: Principal, period: string, unit = COMMUNE) => {
    const outcome = await gridFor({ runtime: room, principal: who }, { params: { unit, period } });
    return isRefusal(outcome) ? outcome.refused : null;
  };
  expect(await refused(CLERK, '2026-01', FOREIGN)).toBe('mayNotSee');
  expect(await refused(OFFICE, '2026-01'), 'who may not file sees no grid').toBe('mayNotSee');
  expect(await refused(CLERK, '2027-01')).toBe('badRequest');
  const own = personPrincipal('to-truong', makeGrant('group-head', COMMUNE, { groups: ['20194-2'] }));
  const mine = await gridOf(own, '2026-01');
  expect(mine.groups.map(({ code }) => code)).toEqual(['20194-2']);
});

it('a quota that names no denominator is measured against what was assigned to the group', async () => {
  const quota = { recipient: { group: '20194-1' }, indicator: 'HD01', assigned: 400 };
  expect(isRefusal(await save(HEAD, giving(COMMUNE, [quota])))).toBe(false);
  const grid = await gridOf(CLERK, '2026-01');
  const place = grid.indicators.findIndex(({ code }) => code === 'HD01');
  expect(grid.groups[0]?.cells[place]?.base).toBe(400);
});
