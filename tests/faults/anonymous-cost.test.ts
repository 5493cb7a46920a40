import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DOORS } from '../../src/lib/server/auth/doors.ts';
import { startApp, type App } from '../support/app.ts';
import { bigStore, keepFolded } from '../support/big-store.ts';

// A country of 3,321 communes and 86,000 groups: whatever anybody asks for without signing in, the loop is not held
// and the answer does not take long once it was asked for before. What is beyond the bounds still has bounds of its own.

const SIZE = { groups: 26, months: 4, newest: 2026 * 12 + 10 };
const VN = 'VN@1945-09-02';
const DA_NANG = '48@2025-07-01';
const HAI_CHAU = '20242@2025-07-01';
/** For how long the loop may be held at a time, milliseconds of its own thread. */
const HELD_MS = 100;
/** The same the first time, when what is kept from then on is made. */
const FIRST_HELD_MS = 150;
/** How long an answer may take that was asked for before, milliseconds. */
const WARM_MS = 1_000;

/** Bounds of one route that are not those of all: milliseconds. */
interface Wider {
  readonly first?: number;
  readonly again?: number;
  readonly ms?: number;
}
/**
 * What is beyond the bounds still. Pages of the country carry the nodes and slices of 3,321 communes and are written
 * at once; the public page writes a table and a map of all of them; an index of names is made at the first search.
 */
const WIDER: Readonly<Record<string, Wider>> = {
  '/explore': { first: 1_200, again: 300, ms: 2_500 },
  '/explore/print': { first: 600, again: 400, ms: 2_500 },
  '/embed': { first: 400, again: 200, ms: 2_500 },
  '/sql': { first: 800 },
  '/wall': { first: 600, again: 300, ms: 2_500 },
  '/replay': { first: 400, again: 200, ms: 2_500 },
  '/cong-khai': { first: 2_000, again: 1_600, ms: 12_000 },
  '/(work)/unit/[key]': { first: 1_000, again: 200, ms: 2_500 },
  '/api/v1/search': { first: 3_000 },
  '/api/v1/boundaries/[unit]/[level]': { first: 400 },
  '/api/v1/replay/[root]/[depth]/[period]/[indicator]': { first: 600 }
};

/** Addresses of every route that is open to everybody, the heaviest that one may ask for. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  '/': ['/'],
  '/explore': ['/explore', `/explore?unit=${VN}&level=commune&period=2026-09`, `/explore?unit=${DA_NANG}`],
  '/healthz': ['/healthz'],
  '/metrics': ['/metrics'],
  '/offline': ['/offline'],
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
  '/api/v1/replay/[root]/[depth]/[period]/[indicator]': [
    `/api/v1/replay/${VN}/commune/2026-11/KTS01`,
    `/api/v1/replay/${VN}/province/2026-10/XHS01`
  ],
  '/replay': [`/replay?unit=${VN}&period=2026-11&indicator=KTS01`],
  '/cong-khai': ['/cong-khai'],
  '/cong-khai/[indicator].csv': ['/cong-khai/XHS01.csv'],
  '/api/v1/search': ['/api/v1/search?q=hai', '/api/v1/search?q=phuong'],
  '/api/v1/lineage/[node]/[indicator]/[period]': [`/api/v1/lineage/${VN}/KTS01/2026-11`],
  '/(work)/unit/[key]': [`/unit/${VN}`, `/unit/${DA_NANG}?period=2026-09`, `/unit/${HAI_CHAU}`],
  '/(work)/unit/group/[code]': ['/unit/group/cns-20242-0'],
  '/(work)/huong-dan': ['/huong-dan'],
  '/sql': ['/sql'],
  '/embed': [`/embed?unit=${VN}&level=commune&indicator=KTS01`],
  '/explore/print': [`/explore/print?unit=${VN}&level=commune&indicator=KTS01`]
};

let app: App;
let dataDir: string;
let watch: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-cost-'));
  await bigStore(dataDir, SIZE, console.log);
  const file = join(dataDir, 'loop');
  app = await startApp(dataDir, {
    PUBLIC_DEPTH: 'commune',
    LOOP_WATCH: file,
    NODE_OPTIONS: `--import ${fileURLToPath(new URL('../support/loop-watch.ts', import.meta.url))}`
  });
  watch = await readFile(file, 'utf8');
  await atRest();
}, 600_000);
afterAll(async () => {
  await app.stop();
  await keepFolded(dataDir, SIZE);
  await rm(dataDir, { recursive: true, force: true });
});

interface Held {
  /** Milliseconds of the thread, and of the clock, for which the loop was held at most since it was last asked. */
  readonly held: number;
  readonly delay: number;
}

async function heldSince(): Promise<Held> {
  return (await (await fetch(watch)).json()) as Held;
}

/** Waits until what the start makes ready behind itself is made. */
async function atRest(): Promise<void> {
  for (let calm = 0; calm < 3;) {
    await heldSince();
    await new Promise((resolve) => setTimeout(resolve, 500));
    calm = (await heldSince()).held < 15 ? calm + 1 : 0;
  }
}

async function ask(path: string): Promise<Held & { ms: number; status: number }> {
  await heldSince();
  const from = performance.now();
  const answer = await fetch(app.url + path, { redirect: 'manual' });
  await answer.arrayBuffer();
  const ms = performance.now() - from;
  return { ...(await heldSince()), ms, status: answer.status };
}

test('every route that is open to everybody is asked here', () => {
  const open = Object.entries(DOORS).flatMap(([route, { GET }]) => (GET === 'open' ? [route] : []));
  expect(Object.keys(ASKED).sort()).toEqual(open.sort());
});

test('no anonymous request holds the loop, or takes long when it was made before, beyond what is allowed', async () => {
  const wrong: string[] = [];
  const told: string[] = [];
  for (const [route, paths] of Object.entries(ASKED)) {
    for (const path of paths) {
      const cold = await ask(path);
      const warm = [await ask(path), await ask(path), await ask(path)];
      const ms = Math.min(...warm.map((one) => one.ms));
      const held = Math.min(...warm.map((one) => one.held));
      const line = `${route} (${path}, ${cold.status}): first ${cold.ms.toFixed(0)} ms, held ${cold.held.toFixed(0)}; again ${ms.toFixed(0)} ms, held ${held.toFixed(0)}`;
      told.push(line);
      const most = { first: FIRST_HELD_MS, again: HELD_MS, ms: WARM_MS, ...WIDER[route] };
      if (cold.status >= 500 || cold.held > most.first || held > most.again || ms > most.ms) wrong.push(line);
    }
  }
  console.log(told.join('\n'));
  expect(wrong).toEqual([]);
}, 600_000);
