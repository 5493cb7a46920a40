import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DOORS } from '../../src/lib/server/http/doors.ts';
import { ensureBuilt } from '../../src/setup/build-if-needed.ts';
import { startApp, type App } from '../support/app.ts';
import { bigStore } from '../support/big-store.ts';
import type { LoopAnswer } from '../support/loop-watch.ts';

// A country of 3,321 communes and 86,000 groups: whatever anybody asks for without signing in, the loop is not held and
// the answer does not take long: the first time, again, and just after a report came in. On its last day one comes in
// every second, and then nothing is as it was asked for before.
//
// Nothing here is measured by the clock on the wall. What holds the loop is counted in the thread's own time and what an
// answer takes in that of all the program's threads, so that other programs do not count; both in the pace of the
// machine at that moment (`pace`), so that a machine half as quick has twice as long. Of three tries the best counts.

const SIZE = { groups: 26, months: 4, newest: 2026 * 12 + 10 };
const VN = 'VN@1945-09-02';
const DA_NANG = '48@2025-07-01';
const HAI_CHAU = '20242@2025-07-01';
const KEY = 'a-key-of-the-test-that-files';
const FILED = { group: 'cns-00004-0', period: '2026-11', indicator: 'KTS01' };
/** For how long the loop may be held at a time, milliseconds of its own thread. */
const HELD_MS = 100;
/** The first time: the rubbish of a start of some hundred MB is cleared in between, 80 to 120 ms at once. */
const FIRST_HELD_MS = 250;
/** What an answer may take that was asked for before, milliseconds of all threads. */
const WARM_MS = 1_000;
/** What the piece of work of `loop-watch.ts` takes on the machine for which these bounds hold, milliseconds. */
const PACE_MS = 35;

