import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { isBeyondBelief } from '../core/ingest/steady-clock.ts';
import { Announced } from '../core/store/announced.ts';
import { AuditLog } from '../core/store/audit-log.ts';
import type { Backend } from '../core/store/backend.ts';
import { pendingMigrations } from '../core/store/migrations.ts';
import { openPostgres, UNHURRIED } from '../core/store/postgres.ts';
import { Settings } from '../core/store/settings.ts';
import { openSqlite } from '../core/store/sqlite.ts';
import {
  freeBytes,
  isOnNetwork,
  ON_NETWORK,
  refuseUnusable,
  THIS_DISK,
  UnusablePlace,
  type Disk
} from '../core/store/store-place.ts';
import { STORE_FILE } from '../core/store/store.ts';
import { CommandRefused, type Command, type CommandInput } from './command.ts';

/** How bad something is: `bad` makes the command end with 1. */
type Grade = 'ok' | 'warn' | 'bad';

/** One thing that was looked at. */
export interface Finding {
  readonly grade: Grade;
  readonly text: string;
}

const SIGN: Readonly<Record<Grade, string>> = { ok: '✓', warn: '!', bad: '✗' };
const LITTLE_SPACE = 1e9;
const NO_SPACE = 1e8;
const OLDEST_NODE = [22, 18] as const;
/** How far the database's clock may be from this machine's, milliseconds. */
const CLOCKS_APART = 30_000;

/** `mangluoi doctor`: what is wrong with this store, its disk, clock and version; changes nothing. @throws CommandRefused */
export const runDoctor: Command = async (input) => {
  if (input.args.length > 0) throw new CommandRefused('doctor');
  let isBad = false;
  const say = ({ grade, text }: Finding) => {
    isBad ||= grade === 'bad';
    (grade === 'bad' ? input.complain : input.say)(`${SIGN[grade]} ${text}`);
  };
  for (const finding of ofMachine(input)) say(finding);
  for await (const finding of ofStore(input)) say(finding);
  return isBad ? 1 : 0;
};

/** What is to be said of the machine and of the disk below the data folder. */
export function* ofMachine(
  { config }: Pick<CommandInput, 'config'>,
  disk: Disk = THIS_DISK
): Generator<Finding, void> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  yield { grade: isOld ? 'bad' : 'ok', text: `Node ${process.versions.node}` };
  if (!config.databaseUrl && isOnNetwork(config.dataDir, disk)) yield { grade: 'bad', text: ON_NETWORK };
  if (!disk.exists(config.dataDir)) {
    yield {
      grade: 'warn',
      text: `chưa có thư mục dữ liệu, sẽ được tạo khi khởi động / no data folder yet, the first start makes it: ${config.dataDir}`
    };
    return;
  }
  try {
    refuseUnusable(config.dataDir, disk);
    yield {
      grade: 'ok',
      text: `thư mục dữ liệu ghi được / the data folder can be written: ${config.dataDir}`
    };
  } catch (error) {
    if (!(error instanceof UnusablePlace)) throw error;
    yield { grade: 'bad', text: error.message };
    return;
  }
  const free = freeBytes(config.dataDir, disk);
  if (free !== null)
    yield {
      grade: free < NO_SPACE ? 'bad' : free < LITTLE_SPACE ? 'warn' : 'ok',
      text: `đĩa còn trống / free disk: ${(free / 1e9).toFixed(1)} GB`
    };
}

async function* ofStore({ config }: CommandInput): AsyncGenerator<Finding, void> {
  const file = join(config.dataDir, STORE_FILE);
  if (!config.databaseUrl && !(await stat(file).catch(() => null))) {
    yield { grade: 'warn', text: 'chưa có kho dữ liệu / no store yet: mangluoi init, npm start' };
    return;
  }
  let backend: Backend | null = null;
  try {
    backend = config.databaseUrl ? openPostgres(config.databaseUrl, UNHURRIED) : openSqlite(file);
    yield* ofTables(backend, config.dataDir);
  } catch (error) {
    yield { grade: 'bad', text: `không đọc được kho / the store cannot be read: ${wordsOf(error)}` };
  } finally {
    await backend?.db.destroy();
  }
}

