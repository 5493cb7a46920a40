import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { accept } from '../../src/lib/server/core/ingest/accept.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Following } from '../../src/lib/server/core/snapshot/follow.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';
import type { Accept } from '../../src/lib/server/features/workbooks/committing.ts';
import { WorkbookDesk } from '../../src/lib/server/features/workbooks/desk.ts';
import type { Stage, UploadState } from '../../src/lib/server/features/workbooks/upload.ts';
import { keyPrincipal } from '../support/principals.ts';
import { COUNTRY, countryStructure, draft, makeGroup, SINCE } from '../support/small-country.ts';

const NOW = Date.UTC(2027, 5, 20);
const clerk = keyPrincipal('clerk', 'clerk', COUNTRY);
const COMMUNE = '20194';
const GROUPS = Array.from({ length: 250 }, (_, k) => `${COMMUNE}-x${k}`);
/** Months of one report for each group: more than one call's worth. */
const MONTHS = [
  '2026-08',
  '2026-09',
  '2026-10',
  '2026-11',
  '2026-12',
  '2027-01',
  '2027-02',
  '2027-03',
  '2027-04'
];

let folder = '';
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A run of the program as far as workbooks need it. */
async function run(around: (through: Accept) => Accept = (through) => through, storeId = 'test') {
  const store = await openStore({ dataDir: folder });
  const fold = new Fold('window');
  const following = new Following(store, fold, () => undefined, { failed: fail, well: () => undefined });
  await following.catchUp();
  const chain = {
    book: fold.book,
    links: fold.links,
    closing: fold.steps.closing,
    matters: fold.steps.matters,
    practices: fold.steps.practices
  };
  const through: Accept = (reports, context) =>
    accept({ world: fold.world, store, chain }, reports, { ...context, now: NOW });
  const desk = new WorkbookDesk({
    folder: join(folder, 'workbooks'),
    storeId,
    earlierIds: [],
    world: fold.world,
    cells: fold.cells,
    reports: fold.book,
    chain,
    store,
    accept: around(through),
    clock: () => NOW,
    failed: fail
  });
  const end = async () => {
    await following.stop();
    await store.close();
  };
  return { desk, store, end };
}

function fail(error: unknown): void {
  console.error(error);
}

