import { afterEach, expect } from 'vitest';
import { Connection } from '../../src/lib/sync/connection.ts';
import type { Feed } from '../../src/lib/sync/feed.ts';
import type { Manifest } from '../../src/lib/wire/manifest.ts';
import { decodeRows } from '../../src/lib/wire/rows.ts';
import type { DeltaHead } from '../../src/lib/wire/rows-head.ts';
import { scopePath, type Scope } from '../../src/lib/wire/scope.ts';
import { startLiveServer, type LiveServer, type LiveServerOptions } from './live-server.ts';
import { openRawLine, type RawLine } from './raw-line.ts';
import { rowsAsText } from './same-rows.ts';
import { COUNTRY, countryStructure, GROUPS, JANUARY, PROVINCES, reportDraft } from './small-country.ts';

/** Scopes of the small country. */
export const COMMUNES_OF_ALL: Scope = { root: COUNTRY, depth: 'commune' };
export const FIRST: Scope = { root: PROVINCES[0]!, depth: 'group' };
export const SECOND: Scope = { root: PROVINCES[1]!, depth: 'group' };

/** A viewer with our own client behind it. */
export interface Watching {
  readonly feed: Feed;
  readonly connection: Connection;
  readonly deltas: DeltaHead[];
  /** Resolves when the table is live and complete up to a position. */
  at(position: number): Promise<void>;
}

const closing: (() => unknown)[] = [];

/** Closes after each test of a file what that test opened; call it once, at the top. */
export function closeAfterEach(): void {
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
}

/** A server of the small country with one report: its log is at position 5. */
export async function start(options: LiveServerOptions = {}): Promise<LiveServer> {
  const server = await startLiveServer({
    fill: (store) => store.append([...countryStructure(), reportDraft(GROUPS[0]!, JANUARY, { XHS01: 7 })]),
    ...options
  });
  closing.push(() => server.close());
  return server;
}

/** Watches a scope and wants every period of it. */
export function watch(server: LiveServer, scope: Scope, transports?: ('websocket' | 'polling')[]): Watching {
  const faults: unknown[] = [];
  const socket = { reconnectionDelayMax: 200, ...(transports ? { transports } : {}) };
  const connection = new Connection({ origin: server.origin, socket, failed: (error) => faults.push(error) });
  closing.push(() => connection.close());
  const deltas: DeltaHead[] = [];
  const feed = connection.follow(scope, {
    periods: (periods) => feed.want(periods),
    delta: (head) => deltas.push(head)
  });
  const at = async (position: number) => {
    await until(
      () => feed.status === 'live' && feed.state.position === position,
      () => [feed.status, feed.state.position]
    );
    expect(faults).toEqual([]);
  };
  return { feed, connection, deltas, at };
}

/** Opens a socket without our own client. */
export function raw(server: LiveServer, headers?: Record<string, string>): RawLine {
  const line = openRawLine(server, headers);
  closing.push(() => line.close());
  return line;
}

/** Resolves when something holds; `said` tells how it stood where it never did. */
export async function until(holds: () => boolean, said: () => unknown = () => ''): Promise<void> {
  for (const begun = Date.now(); !holds();) {
    if (Date.now() - begun > 20_000) throw new Error(`waited in vain: ${JSON.stringify(said())}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function pathOf(server: LiveServer, scope: Scope): string {
  return `${server.origin}/api/v1/snapshots/${scopePath(scope)}`;
}

/** A scope's whole snapshot over HTTP, as text. */
export async function snapshot(server: LiveServer, scope: Scope): Promise<string[]> {
  const manifest = (await (await fetch(pathOf(server, scope))).json()) as Manifest;
  const texts: string[] = [];
  for (const { url } of manifest.parts) {
    const bytes = new Uint8Array(await (await fetch(server.origin + url)).arrayBuffer());
    texts.push(...rowsAsText(decodeRows(bytes).rows));
  }
  return texts;
}

/** A viewer's whole table, as text. */
export function tableOf(server: LiveServer, { feed }: Watching): string[] {
  const { indicators } = server.publisher.fold.world;
  return feed.table.periods.flatMap((period) =>
    indicators.flatMap(({ ordinal }) => {
      const block = feed.table.block(ordinal, period);
      return block ? rowsAsText(block) : [];
    })
  );
}

/** Files the k-th of many different reports, in three periods. */
export function file(server: LiveServer, k: number): Promise<unknown> {
  const figures = { XHS01: k % 100, KTS01: k, HD01: 2 * k };
  return server.store.append([reportDraft(GROUPS[k % 8]!, JANUARY + (k % 3), figures)]);
}
