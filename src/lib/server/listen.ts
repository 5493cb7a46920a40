import type { Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'cổng đang có chương trình khác dùng, hãy chọn PORT khác / the port is taken, choose another PORT',
  EACCES: 'không được phép dùng cổng này, hãy chọn PORT khác / the port is not allowed, choose another PORT',
  EADDRNOTAVAIL: 'HOST không phải địa chỉ của máy này / HOST is no address of this machine',
  ENOTFOUND: 'HOST không phải địa chỉ của máy này / HOST is no address of this machine'
};

/** How long requests that are under way are still read once the server stops, milliseconds. */
const LAST_READ_MS = 250;

/** The host and port cannot be listened on; the message is for people. */
export class CannotListen extends Error {
  constructor({ host, port }: { host: string; port: number }, cause: NodeJS.ErrnoException) {
    super(`HOST = ${host}, PORT = ${port}: ${WHY[cause.code ?? ''] ?? cause.message}`, { cause });
    this.name = 'CannotListen';
  }
}

/** Listens on the configured host and port (0: any free one). @throws CannotListen */
export function listen(http: Server, place: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(new CannotListen(place, error));
    http.once('error', failed);
    http.listen(place.port, place.host, () => {
      http.off('error', failed);
      resolve();
    });
  });
}

/**
 * Takes no more connections and resolves when those open have had their answer, or when `patience` milliseconds are
 * over: then they are cut.
 */
export async function drain(http: Server, patience: number): Promise<void> {
  // Who keeps a connection open would ask again on it, and again.
  http.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
  // Requests that have come and were not read yet would be cut with the idle connections.
  await delay(LAST_READ_MS);
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  const idle = setInterval(() => http.closeIdleConnections(), 50);
  const late = setTimeout(() => http.closeAllConnections(), patience);
  await Promise.race([closed, delay(patience + 200, undefined, { ref: false })]);
  clearInterval(idle);
  clearTimeout(late);
}

/** The addresses at which a listening server can be reached, this machine's own first. */
export function addressesOf(http: Server): string[] {
  const place = http.address();
  if (place === null || typeof place === 'string') return [];
  const everywhere = place.address === '::' || place.address === '0.0.0.0';
  const hosts = everywhere
    ? ['localhost', ...lanHosts()]
    : [place.family === 'IPv6' ? `[${place.address}]` : place.address];
  return hosts.map((host) => `http://${host}:${place.port}`);
}

function lanHosts(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((face) => face.family === 'IPv4' && !face.internal)
    .map((face) => face.address);
}
