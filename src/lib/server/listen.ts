import type { Server } from 'node:http';
import { networkInterfaces } from 'node:os';

/** Listens on the configured host and port (0: any free one). @throws what the system says, EADDRINUSE for one */
export function listen(http: Server, place: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(place.port, place.host, () => {
      http.off('error', reject);
      resolve();
    });
  });
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
