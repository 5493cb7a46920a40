import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unitKey } from '../../src/lib/domain/unit.ts';
import { ApiKeys } from '../../src/lib/server/core/auth/api-keys.ts';
import { demoKey } from '../../src/lib/server/core/auth/demo-key.ts';
import type { CurrentRuntime } from '../../src/lib/server/context/current-runtime.ts';
import { accept } from '../../src/lib/server/core/ingest/accept.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';
import { GET as groups } from '../../src/routes/api/v1/groups/+server.ts';
import { POST as reports } from '../../src/routes/api/v1/reports/+server.ts';
import { goldenStructure } from '../support/golden-world.ts';
import { keyPrincipal } from '../support/principals.ts';

const ROOT = goldenStructure().flatMap(({ body }) => (body.kind === 'units' ? body.units : []))[0]!;
const DEMO = keyPrincipal('demo', 'clerk', unitKey(ROOT));
const run = promisify(execFile);
let dataDir: string;
let store: Store;
let http: Server;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-simulate-'));
  store = await openStore({ dataDir });
  await store.append(goldenStructure());
  const fold = new Fold('window');
  fold.apply(await store.readPacked(0, 100));
  const { world } = fold;
  const keys = new ApiKeys(store);
  await keys.admit('demo', await demoKey(dataDir));
  const runtime: Pick<
    CurrentRuntime,
    'store' | 'world' | 'accept' | 'publisher' | 'log' | 'ready' | 'clock'
  > = {
    store,
    world,
    accept: (submitted, context) => accept({ world, store }, submitted, { ...context, now: Date.now() }),
    publisher: new Publisher('test', fold),
    log: pino({ level: 'silent' }),
    clock: Date.now,
    ready: true
  };
  Object.assign(globalThis, { [Symbol.for('mangluoi.runtime')]: runtime });
  http = createServer((request, response) => {
    void answer(request).then(async (answered) => {
      response.writeHead(answered.status, Object.fromEntries(answered.headers));
      response.end(Buffer.from(await answered.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await new Promise((resolve) => http.close(resolve));
  await store.close();
  await rm(dataDir, { recursive: true });
});

it('npm run simulate finds the demo’s key, files reports that are accepted, and stops by itself', async () => {
  const before = await store.head();
  const { port } = http.address() as AddressInfo;
  const args = ['--rate', '40', '--minutes', '0.03', '--province', 'P'];
  const { stdout } = await run(process.execPath, ['src/lib/server/simulate.ts', ...args], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' }
  });
  expect(stdout).toContain('72 được nhận / accepted · 0 bị từ chối / refused · 0 lỗi');
  const filed = await store.read(before, 1_000);
  expect(filed).toHaveLength(72);
  expect(filed.every(({ actor }) => actor === 'key:demo')).toBe(true);
  expect(latestOf('ACC', 'G1', filed)).toBeGreaterThan(0);
});

it('npm run simulate says in words why it cannot begin', async () => {
  const { port } = http.address() as AddressInfo;
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' };
  const fails = (...args: string[]) =>
    run(process.execPath, ['src/lib/server/simulate.ts', ...args], { env });
  await expect(fails('--province', 'NOWHERE')).rejects.toMatchObject({ code: 2, stderr: /Không có đơn vị/ });
  await expect(fails('--key', 'wrong')).rejects.toMatchObject({ code: 2, stderr: /Khóa API/ });
  await expect(fails('--rate', 'fast')).rejects.toMatchObject({ code: 2, stderr: /--rate fast/ });
  await expect(fails('--url', 'http://127.0.0.1:9')).rejects.toMatchObject({ code: 2, stderr: /npm start/ });
});

function latestOf(indicator: string, group: string, filed: Awaited<ReturnType<Store['read']>>): number {
  const values = filed.flatMap(({ body }) =>
    body.kind === 'report' && body.group === group ? body.values : []
  );
  return values.findLast((value) => value.indicator === indicator)?.numerator ?? 0;
}

async function answer(incoming: IncomingMessage): Promise<Response> {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const isPost = incoming.method === 'POST';
  const request = new Request(url, {
    method: incoming.method ?? 'GET',
    headers: incoming.headers as Record<string, string>,
    ...(isPost ? { body: await text(incoming) } : {})
  });
  const event = {
    request,
    url,
    params: {},
    route: { id: url.pathname },
    locals: { principal: DEMO, language: 'vi' },
    getClientAddress: () => '127.0.0.1'
  };
  return isPost
    ? reports(event as unknown as Parameters<typeof reports>[0])
    : groups(event as unknown as Parameters<typeof groups>[0]);
}
