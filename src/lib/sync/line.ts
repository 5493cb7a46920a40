import { io, type Socket } from 'socket.io-client';
import { keep, kept } from '../device/storage.ts';
import { LIVE_PATH, type ClientEvents, type ServerEvents } from '../wire/events.ts';

/**
 * How a line is opened. `direct`: a WebSocket, polling where it is refused. `careful`: polling, and a WebSocket beside
 * it that takes over once it is proven. `polling`: nothing else.
 */
type Way = 'direct' | 'careful' | 'polling';

const TRANSPORTS: Readonly<Record<Way, readonly string[]>> = {
  direct: ['websocket', 'polling'],
  careful: ['polling', 'websocket'],
  polling: ['polling']
};

/** How long a line may take to open, milliseconds. A network that holds a WebSocket answers nothing, ever. */
const OPEN_MS: Readonly<Record<Way, number>> = { direct: 3_500, careful: 10_000, polling: 20_000 };
/** A WebSocket that fell silent sooner than this after it was opened is held rather than broken, milliseconds. */
const STOOD_MS = 60_000;
/**
 * A program that is started anew is back within a minute: for so long a lost line is tried again every second, then
 * every 15, milliseconds.
 */
const BRISK_FOR_MS = 60_000;
const BRISK_MS = 1_000;
const CALM_MS = 15_000;
/** The way that worked, for as long as the browser's session. */
const WAY = 'mangluoi.line';

/** A socket to the server, as our pages use it. */
export type Line = Socket<ServerEvents, ClientEvents>;

/** What tests set otherwise. */
export interface LineOptions {
  readonly transports?: ('websocket' | 'polling')[];
  readonly reconnectionDelayMax?: number;
}

/**
 * Opens a line to the server, which comes back by itself for as long as it is not closed. Where a WebSocket is held it
 * is left for polling, and that is remembered for the session (docs/design/clocks-and-lines.md).
 */
export function openLine(origin: string, options: LineOptions = {}): Line {
  const way = remembered();
  const line: Line = io(origin, {
    path: LIVE_PATH,
    transports: [...TRANSPORTS[way]],
    tryAllTransports: true,
    timeout: OPEN_MS[way],
    reconnectionDelay: 500,
    reconnectionDelayMax: BRISK_MS,
    ...options
  });
  if (!options.transports) followWay(line, way);
  if (options.reconnectionDelayMax === undefined) calmDown(line);
  return line;
}

/** Tries less often what has been away for long. */
function calmDown({ io: manager }: Line): void {
  let lostAt = performance.now();
  manager.on('close', () => {
    lostAt = performance.now();
    manager.reconnectionDelayMax(BRISK_MS);
  });
  manager.on('reconnect_attempt', () => {
    if (performance.now() - lostAt > BRISK_FOR_MS) manager.reconnectionDelayMax(CALM_MS);
  });
}

/** Leaves a way that is held for one that may not be. */
function followWay({ io: manager }: Line, first: Way): void {
  let way = first;
  /** Since when a WebSocket has stood, and how often one fell silent soon after. */
  let [since, silenced] = [Infinity, 0];
  const turn = (next: Way) => {
    way = next;
    keep('session', WAY, next);
    manager.opts.transports = [...TRANSPORTS[next]];
    manager.timeout(OPEN_MS[next]);
  };
  manager.on('open', () => {
    const { engine } = manager;
    since = engine.transport.name === 'websocket' ? performance.now() : Infinity;
    engine.on('upgrade', () => (since = performance.now()));
  });
  manager.on('error', ({ message }) => {
    // Nothing was refused, so nothing else was tried: a line that is held says nothing at all.
    if (message === 'timeout') turn(way === 'direct' ? 'careful' : 'direct');
  });
  manager.on('close', (reason) => {
    const stood = performance.now() - since;
    if (since === Infinity) {
      // Answers to polling are held: a WebSocket may do.
      if (reason === 'ping timeout') turn('direct');
    } else if (stood >= STOOD_MS) {
      silenced = 0;
      if (way !== 'direct') turn('direct');
    } else if (reason === 'ping timeout') {
      silenced += 1;
      if (way === 'careful' || silenced > 1) turn('polling');
    }
  });
}

function remembered(): Way {
  const way = kept('session', WAY);
  return way === 'careful' || way === 'polling' ? way : 'direct';
}
