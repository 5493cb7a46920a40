import type { IncomingMessage } from 'node:http';

/**
 * Whether a handshake comes from our own pages. Browsers do not keep other sites from opening a WebSocket, so the
 * `Origin` decides: it must be the configured one, or that of the host that was asked. Programs send none.
 */
export function isSameOrigin(request: IncomingMessage, origin: string | null): boolean {
  const claimed = request.headers.origin;
  if (claimed === undefined) return true;
  if (origin !== null) return claimed === origin;
  return URL.parse(claimed)?.host === request.headers.host;
}

/** Counts sockets by address. */
export class Addresses {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether one more may come; answers how it leaves, or null. */
  enter(address: string): (() => void) | null {
    const open = this.#open.get(address) ?? 0;
    if (open >= this.#most) return null;
    this.#open.set(address, open + 1);
    return () => {
      const left = (this.#open.get(address) ?? 1) - 1;
      if (left > 0) this.#open.set(address, left);
      else this.#open.delete(address);
    };
  }
}
