import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { LIVE_PATH } from '../../src/lib/wire/events.ts';

/** What became of a socket that sent as fast as it could. */
export interface Flooded {
  /** Milliseconds from its first frame until the server had ended it; null where it had not when the time was over. */
  readonly endedAfter: number | null;
  readonly bytes: number;
}

interface Task {
  readonly origin: string;
  readonly path: string;
  readonly hello: Uint8Array;
  readonly frames: Uint8Array;
  readonly ms: number;
}

/** A masked frame of RFC 6455 (5.2); `opcode` 1 text, 0 continuation, 2 binary, 9 ping. */
export function frame(payload: string | Uint8Array, opcode = 1, isFinal = true): Buffer {
  const body = Buffer.from(payload);
  const mask = randomBytes(4);
  const first = (isFinal ? 0x80 : 0) | opcode;
  const head =
    body.length < 126
      ? Buffer.from([first, 0x80 | body.length])
      : Buffer.from([first, 0x80 | 126, body.length >> 8, body.length & 0xff]);
  body.forEach((byte, i) => (body[i] = byte ^ mask[i % 4]!));
  return Buffer.concat([head, mask, body]);
}

/**
 * Opens a WebSocket by hand in a thread of its own, joins, and sends a run of frames again and again without waiting,
 * for so many milliseconds or until the server ends it.
 */
export function flood(origin: string, frames: readonly Buffer[], ms = 3_000): Promise<Flooded> {
  const task: Task = {
    origin,
    path: `${LIVE_PATH}/?EIO=4&transport=websocket`,
    hello: frame('40'),
    frames: Buffer.concat(Array.from({ length: 40 }, () => Buffer.concat(frames))),
    ms
  };
  const code = `
    const { parentPort, workerData: t } = require('node:worker_threads');
    const { connect } = require('node:net');
    const at = new URL(t.origin);
    const socket = connect(Number(at.port), at.hostname);
    let heard = '', bytes = 0, from = null, done = false;
    const end = (endedAfter) => { if (done) return; done = true; parentPort.postMessage({ endedAfter, bytes }); socket.destroy(); };
    socket.on('error', () => undefined);
    socket.on('close', () => end(from === null ? 0 : performance.now() - from));
    socket.on('data', (data) => {
      if (from !== null) return;
      heard += data.toString('latin1');
      if (heard.includes('pingInterval') && !heard.includes('40{')) socket.write(t.hello);
      if (!heard.includes('40{')) return;
      from = performance.now();
      setTimeout(() => end(null), t.ms);
      pour();
    });
    function pour() {
      if (done) return;
      bytes += t.frames.length;
      if (socket.write(t.frames)) setImmediate(pour); else socket.once('drain', pour);
    }
    socket.write('GET ' + t.path + ' HTTP/1.1\\r\\nHost: ' + at.host + '\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: ' + require('node:crypto').randomBytes(16).toString('base64') + '\\r\\n\\r\\n');
  `;
  const worker = new Worker(code, { eval: true, workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('message', (said: Flooded) => {
      resolve(said);
      void worker.terminate();
    });
    worker.once('error', reject);
  });
}

/** Opens a session over polling and answers its id, or the status of the refusal. */
export async function pollingHandshake(origin: string): Promise<string | number> {
  const answer = await fetch(`${origin}${LIVE_PATH}/?EIO=4&transport=polling`);
  const text = await answer.text();
  return /"sid":"([^"]+)"/.exec(text)?.[1] ?? answer.status;
}

/** Sends packets of a polling session in one request; answers its status. */
export async function pollingPost(origin: string, sid: string, packets: readonly string[]): Promise<number> {
  const answer = await fetch(`${origin}${LIVE_PATH}/?EIO=4&transport=polling&sid=${sid}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    body: packets.join('\x1e')
  });
  return answer.status;
}
