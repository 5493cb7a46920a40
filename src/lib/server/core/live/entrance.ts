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

/** Counts what is open of each caller. */
export class Open {
  readonly #most: number;
  readonly #of = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether one more may come. */
  hasRoom(caller: string): boolean {
    return (this.#of.get(caller) ?? 0) < this.#most;
  }

  /** Counts one more; answers how it leaves, or null where there are as many as may be. */
  enter(caller: string): (() => void) | null {
    if (!this.hasRoom(caller)) return null;
    this.#of.set(caller, (this.#of.get(caller) ?? 0) + 1);
    return () => {
      const left = (this.#of.get(caller) ?? 1) - 1;
      if (left > 0) this.#of.set(caller, left);
      else this.#of.delete(caller);
    };
  }
}
