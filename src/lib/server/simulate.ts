import { parseArgs } from 'node:util';
import { readDemoKey } from './core/auth/demo-key.ts';
import { ConfigError, readConfig } from './core/config.ts';
import type { DueList } from '../api/filing.ts';
import { call, Run, type Wish } from './simulate/run.ts';

const HELP = `npm run simulate -- [--rate 20] [--minutes 5] [--province 48] [--url http://127.0.0.1:3000] [--key …]

Gửi báo cáo giả lập qua API, để xem bản đồ chạy trực tiếp.
Files plausible reports through the API, so that the map can be seen live.

  --rate      báo cáo mỗi giây / reports a second, 0.1–500
  --minutes   trong bao lâu / for how long, up to 1440
  --province  mã đơn vị / code of a unit whose groups report
  --url       địa chỉ máy chủ / the server's address
  --key       khóa API; bỏ trống thì lấy API_KEY hoặc khóa của bản minh họa
              API key; API_KEY or the demo's own where absent`;

const GROUPS = 500;

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

async function readWish(args: string[]): Promise<Wish | null> {
  const config = readConfig(process.env);
  const { values } = parseOptions(args);
  if (values.help) return null;
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  const url = values.url ?? `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new Unable(`--url ${url}: http, https`);
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
