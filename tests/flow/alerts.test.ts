import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { AlertRule } from '../../src/lib/domain/alert.ts';
import { backtest } from '../../src/lib/server/features/alerts/backtest.ts';
import { AlertWatch } from '../../src/lib/server/features/alerts/watch.ts';
import { Outbound } from '../../src/lib/server/features/chain/outbound.ts';
import type { AlertNews } from '../../src/lib/domain/outbound-event.ts';
import { isSigned } from '../../src/lib/server/features/chain/webhook.ts';
import { COMMUNES, COUNTRY, JANUARY, reportDraft, SINCE } from '../support/small-country.ts';
import { closeAfterEach, start } from '../support/watching.ts';

// Alerts over a real store: they fire once, end at the other threshold, and a restart tells nobody twice.

closeAfterEach();

const FEBRUARY_2026 = Date.parse('2026-02-10T05:00:00Z');
const rule: AlertRule = {
  name: 'Tỷ lệ thấp',
  unit: COUNTRY,
  level: 'commune',
  measure: { subject: 'rate', indicator: 'XHS01', basis: 'all' },
  side: 'under',
  enter: 500,
  leave: 600,
  floor: 100,
  hold: 0,
  channels: { webhook: true, mails: [], sound: false }
};

test('it fires once, is silent while it holds, ends at its own threshold and survives a restart', async () => {
  const server = await start({ profile: 'calendar' });
  const { store, publisher } = server;
  const text = JSON.stringify(rule);
  await store.alerts.keep({
    id: 'a1',
    unit: COUNTRY,
    rule: text,
    states: '{}',
    snoozedUntil: 0,
    actor: 'test',
    at: 1
  });
  const told: AlertNews[] = [];
  const watch = () =>
    new AlertWatch({
      store,
      publisher,
      outbound: {
        tellAlert(news) {
          told.push(news);
          return Promise.resolve();
        }
      },
      patience: { open: 5, taken: 10 },
      clock: () => FEBRUARY_2026,
      failed: (error) => {
        throw error;
      }
    });
  const file = async (num: number) => {
    await store.append([reportDraft(`${COMMUNES[0]}-1`, JANUARY, { XHS01: num })]);
    await server.settled();
  };
  const first = watch();
  await first.look();
  const commune = `${COMMUNES[0]}@${SINCE}`;
  expect(told.map(({ event, unit }) => [event, unit])).toEqual([['alert.fired', commune]]);
  expect(first.fired()).toMatchObject([
    { alert: 'a1', unit: commune, indicator: 'XHS01', pillar: 'XHS', period: JANUARY }
  ]);
  await file(66);
  await first.look();
  await first.stop();

  const second = watch();
  await second.look();
  expect(told).toHaveLength(1);
  expect(second.fired().map(({ id }) => id)).toEqual([told[0]!.id.replace(/\.fired$/, '')]);
  await file(72);
  await second.look();
  expect(told.map(({ event }) => event)).toEqual(['alert.fired', 'alert.cleared']);
  expect(second.fired()).toEqual([]);
  await file(10);
  await second.look();
  expect(new Set(told.map(({ id }) => id)).size).toBe(3);

  // What was written down for sending and not yet kept as told comes again under the same id.
  await store.alerts.keep({
    id: 'a1',
    unit: COUNTRY,
    rule: text,
    states: '{}',
    snoozedUntil: 0,
    actor: 'test',
    at: 1
  });
  const third = watch();
  await third.look();
  expect(told.at(-1)!.id).toBe(told[0]!.id);
  await store.alerts.snooze('a1', FEBRUARY_2026 + 1);
  third.note(true);
  await third.look();
  expect(third.fired()).toEqual([]);
  await second.stop();
  await third.stop();
});

