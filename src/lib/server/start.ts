import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import { pino } from 'pino';
import { clientDir, ensureBuilt, handlerFile } from '../../setup/build-if-needed.ts';
import { staticFiles } from '../../setup/static-files.ts';
import { ConfigError, readConfig, type Config } from './core/config.ts';
import { dropUnread } from './http/unread.ts';
import { addressesOf, CannotListen, drain, listen } from './listen.ts';
import { startRuntime, type Runtime } from './runtime.ts';
import { UnfinishedStore } from './demo/settled-store.ts';
import { NewerStore } from './core/store/migrations.ts';
import { outageWords } from './core/store/outage.ts';
import { UnusablePlace } from './core/store/store-place.ts';
import { BOUNDS } from './core/workbook-files/limits.ts';

type Next = () => void;
type Page = (request: IncomingMessage, response: ServerResponse, next: Next) => void;

/** Where the pages are told by which protocol they are asked, when no ORIGIN says it. */
const PROTOCOL = 'x-mangluoi-protocol';

/** How long after the store could not be reached it is tried again, milliseconds. */
const STORE_AGAIN_MS = 2_000;

/** How long open answers may take to end after SIGTERM, milliseconds. */
const DRAIN_MS = 8_000;

await main().catch((error: unknown) => {
  const isPlain = [ConfigError, CannotListen, NewerStore, UnfinishedStore, UnusablePlace].some(
    (kind) => error instanceof kind
  );
  console.error(isPlain && error instanceof Error ? error.message : error);
  process.exit(error instanceof ConfigError ? 2 : 1);
});

/** `npm start`: builds what is missing, opens or fills the store, serves, and says where. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const say = (line: string) => console.log(line);
  const log = pino({ level: config.logLevel });
  await ensureBuilt(say);
  // adapter-node reads these for the origin of forms and the size of bodies when its handler is loaded.
  if (config.origin) process.env.ORIGIN = config.origin;
  else process.env.PROTOCOL_HEADER = PROTOCOL;
  process.env.BODY_SIZE_LIMIT = '34M';

  let pages: Page = starting;
  const files = staticFiles(clientDir);
  const squeeze = compression({ threshold: 1024 });
  const http = createServer((request, response) => {
    // Without it the pages would take every address for one of https.
    request.headers[PROTOCOL] = 'http';
    dropUnread(request, response, BOUNDS.fileBytes);
    const notFound = () => answer(response, 404, 'Không tìm thấy / Not found');
    files(request, response, () => {
      // Express types; the middleware needs only what Node's own request and response have.
      squeeze(request as Parameters<typeof squeeze>[0], response as Parameters<typeof squeeze>[1], () =>
        pages(request, response, notFound)
      );
    });
  });
  // Before the store is touched: a second start by mistake ends here.
  await listen(http, config);
  const ended = (error: Error) => {
    console.error(error.message);
    process.exit(1);
  };
  const runtime = await whenReachable(() => startRuntime(config, { http, log, say, ended }), say);
  const built = (await import(pathToFileURL(handlerFile).href)) as { handler: Page };
  pages = built.handler;
  tellWhere(config, addressesOf(http), runtime.firstKey);

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    end(runtime, http).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(error, 'did not stop cleanly');
        process.exit(1);
      }
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
}

/** Starts what needs the store as soon as the store can be reached: a database may come up after us. */
async function whenReachable<T>(start: () => Promise<T>, say: (line: string) => void): Promise<T> {
  for (let said = ''; ;) {
    try {
      return await start();
    } catch (error) {
      const why = outageWords(error);
      if (why === null) throw error;
      if (why !== said)
        say(`Chưa tới được cơ sở dữ liệu, đang thử lại / the database is out of reach, trying again: ${why}`);
      said = why;
      await delay(STORE_AGAIN_MS);
    }
  }
}

/** Lets the viewers go, answers what was asked, then closes the store. */
async function end(runtime: Runtime, http: Server): Promise<void> {
  runtime.refuse();
  await runtime.hub.close();
  await drain(http, DRAIN_MS);
  await runtime.close();
}

/** What is answered until the pages are there: the process is alive, and not ready. */
function starting(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === '/healthz') answer(response, 200, 'ok\n');
  else answer(response, 503, 'Đang khởi động… / Starting…');
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' }).end(text);
}

function tellWhere(config: Config, addresses: readonly string[], firstKey: string | null): void {
  console.log('\nMạng Lưới đang chạy / is running:');
  for (const address of addresses) console.log(`  ${address}`);
  if (firstKey) console.log(`  Khóa API của bản minh họa / demo API key: ${firstKey}`);
  console.log(`  Dữ liệu / data: ${config.databaseUrl ? 'PostgreSQL' : config.dataDir}\n`);
}