/** Addresses of every route that is open to everybody, the heaviest that one may ask for. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  '/': ['/'],
  '/explore': ['/explore', `/explore?unit=${VN}&level=commune&period=2026-09`, `/explore?unit=${DA_NANG}`],
  '/healthz': ['/healthz'],
  '/metrics': ['/metrics'],
  '/offline': ['/offline'],
  '/tv': ['/tv'],
  '/readyz': ['/readyz'],
  '/api/v1/attainment': [
    `/api/v1/attainment?unit=${VN}&from=2026-08&to=2026-11`,
    `/api/v1/attainment?unit=${DA_NANG}&from=2026-08&to=2026-11&basis=approved`,
    `/api/v1/attainment?unit=${VN}&from=2022-01&to=2026-11&indicator=KTS01`
  ],
  '/api/v1/boundaries/[unit]/[level]': [`/api/v1/boundaries/${VN}/commune?period=2026-11`],
  '/api/v1/boundaries/context': ['/api/v1/boundaries/context'],
  '/api/v1/openapi.json': ['/api/v1/openapi.json'],
  '/api/v1/snapshots/[root]/[depth]': [`/api/v1/snapshots/${VN}/commune`],
  '/api/v1/snapshots/[root]/[depth]/[period]': [
    `/api/v1/snapshots/${VN}/commune/2026-11`,
    `/api/v1/snapshots/${VN}/commune/2026-08`,
    `/api/v1/snapshots/${DA_NANG}/commune/2026-10`
  ],
  '/api/v1/snapshots/[root]/[depth]/[period]/[indicator]': [
    `/api/v1/snapshots/${VN}/commune/2026-11/XHS01`,
    `/api/v1/snapshots/${VN}/commune/2026-09/KTS01`
  ],
  '/api/v1/units/[root]/[depth]': [`/api/v1/units/${VN}/commune`],
  '/sign-in': ['/sign-in'],
  '/sign-in/card': ['/sign-in/card'],
  '/sign-in/oidc': ['/sign-in/oidc'],
  '/api/auth/callback/oidc': ['/api/auth/callback/oidc?code=x&state=y'],
  '/screen/[token]': ['/screen/nobody'],
  '/report': ['/report'],
  '/wall': ['/wall'],
  '/api/v1/wall/slides': ['/api/v1/wall/slides'],
  '/api/v1/wall/picture': [`/api/v1/wall/picture?unit=${VN}&level=commune&indicator=XHS03`],
  '/api/v1/wall/today/[unit]/[level]/[period]/[indicator]': [
    `/api/v1/wall/today/${VN}/province/2026-11/KTS01`,
    `/api/v1/wall/today/${DA_NANG}/commune/2026-11/KTS01`
  ],
  '/api/v1/replay/[root]/[depth]/[period]/[indicator]': [
    `/api/v1/replay/${VN}/commune/2026-11/KTS01`,
    `/api/v1/replay/${VN}/province/2026-10/XHS01`
  ],
  '/replay': [`/replay?unit=${VN}&period=2026-11&indicator=KTS01`],
  '/cong-khai': ['/cong-khai', '/cong-khai?chi-tieu=KTS01'],
  '/cong-khai/[indicator].csv': ['/cong-khai/KTS01.csv', '/cong-khai/KTS01.csv?dang=bang-tinh'],
  '/api/v1/search': ['/api/v1/search?q=hai', '/api/v1/search?q=phuong'],
  '/api/v1/lineage/[node]/[indicator]/[period]': [`/api/v1/lineage/${VN}/KTS01/2026-11`],
  '/(work)/unit/[key]': [`/unit/${VN}`, `/unit/${DA_NANG}?period=2026-09`, `/unit/${HAI_CHAU}`],
  '/(work)/unit/group/[code]': [`/unit/group/${FILED.group}`],
  '/(work)/huong-dan': ['/huong-dan'],
  '/sql': ['/sql'],
  '/embed': [`/embed?unit=${VN}&level=commune&indicator=KTS01`],
  '/explore/print': [`/explore/print?unit=${VN}&level=commune&indicator=KTS01`]
};

let app: App | undefined;
let url: string;
let dataDir: string;
let watch: string;

beforeAll(async () => {
  // Before the program is waited for: on a busy machine that takes longer than its start may.
  await ensureBuilt(console.log);
  dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-cost-'));
  await bigStore(dataDir, SIZE, console.log, async (folder) => {
    await (await startApp(folder)).stop();
  });
  const file = join(dataDir, 'loop');
  app = await startApp(dataDir, {
    PUBLIC_DEPTH: 'commune',
    API_KEY: KEY,
    LOOP_WATCH: file,
    NODE_OPTIONS: `--import ${fileURLToPath(new URL('../support/loop-watch.ts', import.meta.url))}`
  });
  url = app.url;
  watch = await readFile(file, 'utf8');
  await atRest();
}, 600_000);
afterAll(async () => {
  await app?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function sinceAsked(what: '' | 'pace' = ''): Promise<LoopAnswer> {
  return (await (await fetch(watch + what)).json()) as LoopAnswer;
}

/** How many times slower the machine is now than the one of the bounds; never quicker. */
async function slowness(): Promise<number> {
  return Math.max(1, (await sinceAsked('pace')).pace / PACE_MS);
}

/** Waits until what the start makes ready behind itself is made. */
async function atRest(): Promise<void> {
  for (let calm = 0; calm < 3;) {
    await sinceAsked();
    await new Promise((resolve) => setTimeout(resolve, 500));
    calm = (await sinceAsked()).held < 15 ? calm + 1 : 0;
  }
}

interface Cost {
  readonly status: number;
  /** Milliseconds in the pace of the machine of the bounds. */
  readonly held: number;
  readonly took: number;
}

/** Does something and says what it cost; `pace` is how many times slower the machine is. */
async function costOf(pace: number, work: () => Promise<number>): Promise<Cost> {
  await sinceAsked();
  const status = await work();
  const { held, worked } = await sinceAsked();
  return { status, held: held / pace, took: worked / pace };
}

