import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { LIVE_PATH } from '../../src/lib/wire/events.ts';

/** A WebSocket spoken by hand over TCP, so that a test can stop reading it as a stalled phone does. */
export class DeafViewer {
  readonly #socket: Socket;
  #heard = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data: Buffer) => (this.#heard = Buffer.concat([this.#heard, data])));
  }

  /** Connects and joins the default namespace. */
  static async connect(origin: string): Promise<DeafViewer> {
    const { hostname, port, host } = new URL(origin);
    const socket = connect(Number(port), hostname);
    const viewer = new DeafViewer(socket);
    await once(socket, 'connect');
    socket.write(
      `GET ${LIVE_PATH}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\n` +
        `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`
    );
    await viewer.hears('"pingInterval"');
    viewer.#say('40');
    await viewer.hears('40{"sid"');
    return viewer;
  }

  async subscribe(request: { scope: string; position: number; store: string }): Promise<void> {
    this.ask(request);
    await this.hears('430[');
  }

  /** Subscribes without waiting for an answer. */
  ask(request: { scope: string; position: number; store: string }): void {
    this.#say(`420${JSON.stringify(['subscribe', request])}`);
  }

  /** Resolves when a text has come. */
  async hears(text: string): Promise<void> {
    while (!this.#heard.includes(text)) await once(this.#socket, 'data');
  }

  hasHeard(text: string): boolean {
    return this.#heard.includes(text);
  }

  stopReading(): void {
    this.#socket.pause();
  }

  readAgain(): void {
    this.#heard = Buffer.alloc(0);
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** One masked text frame of at most 65,535 bytes (RFC 6455, 5.2). */
  #say(text: string): void {
    const payload = Buffer.from(text);
    const mask = randomBytes(4);
    const head = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff]);
    payload.forEach((byte, i) => (payload[i] = byte ^ mask[i % 4]!));
    this.#socket.write(Buffer.concat([head, mask, payload]));
  }
}
