import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { StoreHearing } from './backend.ts';
import { StoreUnavailable } from './outage.ts';
import { inTime, Silent } from './postgres-pool.ts';

/** How often the server is asked whether it is there, milliseconds. */
const BEAT_MS = 1_000;
/** How long it may take to say so, milliseconds. */
const SILENT_MS = 2_500;
/** How long after a connection could not be made the next is tried, milliseconds. */
const AGAIN_MS = 500;

/**
 * Listens to a channel on a connection of its own and asks every second whether the server is there. Where it does
 * not say so, or no connection can be made, `reach(false)`; with the next connection `reach(true)`, and a wake for
 * what was missed. Resolves once it listens; answers how to stop. @throws where the first connection cannot be made
 */
export async function watchPostgres(
  url: string,
  channel: string,
  { wake, reach }: StoreHearing
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  let line = await connect(url, channel, wake);
  const running = keepWatch();

  async function keepWatch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const isSilent = await brokenOrSilent(line, stopping.signal);
      if (stopping.signal.aborted) break;
      await line.end();
      if (isSilent) reach(false);
      await again();
    }
    await line.end();
  }

  async function again(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        line = await connect(url, channel, wake);
        reach(true);
        wake();
        return;
      } catch {
        reach(false);
        await delay(AGAIN_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      }
    }
  }

  return async () => {
    stopping.abort();
    await running;
  };
}

/** A connection that listens. */
interface ListeningLine {
  readonly client: pg.Client;
  /** Aborted when it has broken. */
  readonly broken: AbortSignal;
  /** Lets go of it without waiting for a server that does not answer. */
  end(): Promise<void>;
}

async function connect(url: string, channel: string, wake: () => void): Promise<ListeningLine> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: SILENT_MS
  });
  const broken = new AbortController();
  client.on('notification', wake);
  client.on('error', () => broken.abort());
  client.once('end', () => broken.abort());
  const end = () =>
    Promise.race([client.end().catch(() => undefined), delay(SILENT_MS, undefined, { ref: false })]);
  try {
    await client.connect();
    await inTime(client, SILENT_MS, () => client.query(`listen ${channel}`));
  } catch (error) {
    void end();
    throw new StoreUnavailable(error);
  }
  return { client, broken: broken.signal, end };
}

/** Resolves when a line has broken, false, or says nothing, true; or when it is to stop. */
async function brokenOrSilent({ client, broken }: ListeningLine, stopping: AbortSignal): Promise<boolean> {
  const signal = AbortSignal.any([broken, stopping]);
  for (;;) {
    await delay(BEAT_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return false;
    try {
      await inTime(client, SILENT_MS, () => client.query('select 1'));
    } catch (error) {
      return error instanceof Silent;
    }
  }
}