function ask(path: string, pace: number): Promise<Cost> {
  return costOf(pace, async () => {
    const answer = await fetch(url + path, { redirect: 'manual' });
    await answer.arrayBuffer();
    return answer.status;
  });
}

let filed = 0;
/** Files a report and waits until whoever asks is told of it. */
async function fileOne(): Promise<void> {
  filed += 1;
  const values = [{ indicator: FILED.indicator, numerator: filed % 9 }];
  const answer = await fetch(`${url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
    body: JSON.stringify({ group: FILED.group, period: FILED.period, values })
  });
  const said = (await answer.json()) as { position: number };
  expect({ status: answer.status, said }).toMatchObject({ status: 201 });
  await expect
    .poll(
      async () => {
        const manifest = await fetch(`${url}/api/v1/snapshots/${VN}/province`);
        return ((await manifest.json()) as { position: number }).position;
      },
      { timeout: 60_000 }
    )
    .toBeGreaterThanOrEqual(said.position);
}

/** The best of three tries. */
async function best(path: string, pace: number, before?: () => Promise<void>): Promise<Cost> {
  const tries: Cost[] = [];
  for (let k = 0; k < 3; k++) {
    await before?.();
    tries.push(await ask(path, pace));
  }
  const least = (of: (cost: Cost) => number) => Math.min(...tries.map(of));
  return {
    status: Math.max(...tries.map(({ status }) => status)),
    held: least(({ held }) => held),
    took: least(({ took }) => took)
  };
}

test('every route that is open to everybody is asked here', () => {
  const open = Object.entries(DOORS).flatMap(([route, { GET }]) => (GET === 'open' ? [route] : []));
  expect(Object.keys(ASKED).sort()).toEqual(open.sort());
});

test('no anonymous request holds the loop or takes long: the first time, again, after a report', async () => {
  const wrong: string[] = [];
  const told: string[] = [];
  const ms = (value: number) => value.toFixed(0).padStart(5);
  for (const [route, paths] of Object.entries(ASKED)) {
    for (const path of paths) {
      const pace = await slowness();
      const first = await ask(path, pace);
      const again = await best(path, pace);
      const after = await best(path, pace, fileOne);
      const held = `held ${ms(first.held)} ${ms(again.held)} ${ms(after.held)}`;
      const line = `${held}, took ${ms(first.took)} ${ms(again.took)} ${ms(after.took)}: ${route} (${path}, ${first.status})`;
      told.push(line);
      const isWithin =
        Math.max(first.status, again.status, after.status) < 500 &&
        first.held <= FIRST_HELD_MS &&
        Math.max(again.held, after.held) <= HELD_MS &&
        Math.max(again.took, after.took) <= WARM_MS;
      if (!isWithin) wrong.push(line);
    }
  }
  console.log(`milliseconds first, again, after a report; ${filed} reports\n${told.join('\n')}`);
  expect(wrong).toEqual([]);
}, 900_000);

test('a hundred wrong sign-ins at once hold nobody up', async () => {
  const cost = await costOf(await slowness(), async () => {
    const tries = Array.from({ length: 100 }, async (_, k) => {
      const body = new URLSearchParams({ login: `nobody-${k}`, password: 'wrong' });
      const headers = { origin: url, 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await fetch(`${url}/sign-in`, { method: 'POST', body, headers });
      await answer.arrayBuffer();
      return answer.status;
    });
    return Math.max(...(await Promise.all(tries)));
  });
  expect(cost.status).toBeLessThan(500);
  expect(cost.held).toBeLessThan(HELD_MS);
});

test('JSON nested a hundred thousand deep is refused at once', async () => {
  const cost = await costOf(await slowness(), async () => {
    const answer = await fetch(`${url}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    });
    await answer.arrayBuffer();
    return answer.status;
  });
  expect(cost.status).toBe(400);
  expect(cost.held).toBeLessThan(HELD_MS);
});
