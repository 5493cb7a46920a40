import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Chain } from '../../src/lib/domain/chain.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { openMailer } from '../../src/lib/server/features/chain/mailer.ts';
import { BACKOFF, Outbound } from '../../src/lib/server/features/chain/outbound.ts';
import { isEndpointUrl, isSigned, postSigned } from '../../src/lib/server/features/chain/webhook.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
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
import { startTinySmtp } from '../support/tiny-smtp.ts';

const words = (text: string) => ({ vi: text, en: text });
const CHAIN: Chain = {
  ...{ id: 'all', name: words('all'), province: null, validFrom: SINCE, validTo: null, reading: 'strict' },
  ...{ shiftToWorkingDay: false, illustrative: false, citation: '' },
  steps: [{ from: 'village-group', to: 'commune', fromName: words('a'), toName: words('b'), beforeDay: 18 }]
};
const DUE = Date.parse('2026-02-17T17:00:00Z');
const HOUR = 3_600_000;

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function receiver(answer: (nth: number) => number) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const status = answer(got.length);
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

async function house(over: { demo?: boolean; smtp?: string } = {}) {
  const live = await startLiveServer({
    fill: (store) => store.append([...countryStructure(), draft({ kind: 'chains', chains: [CHAIN] })])
  });
  closing.push(() => live.close());
  const time = { now: DUE - 5 * 24 * HOUR };
  const open = () =>
    new Outbound({
      store: live.store,
      fold: live.publisher.fold,
      storeId: 'store',
      demo: over.demo ?? false,
      hosts: ['127.0.0.1'],
      clock: () => time.now,
      mail: openMailer(over.smtp ?? null, 'Mạng Lưới <bao-cao@mangluoi.example>'),
      failed: (error) => expect.fail(String(error))
    });
  return { live, time, open, outbound: open() };
}

function endpoint(live: LiveServer, url: string, unit: UnitKey, events: string[]) {
  const since = live.publisher.fold.position;
  const id = `end-${unit}`;
  return live.store.sent.addEndpoint({
    id,
    unit,
    url,
    secret: 'quiet',
    events,
    since,
    createdAt: 1,
    createdBy: 'test'
  });
}

async function round(live: LiveServer, outbound: Outbound): Promise<void> {
  await live.settled();
  outbound.note(true);
  await outbound.settled();
}

test('a report, its approval and its return are told once each, signed, to those of the subtree alone', async () => {
  const { live, outbound } = await house();
  const { got, url } = await receiver(() => 204);
  await endpoint(live, url, PROVINCES[0]!, ['report.accepted', 'report.approved', 'report.returned']);
  const [here = '', there = ''] = [GROUPS[0], GROUPS.at(-1)];
  const outcome = await live.store.append([
    reportDraft(here, JANUARY, { XHS01: 9 }),
    reportDraft(there, JANUARY, { XHS01: 9 })
  ]);
  const first = 'first' in outcome ? outcome.first : 0;
  await round(live, outbound);
  await live.store.append([reviewDraft([first, first + 1], 'approved'), reviewDraft([first], 'returned')]);
  await round(live, outbound);
  await round(live, outbound);
  const bodies = got.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  expect(bodies.map(({ event, group }) => [event, group])).toEqual([
    ['report.accepted', here],
    ['report.approved', here],
    ['report.returned', here]
  ]);
  expect(new Set(got.map(({ headers }) => headers['x-mangluoi-id'])).size).toBe(3);
  for (const { headers, body } of got) {
    const header = String(headers['x-mangluoi-signature']);
    const when = { now: DUE - 5 * 24 * HOUR, within: 5 * 60_000 };
    expect(isSigned(header, 'quiet', body, when)).toBe(true);
    expect(isSigned(header, 'quiet', `${body} `, when)).toBe(false);
    expect(isSigned(header, 'other', body, when)).toBe(false);
    expect(isSigned(header, 'quiet', body, { ...when, now: when.now + HOUR })).toBe(false);
  }
});

test('what fails is tried again later under the same id, over a restart too, and given up in the end', async () => {
  const { live, time, open } = await house();
  const { got, url } = await receiver((nth) => (nth < 3 ? 500 : 302));
  await endpoint(live, url, COUNTRY, ['report.accepted']);
  await live.store.append([reportDraft(GROUPS[0]!, JANUARY, { XHS01: 9 })]);
  await round(live, open());
  expect(got).toHaveLength(1);
  await round(live, open());
  expect(got).toHaveLength(1);
  for (const wait of BACKOFF) {
    time.now += wait;
    await round(live, open());
  }
  expect(got).toHaveLength(1 + BACKOFF.length);
  expect(new Set(got.map(({ headers }) => headers['x-mangluoi-id'])).size).toBe(1);
  const [message] = await live.store.sent.newest(10);
  // A redirect is a failure and was not followed.
  expect(message).toMatchObject({ state: 'failed', attempts: 1 + BACKOFF.length, said: 'HTTP 302' });
});

