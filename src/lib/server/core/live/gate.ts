import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server, Socket } from 'socket.io';
import { LIVE_PATH } from '../../../wire/events.ts';
import { neighbourhoodOf } from '../auth/address.ts';
import { Budgets } from './budget.ts';
import { isSameOrigin, Open } from './entrance.ts';
import type { HubLimits } from './limits.ts';
import { Line } from './line.ts';

/** Connections and the server of them, as Socket.IO has them. */
type Connection = Socket['conn'];
type Engine = Server['engine'];

/** Tokens: a handshake; a request that carries packets; and every so many bytes of whatever is sent. */
const HANDSHAKE = 10;
const POST = 2;
const BYTES_A_TOKEN = 64;
/** What a request of unknown length is taken for, bytes. */
const UNKNOWN_LENGTH = 16 * 1024;

/** What a gate stands on. */
export interface GateParts {
  readonly limits: HubLimits;
  /** The address under which people reach the program; null where it is the one that they ask. */
  readonly origin: string | null;
  readonly addressOf: (request: IncomingMessage) => string;
  /** Whom a handshake's credentials make it of (`account:…`), null for nobody in particular. */
  readonly holderOf: (request: IncomingMessage) => Promise<string | null>;
  readonly failed: (error: unknown) => void;
}

/**
 * Who may open a socket, and how much a socket and a caller may send over it, whatever it is: packets of either
 * transport, frames that are no packets, bytes. A caller is an account, a key or a screen, else an address.
 */
export class Gate {
  readonly #parts: GateParts;
  readonly #budgets: Budgets;
  readonly #handshakes: Open;
  /** Callers of handshakes that were let in. */
  readonly #callers = new WeakMap<IncomingMessage, string>();
  /** The ids of sessions by the handshakes that they began with. */
  readonly #ids = new WeakMap<IncomingMessage, string>();
  /** Lines by the session's id, while it is open, and by the network's socket, for good. */
  readonly #lines = new Map<string, Line>();
  readonly #bySocket = new WeakMap<Duplex, Line>();

  constructor(parts: GateParts) {
    this.#parts = parts;
    const { sendingPerCaller, socketsPerAddress, handshakesPerAddress } = parts.limits;
    this.#budgets = new Budgets(sendingPerCaller);
    this.#handshakes = new Open(socketsPerAddress + handshakesPerAddress);
  }

  /** Watches over an HTTP server's upgrades and over the engine behind it. */
  guard(http: HttpServer, engine: Engine): void {
    // Before the engine hears of it: nothing is read of a WebSocket that was not counted.
    http.prependListener('upgrade', (request, socket) => {
      if (request.url?.startsWith(`${LIVE_PATH}/`)) this.#count(request, socket);
    });
    engine.generateId = (request: IncomingMessage) => {
      const id = randomBytes(15).toString('base64url');
      this.#ids.set(request, id);
      return id;
    };
    engine.use((request: IncomingMessage, _response: unknown, next: (error?: Error) => void) => {
      const line = request.method === 'POST' ? this.#lines.get(sidOf(request)) : undefined;
      const length = Number(request.headers['content-length'] ?? UNKNOWN_LENGTH);
      next(line && !line.spend(POST + length / BYTES_A_TOKEN) ? new Error('too-many') : undefined);
    });
    engine.on('connection', (connection: Connection) => this.#open(connection));
  }

  /** Lets a handshake go on, or says why not. */
  async admit(request: IncomingMessage): Promise<'origin' | 'too-many' | 'unavailable' | null> {
    if (!isSameOrigin(request, this.#parts.origin)) return 'origin';
    let caller: string;
    try {
      caller = (await this.#parts.holderOf(request)) ?? this.#addressed(request);
    } catch (error) {
      this.#parts.failed(error);
      return 'unavailable';
    }
    const budget = this.#budgets.of(caller);
    if (budget.left < HANDSHAKE || !this.#handshakes.hasRoom(caller)) return 'too-many';
    budget.spend(HANDSHAKE);
    this.#callers.set(request, caller);
    return null;
  }

  /** Who has opened a connection. */
  callerOf({ request }: Connection): string {
    return this.#callers.get(request) ?? this.#addressed(request);
  }

  /** What a connection sends. */
  lineOf(connection: Connection): Line {
    return this.#lines.get(this.#idOf(connection)) ?? this.#newLine(this.callerOf(connection));
  }

  #open(connection: Connection): void {
    const caller = this.callerOf(connection);
    const leave = this.#handshakes.enter(caller);
    const network = connection.request.socket;
    const isNetwork = connection.transport.name === 'websocket';
    const line = (isNetwork && this.#bySocket.get(network)) || this.#newLine(caller);
    const id = this.#idOf(connection);
    this.#lines.set(id, line);
    if (isNetwork) this.#bySocket.set(network, line);
    line.endsBy(() => {
      connection.close(true);
      if (isNetwork) network.destroy();
    });
    connection.once('close', () => {
      this.#lines.delete(id);
      leave?.();
    });
    connection.on('packet', (packet: { type: string; data?: unknown }) => {
      if (line.spend(1) && isForeign(packet)) line.end();
    });
    // It came while others did.
    if (!leave || line.isEnded) connection.close(true);
  }

  /** Counts every chunk that comes over a WebSocket before anybody reads it. */
  #count(request: IncomingMessage, socket: Duplex): void {
    const sid = sidOf(request);
    const first = this.#newLine(this.#addressed(request));
    this.#bySocket.set(socket, first);
    socket.on('data', (chunk: Buffer) => {
      const line = this.#lines.get(sid) ?? this.#bySocket.get(socket) ?? first;
      if (!line.spend(1 + chunk.length / BYTES_A_TOKEN)) socket.destroy();
    });
  }

  #idOf({ request }: Connection): string {
    return this.#ids.get(request) ?? '';
  }

  #newLine(caller: string): Line {
    return new Line(this.#parts.limits.sending, this.#budgets.of(caller));
  }

  #addressed(request: IncomingMessage): string {
    return `address:${neighbourhoodOf(this.#parts.addressOf(request))}`;
  }
}

/** What no client of ours sends: binary packets, and Socket.IO's that announce some. */
function isForeign({ type, data }: { readonly type: string; readonly data?: unknown }): boolean {
  return type === 'message' && (typeof data !== 'string' || data.startsWith('5') || data.startsWith('6'));
}

function sidOf({ url }: IncomingMessage): string {
  return URL.parse(url ?? '', 'http://localhost')?.searchParams.get('sid') ?? '';
}
