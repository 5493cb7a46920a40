import type { Socket } from 'socket.io';

/** What of a connection a backlog reads. */
type Connection = Socket['conn'];

/** How many bytes wait for one client: handed to its connection and not yet taken by the network. */
export class Backlog {
  readonly #connection: Connection;
  #waiting = 0;
  #handed = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.on('packetCreate', (packet: { data?: unknown }) => (this.#waiting += sizeOf(packet.data)));
    connection.on('flush', () => {
      // A flush begins when the network has taken what was handed over before.
      this.#handed = this.#waiting;
      this.#waiting = 0;
    });
  }

  get bytes(): number {
    return this.#connection.transport.writable ? this.#waiting : this.#waiting + this.#handed;
  }
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return ArrayBuffer.isView(data) || data instanceof ArrayBuffer ? data.byteLength : 0;
}
