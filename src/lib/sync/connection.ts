import { formatPeriod, type Period } from '../domain/period.ts';
import type { SubscribeAnswer } from '../wire/events.ts';
import type { LogPlace } from '../wire/log-place.ts';
import type { Manifest } from '../wire/manifest.ts';
import { decodeHead } from '../wire/rows.ts';
import { formatScope, scopePath, type Scope } from '../wire/scope.ts';
import { Feed, type FeedListener, type FeedPorts } from './feed.ts';
import { openLine, type Line, type LineOptions } from './line.ts';

/** How long an answer to `subscribe` may take, milliseconds: catching up reads the log. */
const ANSWER_MS = 20_000;
/** How long an answer to a question may take, milliseconds: of a network that holds it nothing else is heard. */
const MANIFEST_MS = 20_000;
const PART_MS = 90_000;
/** Waits are made up to this much longer, so that many clients do not ask at once, milliseconds. */
const JITTER_MS = 250;

/** What a connection is made of besides the browser's own. */
export interface ConnectionParts {
  /** Where the server is; the page's own origin by default. */
  readonly origin?: string;
  readonly fetch?: typeof fetch;
  /** Options for Socket.IO beyond ours. */
  readonly socket?: LineOptions;
  /** Hears that the server is there, and its moment where it says so: every ten seconds, whatever else it has to say. */
  readonly beat?: (at: number | null) => void;
  /** Milliseconds that never go back; the page's own by default. */
  readonly now?: () => number;
  /** Hears faults: bytes that cannot be read. */
  readonly failed?: (error: unknown) => void;
}

type Denied = 'denied';

interface Follower {
  readonly feed: Feed;
  close(): void;
}

/** One socket to the server and the scopes that are followed over it. */
export class Connection {
  readonly #origin: string;
  readonly #fetch: typeof fetch;
  readonly #socket: Line;
  readonly #followers = new Map<string, Follower>();
  readonly #failed: (error: unknown) => void;
  readonly #now: () => number;

