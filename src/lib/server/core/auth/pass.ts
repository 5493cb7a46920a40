import type { Principal } from '../../../domain/access.ts';
import type { Visit } from './visit.ts';

/** Who sits at an open socket, as of now. */
export class Pass {
  #visit: Visit;
  #listener: (() => void) | null = null;
  readonly #leave: (pass: Pass) => void;

  constructor(visit: Visit, leave: (pass: Pass) => void) {
    this.#visit = visit;
    this.#leave = leave;
  }

  get principal(): Principal {
    return this.#visit.principal;
  }

  get visit(): Visit {
    return this.#visit;
  }

  /** Calls back when the rights may have become others. */
  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  /** Takes what it has become and says so. */
  renew(visit: Visit): void {
    this.#visit = visit;
    this.#listener?.();
  }

  /** The socket is gone. */
  close(): void {
    this.#listener = null;
    this.#leave(this);
  }
}
