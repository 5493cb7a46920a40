import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readDemoKey } from './auth/demo-key.ts';
import { ConfigError, readConfig } from './config.ts';
import type { DueGroup, DueList } from './ingest/due.ts';
import { afterReport, nextReport } from './simulate/next-report.ts';

const HELP = `npm run simulate -- [--rate 20] [--minutes 5] [--province 48] [--url http://127.0.0.1:3000] [--key …]

Gửi báo cáo giả lập qua API, để xem bản đồ chạy trực tiếp.
Files plausible reports through the API, so that the map can be seen live.

  --rate      báo cáo mỗi giây / reports a second, 0.1–500
  --minutes   trong bao lâu / for how long, up to 1440
  --province  mã đơn vị / code of a unit whose groups report
  --url       địa chỉ máy chủ / the server's address
  --key       khóa API; bỏ trống thì lấy API_KEY hoặc khóa của bản minh họa
              API key; API_KEY or the demo's own where absent`;

/** Reports on their way at once; more wait for the next beat. */
const MAX_UNDERWAY = 64;
const GROUPS = 500;

/** What a run was told. */
interface Wish {
  readonly rate: number;
  readonly minutes: number;
  readonly province: string;
  readonly url: string;
  readonly key: string;
}

/** A run that cannot begin or go on; the message is for people. */
class Unable extends Error {}

await main().catch((error: unknown) => {
  console.error(error instanceof Unable || error instanceof ConfigError ? error.message : error);
  process.exitCode = error instanceof Unable || error instanceof ConfigError ? 2 : 1;
});

async function main(): Promise<void> {
  const wish = await readWish(process.argv.slice(2));
  if (!wish) return console.log(HELP);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const due = await readDue(wish);
  console.log(
    `${due.groups.length}/${due.total} tổ của ${wish.province}, kỳ ${due.period}: ${wish.rate} báo cáo/giây trong ${wish.minutes} phút. ` +
      `Ctrl-C để dừng / to stop.`
  );
  const run = new Run(wish, due);
  await run.until(stop.signal);
  console.log(`\nXong / done: ${run.line()}`);
}

/** One run: a report on every beat from a group picked at random, each a little further than its last. */
class Run {
  readonly #wish: Wish;
  readonly #period: string;
  readonly #groups: DueGroup[];
  readonly #underway = new Set<Promise<void>>();
  #accepted = 0;
  #refused = 0;
  #failed = 0;
  #milliseconds = 0;
  #pauseUntil = 0;

  constructor(wish: Wish, due: DueList) {
    this.#wish = wish;
    this.#period = due.period;
    this.#groups = [...due.groups];
  }

  async until(stop: AbortSignal): Promise<void> {
    const { rate, minutes } = this.#wish;
    const started = performance.now();
    const beats = Math.round(rate * minutes * 60);
    let said = started;
    for (let beat = 0; beat < beats && !stop.aborted; beat++) {
      const due = Math.max(started + (beat * 1000) / rate, this.#pauseUntil);
      await delay(Math.max(0, due - performance.now()), undefined, { signal: stop }).catch(() => undefined);
      if (stop.aborted) break;
      if (this.#underway.size >= MAX_UNDERWAY) await Promise.race(this.#underway);
      this.#send();
      if (performance.now() - said >= 1000) {
        said = performance.now();
        this.#say(Math.round((said - started) / 1000));
      }
    }
    await Promise.all(this.#underway);
  }

  line(): string {
    const mean = this.#accepted > 0 ? (this.#milliseconds / this.#accepted).toFixed(1) : '–';
    return `${this.#accepted} được nhận / accepted · ${this.#refused} bị từ chối / refused · ${this.#failed} lỗi / failed · ${mean} ms`;
  }

  #send(): void {
    const at = Math.floor(Math.random() * this.#groups.length);
    const group = this.#groups[at]!;
    const report = nextReport(group, this.#period, Math.random);
    // What is on its way counts as filed, so that two reports of a group never go backwards.
    this.#groups[at] = afterReport(group, report);
    const sending = this.#post(JSON.stringify(report)).finally(() => this.#underway.delete(sending));
    this.#underway.add(sending);
  }

  async #post(body: string): Promise<void> {
    const begun = performance.now();
    try {
      const answer = await call(this.#wish, '/api/v1/reports', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
      });
      await answer.arrayBuffer();
      if (answer.status === 429)
        this.#pauseUntil = begun + 1000 * Number(answer.headers.get('retry-after') ?? 1);
      if (answer.ok) {
        this.#accepted++;
        this.#milliseconds += performance.now() - begun;
      } else this.#refused++;
    } catch {
      this.#failed++;
    }
  }

  #say(seconds: number): void {
    const line = `${seconds} s · ${this.line()}`;
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`);
    else if (seconds % 10 === 0) console.log(line);
  }
}

async function readDue(wish: Wish): Promise<DueList> {
  const path = `/api/v1/groups?within=${encodeURIComponent(wish.province)}&limit=${GROUPS}`;
  const answer = await call(wish, path).catch((cause: unknown) => {
    throw new Unable(`Không kết nối được / cannot reach ${wish.url}: npm start?`, { cause });
  });
  if (answer.status === 401) throw new Unable('Khóa API không đúng / the API key is not valid: --key');
  if (answer.status === 404) throw new Unable(`Không có đơn vị / no unit ${wish.province}`);
  if (!answer.ok) throw new Unable(`${wish.url}${path}: ${answer.status}`);
  const due = (await answer.json()) as DueList;
  if (due.groups.length === 0) throw new Unable(`Không có tổ nào / no group in ${wish.province}`);
  return due;
}

function call(wish: Wish, path: string, request: RequestInit = {}): Promise<Response> {
  const headers = { ...request.headers, authorization: `Bearer ${wish.key}` };
  return fetch(new URL(path, wish.url), { ...request, headers, signal: AbortSignal.timeout(30_000) });
}

async function readWish(args: string[]): Promise<Wish | null> {
  const config = readConfig(process.env);
  const { values } = parseOptions(args);
  if (values.help) return null;
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  const url = values.url ?? `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new Unable(`--url ${url}: http://…`);
  const key = values.key ?? config.apiKey ?? (await readDemoKey(config.dataDir));
  if (!key) throw new Unable('Cần khóa API / an API key is needed: --key, API_KEY');
  return {
    rate: number('rate', values.rate, 0.1, 500),
    minutes: number('minutes', values.minutes, 0, 1440),
    province: values.province,
    url,
    key
  };
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        rate: { type: 'string', default: '20' },
        minutes: { type: 'string', default: '5' },
        province: { type: 'string', default: '48' },
        url: { type: 'string' },
        key: { type: 'string' },
        help: { type: 'boolean', short: 'h' }
      }
    });
  } catch (error) {
    throw new Unable(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function number(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max))
    throw new Unable(`--${name} ${text}: ${min}–${max}`);
  return value;
}
