import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { DEMO, signIn } from '../support/sign-in.ts';

// What others build on: a client that a stock generator makes of our page of the interface, against the running program.
// It needs no browser, only the demo that the browser's tests share.

const app = inject('app');
const GROUP = 'cns-20308.30';
const WARD = '20308@2025-07-01';
const INDICATOR = 'XHS06';
const PERIOD = '2026-11';

interface Sent {
  readonly body?: unknown;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly baseUrl: string;
}
type Call = (sent: Sent) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

let folder: string;
let calls: Readonly<Record<string, Call>>;

beforeAll(async () => {
  // Within the project, so that what is generated finds its packages; it is not kept.
  const results = fileURLToPath(new URL('../../test-results/', import.meta.url));
  await mkdir(results, { recursive: true });
  folder = await mkdtemp(join(results, 'client-'));
  const page = join(folder, 'openapi.json');
  await writeFile(page, await (await fetch(`${app.url}/api/v1/openapi.json`)).text());
  await createClient({
    input: page,
    output: { path: join(folder, 'client'), importFileExtension: '.ts' },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'silent' }
  });
  calls = (await import(pathToFileURL(join(folder, 'client/sdk.gen.ts')).href)) as typeof calls;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ask(
  name: string,
  headers: Sent['headers'],
  sent: Omit<Sent, 'headers' | 'baseUrl'>
): Promise<unknown> {
  const call = calls[name];
  if (!call) throw new Error(`the page names no call ${name}`);
  const { data, error, response } = await call({ ...sent, headers, baseUrl: app.url });
  expect(error, `${name}: ${response.status} ${JSON.stringify(error)}`).toBeUndefined();
  return data;
}

const asMachine = () => ({ authorization: `Bearer ${app.key}` });
const asPerson = async (who: readonly [string, string]) => ({
  cookie: await signIn(app.url, who),
  origin: app.url
});

test('it files, reviews, gives a target and reads what was attained', async () => {
  const value = { indicator: INDICATOR, numerator: 7 };
  const filed = await ask(
    'fileReports',
    { ...asMachine(), 'Idempotency-Key': 'generated-client' },
    {
      body: { reports: [{ group: GROUP, period: PERIOD, values: [value] }] }
    }
  );
  const { id } = z.object({ reports: z.tuple([z.object({ id: z.string() })]) }).parse(filed).reports[0];

  const clerk = await asPerson(DEMO.clerkBaNa);
  const reviewed = await ask('reviewReports', clerk, { body: { reports: [id], state: 'checked' } });
  expect(reviewed).toMatchObject({ results: [{ id, outcome: 'done' }] });

  const head = await asPerson(DEMO.headBaNa);
  const target = { recipient: { group: GROUP }, indicator: INDICATOR, value: '0.65' };
  await ask('giveTargets', head, {
    body: { unit: WARD, from: '2026-11-01', giver: 'UBND xã Bà Nà', targets: [target] }
  });
  const sheet = await ask('readTargets', head, { path: { unit: WARD }, query: { indicator: INDICATOR } });
  expect(JSON.stringify(sheet)).toContain('"value":{"num":65,"den":100},"giver":"UBND xã Bà Nà"');

  const attained = await ask('readAttainment', asMachine(), {
    query: { unit: WARD, period: [PERIOD], indicator: [INDICATOR] }
  });
  expect(attained).toMatchObject({ readings: [{ indicator: INDICATOR, period: PERIOD }] });
});
