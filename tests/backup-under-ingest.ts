// `node tests/backup-under-ingest.ts [reports a second = 200] [seconds = 60]`: files reports, one a call, through the door
// of the running program while `mangluoi backup` runs again and again in processes of its own; then every backup is
// verified, the first and the last are restored, and each link of each position is compared with the store's. Over
// SQLite and PostgreSQL. Says how long backups took and how long reports waited; ends with 1 where anything differs or
// the pace was not held.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readNote } from '../src/lib/server/backup/backup-file.ts';
import { Faults } from '../src/lib/server/core/ingest/faults.ts';
import { readShape } from '../src/lib/server/core/ingest/shape.ts';
import { openStore, type StorePlace } from '../src/lib/server/core/store/store.ts';
import { freshFolder } from './support/app.ts';
import { startPostgres } from './support/postgres-server.ts';
import { startPutBackServer, type PutBackServer } from './support/put-back-server.ts';
import { makeRealStore } from './support/real-store.ts';

const GROUPS = ['20194-1', '20194-2', '20195-1', '19330-1'];
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'];
const [rate = 200, seconds = 60] = process.argv.slice(2).map(Number);
const run = promisify(execFile);

interface Filed {
  readonly position: number;
  /** When the call went out, milliseconds of the run. */
  readonly at: number;
  readonly ms: number;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
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

async function linksOf(place: StorePlace): Promise<readonly string[]> {
  const store = await openStore(place);
  const rows = await store.database.db.selectFrom('log').select('link').orderBy('position').execute();
  const { sound } = await store.audit.verify();
  await store.close();
  if (!sound) throw new Error('the audit does not hold');
  return rows.map(({ link }) => link);
}

/** Runs it over one kind of store; what is not as it should be, in words. */
async function over(kind: string, databaseUrl: string | null, spareUrl: string | null): Promise<string[]> {
  const wrong: string[] = [];
  const [home, backups, elsewhere] = await Promise.all([freshFolder(), freshFolder(), freshFolder()]);
  const place: StorePlace = { dataDir: home.path, databaseUrl };
  await (await makeRealStore({ dataDir: home.path, databaseUrl: databaseUrl ?? undefined })).close();
  const server = await startPutBackServer(home.path, databaseUrl ?? undefined);
  const mangluoi = (args: readonly string[], dataDir = home.path, url = databaseUrl) =>
    run(process.execPath, ['src/lib/server/cli.ts', ...args], {
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: url ?? '' }
    });

  const filed: Filed[] = [];
  let refused = 0;
  const begun = performance.now();
  const now = () => performance.now() - begun;
  const calls: Promise<void>[] = [];
  let filing = true;
  const ingest = (async () => {
    for (let k = 0; k < rate * seconds; k++) {
      const due = (k * 1000) / rate - now();
      if (due > 0) await delay(due);
      const at = now();
      calls.push(
        file(server, k).then((position) => {
          if (position === null) refused += 1;
          else filed.push({ position, at, ms: now() - at });
        })
      );
    }
    await Promise.all(calls);
    filing = false;
    return now() / 1000;
  })();
  const made: { file: string; from: number; to: number }[] = [];
  while (filing) {
    const [path, from] = [join(backups.path, `${made.length}.sqlite`), now()];
    await mangluoi(['backup', path]);
    made.push({ file: path, from, to: now() });
    await delay(500);
  }
  const took = await ingest;

  for (const { file: path, from } of made) {
    await mangluoi(['verify', path]);
    const note = await readNote(path);
    const must = filed.filter(({ at, ms }) => at + ms < from).map(({ position }) => position);
    if (!note || note.position < Math.max(0, ...must))
      wrong.push(`${path} lacks what was accepted before it`);
  }
  await server.stop();
  const links = await linksOf(place);
  if (new Set(filed.map(({ position }) => position)).size !== filed.length)
    wrong.push('a position was given twice');
  if (Math.max(...filed.map(({ position }) => position)) > links.length)
    wrong.push('an accepted report is lost');
  for (const { file: path } of [made[0], made.at(-1)].filter((one) => one !== undefined)) {
    await mangluoi(['restore', path, '--force'], elsewhere.path, spareUrl);
    const restored = await linksOf({ dataDir: elsewhere.path, databaseUrl: spareUrl });
    const note = await readNote(path);
    // The last entry says that it was restored.
    const differ = restored.slice(0, -1).findIndex((link, k) => link !== links[k]);
    if (differ >= 0 || restored.length !== (note?.position ?? -2) + 1)
      wrong.push(`${path} differs at ${differ + 1}`);
  }
  const times = filed.map(({ ms }) => ms).sort((a, b) => a - b);
  const spans = made.map(({ from, to }) => to - from).sort((a, b) => a - b);
  const pace = filed.length / took;
  if (refused > 0) wrong.push(`${refused} reports were refused`);
  if (pace < rate * 0.9) wrong.push(`the pace was ${pace.toFixed(0)} reports a second`);
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => quantile(times, share).toFixed(0));
  console.log(
    `${kind}: ${filed.length} reports in ${took.toFixed(1)} s (${pace.toFixed(0)}/s), answered after p50 ${p50} ms, p99 ${p99} ms, at most ${most} ms`
  );
  console.log(
    `  ${made.length} backups of up to ${links.length} entries, each in ${(quantile(spans, 0.5) / 1000).toFixed(1)} s, at most ${((spans.at(-1) ?? 0) / 1000).toFixed(1)} s; all verified, first and last restored and compared`
  );
  for (const folder of [home, backups, elsewhere]) await folder.remove();
  return wrong;
}

const wrong = await over('SQLite', null, null);
const postgres = await startPostgres({ durable: true });
try {
  const spare = postgres.url.replace(/postgres$/, 'spare');
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('create database spare');
  await client.end();
  wrong.push(...(await over('PostgreSQL', postgres.url, spare)));
} finally {
  await postgres.stop();
}
for (const line of wrong) console.error(`✗ ${line}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