  constructor(parts: ConnectionParts = {}) {
    this.#origin = parts.origin ?? '';
    this.#fetch = parts.fetch ?? fetch.bind(globalThis);
    this.#failed = parts.failed ?? ((error) => console.error(error));
    this.#socket = openLine(parts.origin ?? '/', parts.socket);
    this.#now = parts.now ?? (() => performance.now());
    this.#socket.io.on('ping', () => parts.beat?.(null));
    this.#socket.on('pulse', (at) => parts.beat?.(at));
    this.#socket.on('connect', () => {
      parts.beat?.(null);
      this.#each((feed) => feed.connected(true));
    });
    this.#socket.on('disconnect', (reason) => {
      this.#each((feed) => feed.connected(false));
      // The server hung up: Socket.IO does not come back by itself.
      if (reason === 'io server disconnect') this.#socket.connect();
    });
    this.#socket.on('delta', (data) => this.#delta(data));
    this.#socket.on('advance', (news) => this.#followers.get(news.scope)?.feed.advanceCame(news));
    this.#socket.on('resync', (news) => this.#followers.get(news.scope)?.feed.resyncCame(news));
  }

  /**
   * Follows a scope from now on; `unfollow` ends it. Following it again replaces who listens. `given`: what the page shows
   * already, of a store at a place of its log.
   */
  follow(
    scope: Scope,
    listener: FeedListener,
    given?: { readonly store: string; readonly place: LogPlace }
  ): Feed {
    const text = formatScope(scope);
    this.unfollow(scope);
    const aborter = new AbortController();
    const feed: Feed = new Feed(
      text,
      this.#ports(scope, () => feed, aborter.signal),
      listener
    );
    const timer = setInterval(() => feed.tick(), 1_000);
    this.#followers.set(text, {
      feed,
      close: () => {
        clearInterval(timer);
        aborter.abort();
      }
    });
    if (this.#socket.connected) feed.connected(true);
    feed.start(given);
    return feed;
  }

  unfollow(scope: Scope): void {
    const text = formatScope(scope);
    const follower = this.#followers.get(text);
    if (!follower) return;
    follower.close();
    this.#followers.delete(text);
    if (this.#socket.connected) this.#socket.emit('unsubscribe', text);
  }

  /** Cuts the line and connects anew, for tests and for a device that wakes up. */
  reconnect(): void {
    this.#socket.disconnect().connect();
  }

  /** Tries a line that is lost at once, whatever it waits for: the network or the page came back. */
  hurry(): void {
    if (!this.#socket.connected) this.reconnect();
  }

  close(): void {
    for (const follower of this.#followers.values()) follower.close();
    this.#followers.clear();
    this.#socket.disconnect();
  }

  #ports(scope: Scope, feed: () => Feed, signal: AbortSignal): FeedPorts {
    const path = `${this.#origin}/api/v1/snapshots/${scopePath(scope)}`;
    const later = (wait: number, work: () => Promise<void>) => {
      const start = () => {
        if (!signal.aborted) work().catch((error: unknown) => this.#failed(error));
      };
      if (wait > 0) setTimeout(start, wait + Math.random() * JITTER_MS);
      else start();
    };
    return {
      now: this.#now,
      fetchManifest: ({ held, wait }) =>
        later(wait, async () => {
          const query = held.length > 0 ? `?held=${held.join(',')}` : '';
          const manifest = await this.#manifest(`${path}${query}`, signal);
          if (signal.aborted) return;
          if (manifest === 'denied') feed().denied();
          else feed().manifestCame(manifest);
        }),
      fetchPart: ({ period, at, fresh, wait, asking }) =>
        later(wait, async () => {
          const bytes = await this.#part(path, period, at, fresh, signal);
          if (signal.aborted) return;
          if (bytes === 'denied') feed().denied();
          else feed().partCame(period, bytes, asking);
        }),
      subscribe: ({ position, store, held, token }) => {
        const request = { scope: formatScope(scope), position, store, held };
        this.#socket
          .timeout(ANSWER_MS)
          .emit('subscribe', request, (late: Error | null, answer: SubscribeAnswer) => {
            if (signal.aborted) return;
            if (late) feed().unanswered(token);
            else feed().answered(token, answer);
          });
      }
    };
  }

  #manifest(path: string, signal: AbortSignal): Promise<Manifest | Denied | null> {
    const options = { signal: AbortSignal.any([signal, AbortSignal.timeout(MANIFEST_MS)]) };
    return this.#get(
      path,
      { ...options, cache: 'no-store' },
      async (answer) => (await answer.json()) as Manifest
    );
  }

  #part(
    path: string,
    period: Period,
    at: string | null,
    fresh: boolean,
    signal: AbortSignal
  ): Promise<Uint8Array | Denied | null> {
    const query = at === null ? '' : `?at=${at}`;
    const options = { signal: AbortSignal.any([signal, AbortSignal.timeout(PART_MS)]) };
    return this.#get(
      `${path}/${formatPeriod(period)}${query}`,
      { ...options, cache: fresh ? 'reload' : 'default' },
      async (answer) => new Uint8Array(await answer.arrayBuffer())
    );
  }

  /** What is read from the answer; `denied` where it is not for whoever asks; null where none came whole, or a refusal. */
  async #get<T>(
    url: string,
    options: RequestInit,
    read: (answer: Response) => Promise<T>
  ): Promise<T | Denied | null> {
    try {
      const answer = await this.#fetch(url, options);
      if (answer.status === 401 || answer.status === 403) return 'denied';
      return answer.ok ? await read(answer) : null;
    } catch {
      return null;
    }
  }

  #delta(data: Uint8Array | ArrayBuffer): void {
    // Browsers hand binary over as an ArrayBuffer, whatever was sent.
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
    try {
      this.#followers.get(decodeHead(bytes).scope)?.feed.deltaCame(bytes);
    } catch (error) {
      this.#failed(error);
    }
  }

  #each(work: (feed: Feed) => void): void {
    for (const { feed } of this.#followers.values()) work(feed);
  }
}
