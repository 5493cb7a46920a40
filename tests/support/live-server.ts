import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PUBLIC } from '../../src/lib/domain/access.ts';
import type { PeriodProfile } from '../../src/lib/domain/period.ts';
import { attachHub, type Hub, type HubParts } from '../../src/lib/server/core/live/hub.ts';
import type { HubLimits } from '../../src/lib/server/core/live/limits.ts';
import {
  manifestAnswer,
  nodesAnswer,
  partAnswer,
  sliceAnswer
} from '../../src/lib/server/features/pictures/answers.ts';
import type { Desk } from '../../src/lib/server/context/scope-desk.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Following } from '../../src/lib/server/core/snapshot/follow.ts';
import { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { attainmentAnswer } from '../../src/lib/server/features/pictures/readings.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';
import type { Few } from '../../src/lib/domain/few.ts';
import type { Scope } from '../../src/lib/wire/scope.ts';

/** A store with everything from the log to the socket behind a real HTTP server; only SvelteKit's router is missing. */
export interface LiveServer {
  readonly origin: string;
  readonly store: Store;
  readonly publisher: Publisher;
  readonly hub: Hub;
  readonly http: Server;
  /** Resolves when everything in the log is folded. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** How a live server is to be. */
export interface LiveServerOptions {
  readonly profile?: PeriodProfile;
  readonly databaseUrl?: string;
  readonly limits?: Partial<HubLimits>;
  readonly mayRead?: (scope: Scope) => boolean;
  /** Whose a handshake is; by default all are nobody's in particular. */
  readonly holderOf?: HubParts['holderOf'];
  /** Whether the sockets and answers of this server tell of a few persons; by default they do. */
  readonly few?: () => Few;
  /** Fills the store before anybody folds it. */
  readonly fill?: (store: Store) => Promise<unknown>;
}

/** Starts a live server over a store of its own, in a file or in a PostgreSQL database. */
export async function startLiveServer(options: LiveServerOptions = {}): Promise<LiveServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-live-'));
  const store = await openStore({ dataDir, databaseUrl: options.databaseUrl });
  await options.fill?.(store);
  const { id } = await store.settings.read();
  const fold = new Fold(options.profile ?? 'calendar');
  const publisher = new Publisher(id, fold);
  const mayRead = options.mayRead ?? (() => true);
  const few = options.few ?? (() => 'told');
  const desk: Desk = { publisher, mayRead, fewIn: few, log: store };
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    );
    Promise.resolve(route(desk, url, new Request(url, { headers })))
      .then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(Buffer.from(await answer.arrayBuffer()));
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const faults: unknown[] = [];
  const hub = attachHub(http, {
    publisher,
    log: store,
    passOf: () => Promise.resolve({ principal: PUBLIC, onChange: () => undefined, close: () => undefined }),
    ...(options.holderOf ? { holderOf: options.holderOf } : {}),
    mayRead: (_, scope) => mayRead(scope),
    fewIn: few,
    origin: null,
    limits: options.limits ?? {},
    failed: (error) => faults.push(error)
  });
  const following = new Following(
    store,
    fold,
    (change) => {
      publisher.note(change);
      hub.tell(change);
    },
    { failed: (error) => faults.push(error), well: () => undefined }
  );
  await following.catchUp();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    store,
    publisher,
    hub,
    http,
    settled: () => following.catchUp(),
    async close() {
      await following.stop();
      await hub.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
      if (faults.length > 0) throw new Error('the server failed', { cause: faults[0] });
    }
  };
}

/** Answers as the router's own files do. */
export function route(desk: Desk, url: URL, request: Request): Response | Promise<Response> {
  const [, , , kind, root = '', depth = '', period, indicator] = url.pathname
    .split('/')
    .map(decodeURIComponent);
  if (kind === 'attainment') return attainmentAnswer(desk, url.searchParams);
  if (kind === 'units') return nodesAnswer(desk, { root, depth }, request);
  if (kind !== 'snapshots') return new Response(null, { status: 404 });
  if (indicator !== undefined)
    return sliceAnswer(desk, { root, depth, period: period ?? '', indicator }, request);
  if (period !== undefined) return partAnswer(desk, { root, depth, period }, request);
  return manifestAnswer(desk, { root, depth }, request);
}