test('reminders go out once each, before and after the day, only while somebody owes', async () => {
  const smtp = await startTinySmtp();
  closing.push(() => smtp.close());
  const { live, time, open } = await house({ smtp: smtp.url });
  const { got, url } = await receiver(() => 200);
  await endpoint(live, url, COUNTRY, ['reminder.due']);
  const unit: UnitKey = `${COMMUNES[0]}@${SINCE}`;
  const plan = { days: [-2, 1], hour: 8, mails: ['can-bo@xa.example'] };
  await live.store.sent.addSchedule({ id: 's', unit, plan, createdAt: 1, createdBy: 'test' });
  const two = Date.parse('2026-02-15T01:00:00Z');
  for (const at of [two - 1, two, two + HOUR, two + 5 * HOUR]) {
    time.now = at;
    await round(live, open());
    expect(smtp.mails).toHaveLength(at < two ? 0 : 1);
  }
  expect(JSON.parse(got[0]!.body)).toMatchObject({
    event: 'reminder.due',
    day: -2,
    owing: GROUPS.slice(0, 2)
  });
  expect(smtp.mails[0]?.to).toBe('can-bo@xa.example');
  // One files; the other is named the day after.
  await live.store.append([reportDraft(GROUPS[0]!, JANUARY, { XHS01: 9 }, time.now)]);
  time.now = Date.parse('2026-02-18T02:00:00Z');
  await round(live, open());
  await round(live, open());
  expect(got.map(({ body }) => (JSON.parse(body) as { owing: string[] }).owing)).toEqual([
    GROUPS.slice(0, 2),
    [GROUPS[1]]
  ]);
  expect(smtp.mails).toHaveLength(2);
});

test('a demo sends nothing and keeps what it would have sent', async () => {
  const { live, outbound } = await house({ demo: true });
  const { got, url } = await receiver(() => 200);
  await endpoint(live, url, COUNTRY, ['report.accepted']);
  await live.store.append([reportDraft(GROUPS[0]!, JANUARY, { XHS01: 9 })]);
  await round(live, outbound);
  expect(got).toEqual([]);
  expect(await live.store.sent.newest(10)).toMatchObject([{ state: 'held', said: 'demo', target: url }]);
});

test('what an endpoint’s full queue does not take is counted', async () => {
  const { live } = await house();
  await endpoint(live, 'http://hook.invalid/', COUNTRY, []);
  const [{ id } = { id: '' }] = await live.store.sent.endpoints();
  const drafts = Array.from({ length: 7 }, (_, i) => ({
    ...{ id: `m${i}`, channel: 'webhook' as const, endpoint: id, target: '', unit: COUNTRY, event: 'e' },
    ...{ body: '{}', state: 'waiting' as const, at: 1, said: '' }
  }));
  await live.store.sent.put(drafts, 5);
  expect(await live.store.sent.newest(10)).toHaveLength(5);
  expect((await live.store.sent.endpoints())[0]?.dropped).toBe(2);
});

test('an endpoint is http or https, names no user and no machine that answers about itself', () => {
  const good = ['https://ioc.danang.example/hook', 'http://8.8.8.8:8080/x', 'https://[2606:4700::1]/'];
  const bad = [
    'ftp://x.example/',
    'file:///etc/passwd',
    'https://a:b@x.example/',
    'http://169.254.169.254/',
    'http://[fe80::1]/',
    'x',
    // Inside, in every way to write it.
    ...[
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://localhost/',
      'http://a.localhost./'
    ],
    ...[
      'http://0.0.0.0/',
      'http://10.0.0.5:8080/x',
      'http://172.16.3.4/',
      'http://192.168.1.1/',
      'http://100.64.0.1/'
    ],
    ...[
      'http://[::1]/',
      'http://[::]/',
      'http://[::ffff:127.0.0.1]/',
      'http://[::ffff:a00:1]/',
      'http://[fd00::1]/'
    ],
    ...[
      'http://[64:ff9b::7f00:1]/',
      'http://[64:ff9b::a9fe:a9fe]/',
      'http://[2002:7f00:1::]/',
      'http://[::127.0.0.1]/'
    ]
  ];
  expect(good.filter((url) => isEndpointUrl(url))).toEqual(good);
  expect(bad.filter((url) => isEndpointUrl(url))).toEqual([]);
  const named = ['10.0.0.5', 'ioc.danang.example', '169.254.169.254'];
  expect(isEndpointUrl('http://10.0.0.5:8080/x', named)).toBe(true);
  expect(isEndpointUrl('https://other.example/', named)).toBe(false);
  expect(isEndpointUrl('http://169.254.169.254/', named)).toBe(false);
});

test('a name that leads inside is refused when it is sent to, however it was taken', async () => {
  const post = { url: 'http://ip6-localhost:9/', secret: 's', id: '1', event: 'e', body: '{}' };
  expect((await postSigned(post, 0)).ok).toBe(false);
  expect(await postSigned({ ...post, url: 'http://127.0.0.1:9/' }, 0)).toEqual({
    ok: false,
    said: 'address'
  });
});
