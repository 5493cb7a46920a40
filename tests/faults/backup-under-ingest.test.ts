import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { readNote } from '../../src/lib/server/backup/backup-file.ts';
import { Faults } from '../../src/lib/server/core/ingest/faults.ts';
import { readShape } from '../../src/lib/server/core/ingest/shape.ts';
import { openStore, type StorePlace } from '../../src/lib/server/core/store/store.ts';
import { freshFolder } from '../support/app.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { startPutBackServer, type PutBackServer } from '../support/put-back-server.ts';
import { makeRealStore } from '../support/real-store.ts';

// 200 reports a second, one a call, come in through the door of the running program while `mangluoi backup` runs again
// and again in processes of its own. Then every backup is verified, the first and the last are restored, and each link
// of each position is compared with the store's. `BACKUP_SECONDS=60` files for the whole minute.

const RATE = 200;
const SECONDS = Number(process.env.BACKUP_SECONDS ?? 8);
const GROUPS = ['20194-1', '20194-2', '20195-1', '19330-1'];
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'];
/** How far answers may lie behind on a crowded machine, seconds. */
const MOST_BEHIND = 15;
/** For what comes before and after the filing: starting, verifying, restoring, on a crowded machine, milliseconds. */
const ROUND_IT = 240_000;
const run = promisify(execFile);

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Filed {
  readonly position: number;
  /** When the call went out, milliseconds of the run. */
  readonly at: number;
  readonly ms: number;
}

interface Backup {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** What was filed under the backups, and the backups. */
interface Day {
  readonly filed: readonly Filed[];
  readonly refused: number;
  /** When the last call went out and when the last answer came, seconds. */
  readonly sent: number;
  readonly took: number;
  readonly made: readonly Backup[];
}

async function folderOfTest(): Promise<string> {
  const folder = await freshFolder();
  ends.push(() => folder.remove());
  return folder.path;
}

/** Runs a command of the program at a place. */
function mangluoi({ dataDir, databaseUrl }: StorePlace, ...args: readonly string[]) {
  return run(process.execPath, ['src/lib/server/cli.ts', ...args], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '' }
  });
}

/** Files one report; its position, or null where it was not taken. */
async function file({ runtime }: PutBackServer, k: number): Promise<number | null> {
  const body = {
    group: GROUPS[k % GROUPS.length],
    period: MONTHS[k % MONTHS.length],
    values: [{ indicator: 'XHS01', numerator: k % 100, denominator: 100 }]
  };
  const answer = await runtime.accept(readShape(body, new Faults()), {
    actor: 'key:Sở',
    idempotency: { key: `k${k}`, bodyHash: String(k) }
  });
  return answer.outcome === 'accepted' ? answer.first : null;
}

/** Files at the pace, whatever the answers take, and makes backups one after the other meanwhile. */
async function fileUnderBackups(place: StorePlace, server: PutBackServer, into: string): Promise<Day> {
  const filed: Filed[] = [];
  let refused = 0;
  const begun = performance.now();
  const now = () => performance.now() - begun;
  let filing = true;
  const ingest = (async () => {
    const calls: Promise<void>[] = [];
    for (let k = 0; k < RATE * SECONDS; k++) {
      const due = (k * 1000) / RATE - now();
      if (due > 0) await delay(due);
      const at = now();
      calls.push(
        file(server, k).then((position) => {
          if (position === null) refused += 1;
          else filed.push({ position, at, ms: now() - at });
        })
      );
    }
    const sent = now() / 1000;
    await Promise.all(calls);
    filing = false;
    return { sent, took: now() / 1000 };
  })();
  const made: Backup[] = [];
  while (filing) {
    const [path, from] = [join(into, `${made.length}.sqlite`), now()];
    await mangluoi(place, 'backup', path);
    made.push({ file: path, from, to: now() });
    await delay(500);
  }
  return { filed, ...(await ingest), refused, made };
}

async function linksOf(place: StorePlace): Promise<readonly string[]> {
  const store = await openStore(place);
  const rows = await store.database.db.selectFrom('log').select('link').orderBy('position').execute();
  const { sound } = await store.audit.verify();
  await store.close();
  expect(sound, 'the audit holds').toBe(true);
  return rows.map(({ link }) => link);
}

/** Says what the run came to. */
function say(kind: string, { filed, took, made }: Day, entries: number): void {
  const of = (all: readonly number[], share: number) =>
    all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) =>
    of(
      filed.map(({ ms }) => ms),
      share
    ).toFixed(0)
  );
  const spans = made.map(({ from, to }) => (to - from) / 1000);
  console.log(
    `${kind}: ${filed.length} reports in ${took.toFixed(1)} s (${(filed.length / took).toFixed(0)}/s), ` +
      `answered after p50 ${p50} ms, p99 ${p99} ms, at most ${most} ms; ${made.length} backups of up to ` +
      `${entries} entries, each in ${of(spans, 0.5).toFixed(1)} s, at most ${of(spans, 1).toFixed(1)} s`
  );
}

/** The whole run over one kind of store. `spareUrl`: the database that backups are restored into. */
async function holds(kind: string, databaseUrl: string | null, spareUrl: string | null): Promise<void> {
  const [dataDir, into, elsewhere] = [await folderOfTest(), await folderOfTest(), await folderOfTest()];
  const place: StorePlace = { dataDir, databaseUrl };
  const spare: StorePlace = { dataDir: elsewhere, databaseUrl: spareUrl };
  await (await makeRealStore({ dataDir, databaseUrl: databaseUrl ?? undefined })).close();
  const server = await startPutBackServer(dataDir, databaseUrl ?? undefined);
  ends.push(() => server.stop());
  const day = await fileUnderBackups(place, server, into);
  const { filed, made } = day;
  for (const { file: path, from } of made) {
    await mangluoi(place, 'verify', path);
    const before = filed.filter(({ at, ms }) => at + ms < from).map(({ position }) => position);
    const note = await readNote(path);
    expect(note?.position, 'it has what was accepted before it').toBeGreaterThanOrEqual(
      Math.max(0, ...before)
    );
  }
  await server.stop();
  const links = await linksOf(place);
  say(kind, day, links.length);
  expect(day.refused).toBe(0);
  expect(new Set(filed.map(({ position }) => position)).size).toBe(RATE * SECONDS);
  expect(Math.max(...filed.map(({ position }) => position))).toBeLessThanOrEqual(links.length);
  expect(filed.length / day.sent, 'reports a second').toBeGreaterThan(RATE * 0.9);
  expect(day.took - day.sent, 'seconds until the last answer').toBeLessThan(MOST_BEHIND);
  expect(made.length).toBeGreaterThan(0);
  for (const { file: path } of new Set([made[0]!, made.at(-1)!])) {
    await mangluoi(spare, 'restore', path, '--force');
    const restored = await linksOf(spare);
    // The last entry says that it was restored.
    expect(restored.length).toBe(((await readNote(path))?.position ?? -2) + 1);
    expect(restored.slice(0, -1).findIndex((link, k) => link !== links[k])).toBe(-1);
  }
}

test(
  'backups under 200 reports a second are whole: SQLite',
  { timeout: SECONDS * 1000 + ROUND_IT },
  async () => {
    await holds('SQLite', null, null);
  }
);

test(
  'backups under 200 reports a second are whole: PostgreSQL',
  { timeout: SECONDS * 1000 + ROUND_IT },
  async () => {
    const postgres = await startPostgres({ durable: true });
    ends.push(() => postgres.stop());
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query('create database spare');
    await client.end();
    await holds('PostgreSQL', postgres.url, postgres.url.replace(/postgres$/, 'spare'));
  }
);
