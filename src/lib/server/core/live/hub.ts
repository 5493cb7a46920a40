import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import {
  LIVE_PATH,
  type Advance,
  type ClientEvents,
  type ResyncReason,
  type ServerEvents
} from '../../../wire/events.ts';
import type { Few } from '../../../domain/few.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { Principal } from '../../../domain/access.ts';
import type { Scope } from '../../../wire/scope.ts';
import type { Change } from '../snapshot/fold.ts';
import type { Publisher } from '../snapshot/publish.ts';
import type { ScopeView } from '../snapshot/scope-view.ts';
import { CatchUp, type ReadableLog } from './catch-up.ts';
import { Channel } from './channel.ts';
import { Open } from './entrance.ts';
import { Gate } from './gate.ts';
import { HUB_LIMITS, type HubLimits } from './limits.ts';
import { NewsRoom } from './news-room.ts';
import { Viewer } from './viewer.ts';
import type { HubPass, ViewerHub } from './viewer-hub.ts';

/** How often everybody hears from the server, milliseconds. */
const PULSE_MS = 10_000;

/** What a handshake carries that tells who connects. */
interface HandshakeCredentials {
  readonly header: (name: string) => string | null;
  readonly address: string;
}

/** What the hub is joined to. */
export interface HubParts {
  readonly publisher: Publisher;
  readonly log: ReadableLog;
  /** Who connects, by what the handshake carries, kept up to date until it is closed. */
  passOf(credentials: HandshakeCredentials): Promise<HubPass>;
  /** Whose a handshake is (`account:…`), null for nobody in particular; where absent all are nobody's. */
  holderOf?(credentials: HandshakeCredentials): Promise<string | null>;
  /** Whether somebody may read a scope, now. */
  mayRead(principal: Principal, scope: Scope): boolean;
  /** Whether somebody is told counts of a few persons in a unit's subtree, now (RULES 17); where absent they are. */
  fewIn?(principal: Principal, unit: UnitKey): Few;
  /** The address under which people reach the program; null where it is the one that they ask. */
  readonly origin: string | null;
  readonly limits?: Partial<HubLimits>;
  /** Milliseconds UTC; the clock by default. */
  readonly now?: () => number;
  /** Who is counted as one; the peer's address by default. */
  readonly addressOf?: (request: IncomingMessage) => string;
  /** Hears what went wrong while serving a client. */
  readonly failed?: (error: unknown) => void;
}

/** What the hub has done since it was attached. */
export interface HubCounts {
  sockets: number;
  deltas: number;
  deltaBytes: number;
  advances: number;
  resyncs: Record<ResyncReason, number>;
}

/** Who watches which scope, and the deltas to them. */
export class Hub implements ViewerHub {
  readonly counts: HubCounts = {
    sockets: 0,
    deltas: 0,
    deltaBytes: 0,
    advances: 0,
    resyncs: { store: 0, structure: 0, period: 0, far: 0, slow: 0 }
  };
  readonly publisher: Publisher;
  readonly catchUp: CatchUp;
  readonly log: ReadableLog;
  readonly limits: HubLimits;
  readonly now: () => number;
  readonly mayRead: (principal: Principal, scope: Scope) => boolean;
  readonly fewIn: (principal: Principal, unit: UnitKey) => Few;
  readonly news: NewsRoom;
  readonly gate: Gate;
  readonly #io: Server<ClientEvents, ServerEvents>;
  readonly #viewers = new Map<string, Viewer>();
  readonly #passes = new Map<string, HubPass>();
  readonly #channels = new Map<string, Channel>();
  readonly #failed: (error: unknown) => void;
  readonly #pulse: NodeJS.Timeout;

