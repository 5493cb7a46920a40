import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeBackup, readNote, verifyBackup } from '../../src/lib/server/backup/backup-file.ts';
import { newestBackup } from '../../src/lib/server/backup/nightly.ts';
import { FolderInUse, StoreInUse } from '../../src/lib/server/core/store/store-place.ts';
import { freshFolder, startApp, type App } from '../support/app.ts';
import { settle } from '../support/identity-office.ts';
import { readOpenMetrics, type Samples } from '../support/open-metrics.ts';
import { postgresUrl } from '../support/postgres.ts';
import { startPutBackServer } from '../support/put-back-server.ts';
import { FIRST_GROUP, makeRealStore } from '../support/real-store.ts';

// What whoever looks after a store leans on: the nightly backup of the running program, what a monitor is told, and who
// may use a folder.

const TOKEN = 'token-of-the-monitor';
const KEY = 'key-of-a-province-office';
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function folder(): Promise<string> {
  const fresh = await freshFolder();
  closing.push(() => fresh.remove());
  return fresh.path;
}

async function realStore(databaseUrl?: string): Promise<string> {
  const dataDir = await folder();
  await (await makeRealStore({ dataDir, databaseUrl })).close();
  return dataDir;
}

function ask({ url }: App, path: string, token = TOKEN): Promise<Response> {
  return fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
}

async function metrics(app: App): Promise<Samples> {
  const answer = await ask(app, '/metrics');
  expect(answer.headers.get('content-type')).toBe(
    'application/openmetrics-text; version=1.0.0; charset=utf-8'
  );
  return readOpenMetrics(await answer.text());
}