async function* ofTables(backend: Backend, dataDir: string): AsyncGenerator<Finding, void> {
  const { db } = backend;
  if (backend.bytes === 'blob') {
    const { rows } = await sql<{ quick_check: string }>`pragma quick_check`.execute(db);
    const said = rows[0]?.quick_check ?? '';
    yield { grade: said === 'ok' ? 'ok' : 'bad', text: `tệp SQLite / the SQLite file: ${said}` };
  } else {
    const { rows } = await sql<{ now: number; version: string }>`select
      extract(epoch from clock_timestamp()) * 1000 as now, current_setting('server_version') as version`.execute(
      db
    );
    const apart = Math.abs(Number(rows[0]?.now) - Date.now());
    yield { grade: 'ok', text: `PostgreSQL ${rows[0]?.version ?? ''}` };
    yield {
      grade: apart > CLOCKS_APART ? 'warn' : 'ok',
      text: `đồng hồ của máy chủ cơ sở dữ liệu lệch / the database's clock is off by ${Math.round(apart / 1000)} s`
    };
  }
  const { missing, unknown } = await pendingMigrations(db, backend.bytes);
  if (unknown.length > 0) {
    yield {
      grade: 'bad',
      text: `kho do phiên bản mới hơn tạo / the store is of a newer version: ${unknown.join(', ')}`
    };
    return;
  }
  if (missing.length > 0) {
    yield {
      grade: 'warn',
      text: `kho của phiên bản trước, sẽ được nâng cấp khi khởi động: hãy sao lưu trước / the store is of an older version and will be upgraded at the next start; back it up before: ${missing.join(', ')}`
    };
    return;
  }
  yield* ofLog(backend, dataDir);
}

async function* ofLog(backend: Backend, dataDir: string): AsyncGenerator<Finding, void> {
  const { db } = backend;
  const { id, mode, complete } = await new Settings(db).read();
  yield {
    grade: mode !== null && complete ? 'ok' : 'warn',
    text: `kho / store ${id}: ${mode ?? '–'}${complete ? '' : ', chưa tạo xong / not complete'}`
  };
  const audit = new AuditLog(db, () => Promise.resolve([]));
  const verdict = await audit.verify();
  yield verdict.sound
    ? { grade: 'ok', text: `nhật ký nguyên vẹn / audit check passed: ${verdict.entries} bản ghi / entries` }
    : {
        grade: 'bad',
        text: `nhật ký không khớp từ bản ghi số / audit check failed at entry ${verdict.position}`
      };
  const { rows } = await sql<{ latest: number | null; fractions: number }>`select max(at) as latest,
    count(case when at <> cast(at as bigint) then 1 end) as fractions from log`.execute(db);
  const latest = Number(rows[0]?.latest ?? 0);
  if (isBeyondBelief(latest, Date.now()))
    yield {
      grade: 'bad',
      text: `nhật ký có bản ghi của tương lai, hoặc đồng hồ máy này sai / an entry of the future, or this clock is wrong: ${new Date(latest).toISOString()}`
    };
  const fractions = Number(rows[0]?.fractions ?? 0);
  if (fractions > 0)
    yield {
      grade: 'ok',
      text: `${fractions} thời điểm lẻ từ phiên bản cũ, giữ nguyên / moments with a fraction from before, kept as they are`
    };
  const announced = Announced.read(dataDir);
  if (announced?.store === id) {
    const now = await db
      .selectFrom('log')
      .select('link')
      .where('position', '=', announced.position)
      .executeTakeFirst();
    if (announced.position > 0 && now?.link !== announced.link)
      yield {
        grade: 'warn',
        text: `bản cũ đã được chép đè (trước đó đến vị trí ${announced.position}): lần khởi động tới kho có mã mới / an older copy was put back (it went to ${announced.position} before): it gets another id at the next start`
      };
  }
  const free = await backend.lock('serve', false);
  yield {
    grade: 'ok',
    text: free
      ? 'không có chương trình nào đang chạy trên kho / no program serves it'
      : 'một chương trình đang chạy trên kho / a program serves it'
  };
  await free?.();
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
