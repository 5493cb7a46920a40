import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentPeriod, formatPeriod, reportedPeriod } from '../../src/lib/domain/period.ts';
import { unitKey } from '../../src/lib/domain/unit.ts';
import { setCurrentRuntime, type CurrentRuntime } from '../../src/lib/server/context/current-runtime.ts';
import { accept } from '../../src/lib/server/core/ingest/accept.ts';
import type { DueList } from '../../src/lib/api/filing.ts';
import type { Fault } from '../../src/lib/server/core/ingest/faults.ts';
import { nextReport } from '../../src/lib/server/simulate/next-report.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';
import { GET as groups } from '../../src/routes/api/v1/groups/+server.ts';
import { POST } from '../../src/routes/api/v1/reports/+server.ts';
import { goldenStructure } from '../support/golden-world.ts';
import { keyPrincipal } from '../support/principals.ts';

const PERIOD = formatPeriod(currentPeriod(Date.now(), 'window'));
/** Where routes find the running program; these ask for a part of it only. */
const RUNTIME = Symbol.for('mangluoi.runtime');
const ROOT = goldenStructure().flatMap(({ body }) => (body.kind === 'units' ? body.units : []))[0]!;
const KEY = keyPrincipal('Sở', 'clerk', unitKey(ROOT));
const report = { group: 'G1', period: PERIOD, values: [{ indicator: 'ACC', numerator: 120 }] };

describe('POST /api/v1/reports', () => {
  let dataDir: string;
  let store: Store;
  let structure: number;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-ingest-'));
    store = await openStore({ dataDir });
    await store.append(goldenStructure());
    structure = await store.head();
    const fold = new Fold('window');
    fold.apply(await store.readPacked(0, structure));
    const { world } = fold;
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
    Object.assign(globalThis, { [RUNTIME]: runtime });
  });
  afterEach(async () => {
    setCurrentRuntime(null);
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  async function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
    const request = new Request('http://localhost/api/v1/reports', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {})
    });
    return POST({ request, locals: { principal: KEY }, getClientAddress: () => '10.0.0.1' } as Parameters<
      typeof POST
    >[0]);
  }

  it('answers 201 with id and position, and the report is in the log', async () => {
    const answer = await post(JSON.stringify({ ...report, tasks: 'Hướng dẫn 12 hộ' }));
    expect(answer.status).toBe(201);
    const position = structure + 1;
    expect(await answer.json()).toEqual({ position, reports: [{ id: `r${position}`, position }] });
    const [entry] = await store.read(structure, 10);
    expect(entry).toMatchObject({
      actor: 'key:Sở',
      body: {
        group: 'G1',
        values: [{ indicator: 'ACC', numerator: 120, denominator: 200 }],
        texts: { tasks: 'Hướng dẫn 12 hộ' }
      }
    });
    expect(Math.abs((entry?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('takes a batch whole, or nothing of it', async () => {
    const good = await post(
      JSON.stringify({ reports: [report, { ...report, group: 'G2' }, { ...report, group: 'G3' }] })
    );
    expect(good.status).toBe(201);
    expect(((await good.json()) as { reports: object[] }).reports).toHaveLength(3);
    const bad = await post(
      JSON.stringify({ reports: [report, { ...report, group: 'G9' }, { ...report, period: 'x' }] })
    );
    expect(bad.status).toBe(422);
    expect(bad.headers.get('content-type')).toBe('application/problem+json');
    const { faults } = (await bad.json()) as { faults: Fault[] };
    expect(faults.map(({ path, code }) => [path, code])).toEqual([
      ['/reports/1/group', 'unknownGroup'],
      ['/reports/2/period', 'badPeriod']
    ]);
    expect(faults[0]?.message).toEqual({
      vi: 'Không có tổ nào mang mã “G9”.',
      en: 'No group “G9”.'
    });
    expect(await store.head()).toBe(structure + 3);
  });

  it('answers the same Idempotency-Key as before, and 409 for another body', async () => {
    const once = { 'idempotency-key': 'tháng 10'.normalize('NFD').replace(/[^ -~]/g, '') };
    const body = JSON.stringify(report);
    const [first, again] = [await post(body, once), await post(body, once)];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await again.json()).toEqual(await first.json());
    expect((await post(JSON.stringify({ ...report, group: 'G2' }), once)).status).toBe(409);
    expect((await post(body, { 'idempotency-key': 'x'.repeat(201) })).status).toBe(400);
    expect(await store.head()).toBe(structure + 1);
  });

  it('refuses what is no JSON', async () => {
    expect((await post('{')).status).toBe(400);
    expect((await post(Uint8Array.of(0x22, 0xff, 0x22))).status).toBe(400);
    expect((await post(JSON.stringify(report), { 'content-type': 'text/plain' })).status).toBe(415);
    expect(
      (await post(JSON.stringify(report), { 'content-type': 'application/json; charset=utf-8' })).status
    ).toBe(201);
  });

  it('refuses a body over its limit, declared or not', async () => {
    const padded = JSON.stringify({ ...report, tasks: ' '.repeat(1024 * 1024) });
    expect((await post(padded)).status).toBe(413);
    expect((await post('{}', { 'content-length': String(33 * 1024 * 1024) })).status).toBe(413);
    const mebibyte = new Uint8Array(1024 * 1024).fill(0x20);
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => (sent++ < 33 ? controller.enqueue(mebibyte) : controller.close())
    });
    const answer = await post(endless);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ faults: [{ code: 'bodyTooLarge' }] });
    expect(await store.head()).toBe(structure);
  });

  it('accepts nothing while the store cannot write', async () => {
    await post(JSON.stringify(report));
    await store.close();
    expect((await post(JSON.stringify(report))).status).toBe(503);
    store = await openStore({ dataDir });
    expect(await store.head()).toBe(structure + 1);
  });

  it('says on GET /api/v1/groups what is to be filed, and that can be filed', async () => {
    const period = formatPeriod(reportedPeriod(Date.now(), 'window'));
    const list = async (query: string) => {
      const url = new URL(`http://localhost/api/v1/groups?${query}`);
      const request = new Request(url);
      return groups({
        request,
        url,
        params: {},
        route: { id: '/api/v1/groups' },
        locals: { principal: KEY, language: 'vi' },
        getClientAddress: () => '10.0.0.1'
      } as unknown as Parameters<typeof groups>[0]);
    };
    expect((await list('within=NOWHERE')).status).toBe(404);
    expect((await list('within=P&limit=0')).status).toBe(422);
    const due = (await (await list('within=P')).json()) as DueList;
    expect(due).toMatchObject({ period, total: 3 });
    expect(due.groups.map(({ code }) => code)).toEqual(['G1', 'G2', 'G3']);
    expect(due.groups[0]?.values[0]).toEqual({ indicator: 'ACC', kind: 'share', base: 200, last: null });
    expect(due.groups[1]?.values.map(({ indicator }) => indicator)).not.toContain('OCOP');
    const reports = due.groups.map((group) => nextReport(group, due.period, () => 0.5));
    expect((await post(JSON.stringify({ reports }))).status).toBe(201);
    expect(((await (await list('within=C1@2020-01-01&limit=1')).json()) as DueList).groups).toHaveLength(1);
  });
});