function file({ url }: App, numerator: number): Promise<Response> {
  return fetch(`${url}/api/v1/reports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      group: FIRST_GROUP,
      period: '2026-10',
      values: [{ indicator: 'XHS01', numerator, denominator: 100 }]
    })
  });
}

describe('a running program', () => {
  let [dataDir, backups, other]: [string, string, string] = ['', '', ''];
  let app: App;
  let remove: (() => unknown)[] = [];
  let cookie = '';
  const env = () => ({ METRICS_TOKEN: TOKEN, API_KEY: KEY, BACKUP_DIR: backups, BACKUP_KEEP: '2' });
  const old = ['mangluoi-2026-01-01T0200.sqlite', 'mangluoi-2026-01-02T0200.sqlite'];
  beforeAll(async () => {
    [dataDir, backups, other] = [await realStore(), await folder(), await folder()];
    // They outlive each single test.
    remove = closing.splice(0);
    for (const [k, name] of old.entries())
      await makeBackup({ dataDir }, join(backups, name), Date.UTC(2026, 0, k + 1));
    app = await startApp(dataDir, env());
    const oneTime = /admin {2}(\S+)/.exec(app.said())?.[1] ?? '';
    cookie = (await settle(app.url, 'admin', oneTime, 'một câu dễ nhớ')).cookie;
  }, 300_000);
  afterAll(async () => {
    await app.stop();
    for (const one of remove) await one();
  });

  test('makes, verifies and rotates its backup in a process of its own', async () => {
    const isVerified = async () => ((await newestBackup(backups))?.verifiedAt ?? 0) > 0;
    await expect.poll(isVerified, { timeout: 50_000 }).toBe(true);
    expect((await newestBackup(backups))?.at).toBeGreaterThan(Date.UTC(2026, 0, 3));
    // The oldest goes when the newest has been verified.
    await expect.poll(() => readdir(backups)).toHaveLength(4);
    const names = (await readdir(backups)).filter((name) => name.endsWith('.sqlite')).sort();
    expect(names[0]).toBe(old[1]);
    const made = join(backups, names[1]!);
    const note = await readNote(made);
    expect(await verifyBackup(made, 5)).toEqual({ ...note, verifiedAt: 5 });
  });

  test('tells a monitor that has its token how it is, and nobody else', async () => {
    expect((await file(app, 7)).status).toBe(201);
    expect((await file(app, 700)).status).toBe(422);
    const told = await metrics(app);
    const valueOf = (name: string) => told.get(name);
    expect(valueOf('mangluoi_reports_accepted_total')).toBe(1);
    expect(valueOf('mangluoi_reports_refused_total{why="invalid"}')).toBe(1);
    expect(valueOf('mangluoi_ready')).toBe(1);
    expect(valueOf('mangluoi_store_up')).toBe(1);
    expect(valueOf('mangluoi_log_position')).toBe(valueOf('mangluoi_log_head'));
    expect(valueOf('mangluoi_backup_failing')).toBe(0);
    for (const name of ['mangluoi_backup_age_seconds', 'mangluoi_backup_verified_age_seconds'])
      expect(valueOf(name)).toBeGreaterThanOrEqual(0);
    for (const name of ['appends', 'messages', 'workbooks', 'sign_ins'])
      expect(valueOf(`mangluoi_queue_length{queue="${name}"}`)).toBe(0);
    for (const name of ['data', 'backup'])
      expect(valueOf(`mangluoi_disk_free_bytes{folder="${name}"}`)).toBeGreaterThan(0);
    for (const name of [
      'mangluoi_event_loop_delay_max_seconds',
      'process_resident_memory_bytes',
      'mangluoi_sockets'
    ])
      expect(valueOf(name), name).toBeGreaterThanOrEqual(0);

    expect((await fetch(`${app.url}/metrics`)).status).toBe(401);
    expect((await ask(app, '/metrics', KEY)).status).toBe(401);
    expect((await ask(app, '/api/v1/accounts')).status, 'the token is no key').toBe(401);
  });

  test('is refused a second time by the program and the commands, in one line that says so', async () => {
    const second = await startApp(dataDir).catch((error: unknown) => String(error));
    expect(second).toContain('ended with 1');
    expect(second).toContain('Kho dữ liệu đang được một chương trình khác dùng');
    expect(second).not.toContain('    at ');
    expect((await fetch(`${app.url}/readyz`)).status, 'the first goes on').toBe(200);
    expect(await mangluoi(dataDir, 'doctor')).toContain('✓ một chương trình đang chạy trên kho');
    await expect(mangluoi(dataDir, 'restore', join(backups, old[1]!), '--force')).rejects.toThrow(
      'hãy dừng trước'
    );
  });

  test('tells of a backup that failed in the settings and to the monitor, and leaves no half of one', async () => {
    await app.stop();
    const database = new DatabaseSync(join(dataDir, 'mangluoi.sqlite'));
    database.exec("update log set actor = 'somebody' where position = 2");
    database.close();
    app = await startApp(dataDir, { ...env(), BACKUP_DIR: other });
    await expect.poll(async () => (await metrics(app)).get('mangluoi_backup_failing')).toBe(1);
    const told = await metrics(app);
    expect(told.get('mangluoi_backup_failures_total')).toBe(1);
    expect(told.get('mangluoi_backup_age_seconds')).toBe(Infinity);
    const page = await (await fetch(`${app.url}/manage/settings`, { headers: { cookie } })).text();
    expect(page).toMatch(
      /data-backup="failed"[\s\S]*không thành công[\s\S]*nhật ký không khớp từ bản ghi số 2/
    );
    expect(await readdir(other)).toEqual([]);
  });
});

describe('a folder that another program uses', () => {
  test('two programs at one database keep their own folders apart', async () => {
    const databaseUrl = await postgresUrl();
    const dataDir = await realStore(databaseUrl);
    const one = await startPutBackServer(dataDir, databaseUrl);
    closing.push(() => one.stop());
    await expect(startPutBackServer(dataDir, databaseUrl)).rejects.toThrow(FolderInUse);
    const other = await startPutBackServer(await folder(), databaseUrl);
    closing.push(() => other.stop());
    await one.stop();
    await one.start();
  });

  test('a store of a file and one of a database do not share a folder either', async () => {
    const databaseUrl = await postgresUrl();
    const dataDir = await realStore();
    const one = await startPutBackServer(dataDir);
    closing.push(() => one.stop());
    await expect(startPutBackServer(dataDir)).rejects.toThrow(StoreInUse);
    await (await makeRealStore({ dataDir, databaseUrl })).close();
    await expect(startPutBackServer(dataDir, databaseUrl)).rejects.toThrow(FolderInUse);
  });
});

test('a command says in words where it cannot write, and a backup that is no file', async () => {
  const dataDir = await realStore();
  await expect(mangluoi(dataDir, 'backup', '/nowhere/at/all/b.sqlite')).rejects.toThrow(
    'Không ghi được vào thư mục /nowhere/at/all (ENOENT)'
  );
  const text = join(await folder(), 'text');
  await writeFile(text, 'no store');
  await expect(mangluoi(dataDir, 'restore', text)).rejects.toThrow('Bản sao lưu hỏng');
});

/** Runs `mangluoi …`; rejects with what it said where it ends with another code than 0. */
async function mangluoi(dataDir: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['src/lib/server/cli.ts', ...args], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' }
  });
  return stdout;
}