test('it is told once to a webhook, signed; what a snooze kept back is told when it ends, if it still holds', async () => {
  const server = await start({ profile: 'calendar' });
  const { store, publisher } = server;
  const got: { readonly body: string; readonly signature: string }[] = [];
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = String(request.headers['x-mangluoi-signature']);
      got.push({ body: Buffer.concat(chunks).toString(), signature });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  await store.sent.addEndpoint({
    ...{ id: 'hook', unit: COUNTRY, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/` },
    ...{ secret: 'quiet', events: ['alert.fired', 'alert.cleared'], since: publisher.fold.position },
    ...{ createdAt: 1, createdBy: 'test' }
  });
  await store.alerts.keep({
    ...{ id: 'a2', unit: COUNTRY, rule: JSON.stringify(rule), states: '{}' },
    ...{ snoozedUntil: FEBRUARY_2026 + 60_000, actor: 'test', at: 1 }
  });
  const time = { now: FEBRUARY_2026 };
  const failed = (error: unknown) => expect.fail(String(error));
  const clock = () => time.now;
  const outbound = new Outbound({
    ...{ store, fold: publisher.fold, storeId: 'store', demo: false, mail: null },
    ...{ clock, failed, hosts: ['127.0.0.1'] }
  });
  const open = () =>
    new AlertWatch({ store, publisher, outbound, patience: { open: 5, taken: 10 }, clock, failed });
  let watch = open();
  const round = async () => {
    await server.settled();
    watch.note(true);
    await watch.look();
    outbound.note(true);
    await outbound.settled();
    return got.map(({ body }) => (JSON.parse(body) as { event: string }).event);
  };
  const file = (num: number) => store.append([reportDraft(`${COMMUNES[0]}-1`, JANUARY, { XHS01: num })]);
  const snooze = async () => {
    await store.alerts.snooze('a2', time.now + 60_000);
    watch.note(true);
  };

  expect(await round()).toEqual([]);
  time.now += 60_000;
  // The snooze ends while nobody files and the program is started anew.
  await watch.stop();
  watch = open();
  expect(await round()).toEqual(['alert.fired']);
  expect(await round()).toEqual(['alert.fired']);
  expect(JSON.parse(got[0]!.body)).toMatchObject({
    alert: 'a2',
    unit: `${COMMUNES[0]}@${SINCE}`,
    period: '2026-01'
  });
  expect(isSigned(got[0]!.signature, 'quiet', got[0]!.body, { now: time.now, within: 1 })).toBe(true);

  // It ends and begins again while it is silent: both are told afterwards, in their order.
  await snooze();
  await file(80);
  expect(await round()).toEqual(['alert.fired']);
  await file(10);
  expect(await round()).toEqual(['alert.fired']);
  time.now += 60_000;
  expect(await round()).toEqual(['alert.fired', 'alert.cleared', 'alert.fired']);
  const firings = got.map(({ body }) => (JSON.parse(body) as { firing: string }).firing);
  expect(firings[1]).toBe(firings[0]);
  expect(firings[2]).not.toBe(firings[0]);

  // What fired and ended while it was silent is told to nobody.
  await file(80);
  expect(await round()).toHaveLength(4);
  await snooze();
  await file(10);
  await round();
  await file(80);
  await round();
  time.now += 60_000;
  expect(await round()).toHaveLength(4);
  await watch.stop();
  await outbound.stop();
  http.close();
});

test('a test over the past year finds what the figures of each month say', async () => {
  const server = await start({ profile: 'calendar' });
  const months: number[] = [];
  const found = await backtest(server.publisher, rule, {
    now: FEBRUARY_2026,
    patience: { open: 5, taken: 10 },
    progress: (done) => months.push(done)
  });
  expect(months).toHaveLength(12);
  expect(found).toMatchObject({ complete: true, units: 4, firedUnits: 1, firings: 1 });
  expect(found.points.at(-1)).toMatchObject({ period: '2026-01', fired: 1, holding: 1, judged: 1 });
  expect(found.named).toMatchObject([{ unit: `${COMMUNES[0]}@${SINCE}`, holds: true }]);
});

test('the test says for how many units a rule holds that is kept now, as the watch then finds', async () => {
  const server = await start({ profile: 'calendar' });
  const { store, publisher } = server;
  const group = `${COMMUNES[0]}-1`;
  // Under the threshold in December; in January between the two: what began then holds on, what is kept now is quiet.
  await store.append([reportDraft(group, JANUARY - 1, { XHS01: 30 })]);
  await store.append([reportDraft(group, JANUARY, { XHS01: 66 })]);
  await server.settled();
  const patience = { open: 5, taken: 10 };
  const rules: AlertRule[] = [
    rule,
    { ...rule, enter: 560, leave: 600 },
    { ...rule, measure: { subject: 'filed', hours: 0 }, floor: 1, enter: 1_000, leave: 1_000 },
    { ...rule, measure: { subject: 'matters', state: 'open' }, side: 'over', enter: 0, leave: 0, floor: 0 }
  ];
  const tests = [];
  for (const [i, one] of rules.entries()) {
    tests.push(await backtest(publisher, one, { now: FEBRUARY_2026, patience, progress: () => undefined }));
    await store.alerts.keep({
      ...{ id: `n${i}`, unit: COUNTRY, rule: JSON.stringify(one), states: '{}' },
      ...{ snoozedUntil: 0, actor: 'test', at: 1 }
    });
  }
  expect(tests[0]?.points.at(-1)).toMatchObject({ fired: 0, holding: 1 });
  expect(tests.map(({ now }) => now).slice(0, 2)).toEqual([0, 1]);
  const watch = new AlertWatch({
    ...{ store, publisher, patience, clock: () => FEBRUARY_2026 },
    outbound: { tellAlert: () => Promise.resolve() },
    failed: (error) => expect.fail(String(error))
  });
  await watch.look();
  expect(rules.map((_, i) => watch.holding(`n${i}`).length)).toEqual(tests.map(({ now }) => now));
  await watch.stop();
});
