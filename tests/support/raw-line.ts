import { io } from 'socket.io-client';
import {
  LIVE_PATH,
  type Advance,
  type ResyncReason,
  type SubscribeAnswer
} from '../../src/lib/wire/events.ts';
import { decodeHead } from '../../src/lib/wire/rows.ts';
import { formatScope, type Scope } from '../../src/lib/wire/scope.ts';
import type { LiveServer } from './live-server.ts';

/** A socket without our own client behind it. */
export interface RawLine {
  /** Resolves when the server has let it in. */
  connected(): Promise<void>;
  /** What was said, in its order: deltas and advances by their positions. */
  readonly said: readonly {
    readonly what: 'delta' | 'advance';
    readonly from: number;
    readonly to: number;
  }[];
  subscribe(
    scope: Scope,
    position: number,
    resynced?: (reason: ResyncReason) => void
  ): Promise<SubscribeAnswer>;
  close(): void;
}

/** Opens a socket to a live server with headers of one's own; the caller closes it. */
export function openRawLine(server: LiveServer, headers: Record<string, string> = {}): RawLine {
  const socket = io(server.origin, {
    path: LIVE_PATH,
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true
  });
  const said: { what: 'delta' | 'advance'; from: number; to: number }[] = [];
  socket.on('advance', ({ from, to }: Advance) => said.push({ what: 'advance', from, to }));
  socket.on('delta', (bytes: Uint8Array) => {
    const head = decodeHead(bytes);
    if (head.kind === 'delta') said.push({ what: 'delta', from: head.from, to: head.to });
  });
  return {
    said,
    connected: () =>
      new Promise((resolve, reject) => {
        if (socket.connected) return resolve();
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      }),
    async subscribe(scope, position, resynced) {
      if (resynced) socket.once('resync', ({ reason }: { reason: ResyncReason }) => resynced(reason));
      const request = { scope: formatScope(scope), position, store: server.publisher.store };
      return (await socket.timeout(5_000).emitWithAck('subscribe', request)) as SubscribeAnswer;
    },
    close: () => socket.disconnect()
  };
}