async function until(desk: WorkbookDesk, id: string, ...stages: readonly Stage[]): Promise<UploadState> {
  for (;;) {
    const state = await desk.find(clerk, id);
    if (!state) throw new Error('the upload is gone');
    if (stages.includes(state.stage)) return state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** How often each report stands in the log. */
async function versions(store: Store): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { body } of await store.read(0, 100_000)) {
    if (body.kind !== 'report') continue;
    const key = `${body.group} ${body.period}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

test('a program that dies while it stores goes on where it was: every report is stored, none twice', async () => {
  folder = await mkdtemp(join(tmpdir(), 'mangluoi-restart-'));
  const founding = await openStore({ dataDir: folder });
  await founding.append([
    ...countryStructure(),
    draft({
      kind: 'groups',
      groups: GROUPS.map((code) => makeGroup(code, `${COMMUNE}@${SINCE}`))
    })
  ]);
  await founding.close();
  const lines = MONTHS.flatMap((month) => GROUPS.map((code, k) => `${code};XHS01;${k % 100};${month}`));
  const body = Readable.from([Buffer.from(['Mã tổ;Mã chỉ số;Tử số;Kỳ', ...lines].join('\n'))]);

  // It dies after the first call is on disk and before anybody hears of it.
  let calls = 0;
  let dead: () => void = () => undefined;
  const died = new Promise<void>((resolve) => (dead = resolve));
  const first = await run((through) => async (reports, context) => {
    await through(reports, context);
    calls++;
    dead();
    return new Promise(() => undefined);
  });
  const sent = await first.desk.receive(clerk, {
    name: 'a.csv',
    purpose: 'reports',
    unit: '',
    period: '',
    body
  });
  if (sent === 'tooLarge') throw new Error('too large');
  const checked = await until(first.desk, sent.id, 'ready', 'refused');
  expect(checked.counts).toMatchObject({ reports: lines.length, bad: 0 });
  await first.desk.commit(clerk, checked, 'all');
  await died;
  const before = (await versions(first.store)).size;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(lines.length);
  await first.end();

  // Asking for it is enough, however often.
  const second = await run();
  await Promise.all([1, 2, 3].map(() => second.desk.find(clerk, sent.id)));
  const stored = await until(second.desk, sent.id, 'stored', 'ready');
  expect(stored).toMatchObject({ stage: 'stored', stored: { reports: lines.length }, halted: null });
  const found = await versions(second.store);
  expect(found.size).toBe(lines.length);
  expect([...found.values()].every((times) => times === 1)).toBe(true);
  await second.end();
  expect(calls).toBe(1);
});

test('a program that dies while it reads begins again; a file of which a part came is gone', async () => {
  folder = await mkdtemp(join(tmpdir(), 'mangluoi-restart-'));
  const founding = await openStore({ dataDir: folder });
  await founding.append(countryStructure());
  await founding.close();
  const first = await run();
  const halves = Readable.from(
    (async function* () {
      yield Buffer.from('Mã tổ;Mã chỉ số');
      await new Promise(() => undefined);
    })()
  );
  void first.desk.receive(clerk, {
    name: 'half.csv',
    purpose: 'reports',
    unit: '',
    period: '',
    body: halves
  });
  const whole = Readable.from([Buffer.from('Mã tổ;Mã chỉ số;Tử số\n20194-1;XHS01;5')]);
  const sent = await first.desk.receive(clerk, {
    name: 'a.csv',
    purpose: 'reports',
    unit: '',
    period: '2026-08',
    body: whole
  });
  if (sent === 'tooLarge') throw new Error('too large');
  expect(sent.stage).toBe('reading');
  await first.desk.close();
  await first.end();

  const second = await run();
  expect((await second.desk.list(clerk)).map(({ name }) => name)).toEqual(['a.csv']);
  const checked = await until(second.desk, sent.id, 'ready', 'refused');
  expect(checked).toMatchObject({ refusal: null, counts: { rows: 1, reports: 1 } });
  await second.desk.close();
  await second.end();
});

test('what a store that was put back has lost is not said to be stored: the file is read anew and can be stored again', async () => {
  folder = await mkdtemp(join(tmpdir(), 'mangluoi-restart-'));
  const found = async () => {
    const founding = await openStore({ dataDir: folder });
    await founding.append(countryStructure());
    await founding.close();
  };
  await found();
  const first = await run();
  const body = Readable.from([Buffer.from('Mã tổ;Mã chỉ số;Tử số\n20194-1;XHS01;5')]);
  const chosen = { name: 'a.csv', purpose: 'reports', unit: '', period: '2026-08' } as const;
  const sent = await first.desk.receive(clerk, { ...chosen, body });
  if (sent === 'tooLarge') throw new Error('too large');
  await first.desk.commit(clerk, await until(first.desk, sent.id, 'ready', 'refused'), 'all');
  expect(await until(first.desk, sent.id, 'stored', 'ready', 'refused')).toMatchObject({
    stored: { reports: 1 }
  });
  await first.desk.close();
  await first.end();

  for (const end of ['', '-wal', '-shm']) await rm(join(folder, `mangluoi.sqlite${end}`), { force: true });
  await found();
  const second = await run(undefined, 'put back');
  expect((await second.desk.list(clerk)).map(({ stage, stored }) => [stage, stored])).toEqual([
    ['reading', null]
  ]);
  const anew = await until(second.desk, sent.id, 'ready', 'refused', 'stored');
  expect(anew).toMatchObject({ stage: 'ready', counts: { reports: 1 }, stored: null });
  await second.desk.commit(clerk, anew, 'all');
  expect(await until(second.desk, sent.id, 'stored', 'ready')).toMatchObject({
    stage: 'stored',
    halted: null
  });
  expect([...(await versions(second.store)).values()]).toEqual([1]);
  await second.end();
});