  constructor(http: HttpServer, parts: HubParts) {
    this.publisher = parts.publisher;
    this.limits = { ...HUB_LIMITS, ...parts.limits };
    this.now = parts.now ?? Date.now;
    this.mayRead = (principal, scope) => parts.mayRead(principal, scope);
    this.fewIn = (principal, unit) => parts.fewIn?.(principal, unit) ?? 'told';
    this.log = parts.log;
    this.catchUp = new CatchUp(parts.log, parts.publisher.fold);
    this.#failed = parts.failed ?? (() => undefined);
    this.news = new NewsRoom(parts.publisher, (room, news) => this.#io.to(room).emit('news', news));
    const addressOf = parts.addressOf ?? ((request) => request.socket.remoteAddress ?? '');
    const credentialsOf = (request: IncomingMessage): HandshakeCredentials => ({
      header: (name) => [request.headers[name] ?? []].flat().join('; ') || null,
      address: addressOf(request)
    });
    this.gate = new Gate({
      limits: this.limits,
      origin: parts.origin,
      addressOf,
      holderOf: async (request) => (await parts.holderOf?.(credentialsOf(request))) ?? null,
      failed: this.#failed
    });
    this.#io = new Server(http, {
      path: LIVE_PATH,
      serveClient: false,
      perMessageDeflate: false,
      // A viewer that hears nothing for longer than this and a little says so: keep it below the board's own patience.
      pingInterval: PULSE_MS,
      httpCompression: false,
      maxHttpBufferSize: 16 * 1024,
      // Whoever has not joined by then is let go.
      connectTimeout: 10_000,
      allowRequest: (request, allow) =>
        void this.gate.admit(request).then((refusal) => allow(refusal, refusal === null))
    });
    this.gate.guard(http, this.#io.engine);
    const joined = new Open(this.limits.socketsPerAddress);
    const asked = new WeakSet<Socket['conn']>();
    this.#io.use((socket, next) => {
      // One connection joins once; another packet that asks for it is no client's of ours.
      if (asked.has(socket.conn)) return this.gate.lineOf(socket.conn).end();
      asked.add(socket.conn);
      const leave = joined.enter(this.gate.callerOf(socket.conn));
      if (!leave) return next(new Error('too-many'));
      socket.conn.once('close', leave);
      parts.passOf(credentialsOf(socket.request)).then(
        (pass) => {
          if (socket.conn.readyState !== 'open') return pass.close();
          this.#passes.set(socket.id, pass);
          socket.conn.once('close', () => this.#dismiss(socket.id, pass));
          next();
        },
        (error: unknown) => {
          this.#failed(error);
          // Whose connection breaks comes back by itself; who is refused does not.
          socket.conn.close();
        }
      );
    });
    this.#io.on('connection', (socket) => this.#welcome(socket));
    this.#pulse = setInterval(() => this.#io.emit('pulse', this.now()), PULSE_MS).unref();
  }

  /** Tells everybody what the fold has changed; must hear every change, after the publisher has. */
  tell(change: Change): void {
    this.news.hear(change);
    if (change.structure || change.opened) {
      const reason = change.structure ? 'structure' : 'period';
      for (const { view } of [...this.#channels.values()]) this.#resync(view, reason);
      return;
    }
    for (const channel of [...this.#channels.values()]) channel.hear(change);
  }

  /** How many scopes are watched. */
  get channels(): number {
    return this.#channels.size;
  }

  /** Brings the stream of a scope up to the fold's position, so that somebody can join it there. */
  bringUp(view: ScopeView): void {
    this.#channels.get(view.key)?.speak();
    // What was said may have been that everybody must start anew, which ends the stream.
    if (this.#channels.has(view.key)) return;
    this.#channels.set(view.key, new Channel(view, this.publisher, this.#speaker, this.limits, this.now));
  }

  /** Notes that somebody no longer watches a view, by its key; its stream ends with the last. */
  left(key: string): void {
    if (this.#io.sockets.adapter.rooms.get(key)?.size) return;
    this.#channels.get(key)?.close();
    this.#channels.delete(key);
  }

  /** Hears what went wrong while serving a client. */
  failed(error: unknown): void {
    this.#failed(error);
  }

  /** Disconnects everybody; the HTTP server stays. */
  async close(): Promise<void> {
    clearInterval(this.#pulse);
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
    this.news.close();
    for (const viewer of this.#viewers.values()) viewer.close();
    this.#io.disconnectSockets(true);
    // Closing the Socket.IO server would close the HTTP server with it, which others still use.
    this.#io.engine.close();
  }

  readonly #speaker = {
    delta: (view: ScopeView, bytes: Buffer) => {
      this.counts.deltas += 1;
      this.counts.deltaBytes += bytes.byteLength;
      this.#io.to(view.key).emit('delta', bytes);
      this.#watchQueues(view);
    },
    advance: (view: ScopeView, news: Advance) => {
      this.counts.advances += 1;
      this.#io.to(view.key).emit('advance', news);
    },
    far: (view: ScopeView) => this.#resync(view, 'far')
  };

  /** Ends a scope's stream for all who watch: they take the manifest anew and subscribe again. */
  #resync(view: ScopeView, reason: ResyncReason): void {
    for (const viewer of this.#viewersOf(view)) viewer.resync(view.text, reason);
    this.#channels.get(view.key)?.close();
    this.#channels.delete(view.key);
  }

  #watchQueues(view: ScopeView): void {
    for (const viewer of this.#viewersOf(view)) viewer.stallIfSlow();
  }

  #viewersOf(view: ScopeView): Viewer[] {
    const ids = [...(this.#io.sockets.adapter.rooms.get(view.key) ?? [])];
    return ids.flatMap((id) => this.#viewers.get(id) ?? []);
  }

  #dismiss(id: string, pass: HubPass): void {
    this.#passes.delete(id);
    pass.close();
  }

  #welcome(socket: Socket<ClientEvents, ServerEvents>): void {
    const pass = this.#passes.get(socket.id);
    // It left while it was found out who it is.
    if (!pass) return void socket.disconnect(true);
    socket.emit('pulse', this.now());
    const viewer = new Viewer(this, socket, pass, this.gate.lineOf(socket.conn));
    this.#viewers.set(socket.id, viewer);
    this.counts.sockets += 1;
    socket.on('disconnect', () => {
      this.#viewers.delete(socket.id);
      this.counts.sockets -= 1;
      viewer.close();
    });
  }
}

/** Serves the live stream on an HTTP server, at `/live`. */
export function attachHub(http: HttpServer, parts: HubParts): Hub {
  return new Hub(http, parts);
}
