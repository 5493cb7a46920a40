/** What a page that comes back by itself needs of the browser around it. */
export interface HomecomingParts {
  /** Whether the server now has another build than this page. Rejects, or says no, where it cannot be reached. */
  readonly isNewer: () => Promise<boolean>;
  /** Whether the server takes reports and shows the newest position (`/readyz`). */
  readonly isReady: () => Promise<boolean>;
  /** Whether this page's own address is answered with a page, and with no refusal and no error. */
  readonly isThere: () => Promise<boolean>;
  readonly reload: () => void;
  /** Milliseconds that never go back while the page stands. */
  readonly now: () => number;
  /** How long ago this page reloaded itself because it had broken, milliseconds; Infinity where it never did. */
  readonly brokenFor: () => number;
  /** The page now reloads itself because it broke: to be kept over the reload. */
  readonly noteBreak: () => void;
}

/** How often the build is asked for, milliseconds. */
export const LOOK_MS = 60_000;
/** How often a server that is not ready is asked again, milliseconds. */
export const PROBE_MS = 3_000;
/** A page that breaks again and again is not reloaded more often than this, milliseconds. */
export const BREAK_MS = 300_000;
/** A page that is seen and draws no frame for this long is frozen, milliseconds. */
export const FROZEN_MS = 60_000;

/**
 * Brings a page that nobody touches back by itself: after a deploy, or where it has broken or frozen, it is loaded anew.
 * The picture stays until the server says that it is ready and answers the page itself, so that a reload never ends on an
 * error that nobody is there to leave. To be told that time has passed (`look`), that something broke (`broke`).
 */
export class Homecoming {
  readonly #parts: HomecomingParts;
  #wants: 'build' | 'break' | null = null;
  #busy = false;
  #gone = false;
  #lookAt = 0;

  constructor(parts: HomecomingParts) {
    this.#parts = parts;
  }

  /** Why the page waits for the server in order to load anew; null where it does not. */
  get wants(): 'build' | 'break' | null {
    return this.#wants;
  }

  /** The connection came back, or a file of this build is gone: the build is asked for at once. */
  suspect(): void {
    this.#lookAt = 0;
  }

  /** Something broke in this page: it is loaded anew, unless it was just for the same reason. */
  broke(): void {
    if (this.#wants === null && this.#parts.brokenFor() >= BREAK_MS) this.#wants = 'break';
  }

  /** Time has passed: looks for another build now and then, and loads the page anew once it may. */
  async look(): Promise<void> {
    if (this.#busy || this.#gone) return;
    this.#busy = true;
    try {
      await this.#look();
    } catch {
      // Nobody answers: the picture stays, and it is asked again.
    } finally {
      this.#busy = false;
    }
  }

  async #look(): Promise<void> {
    const { isNewer, isReady, isThere, now, noteBreak, reload } = this.#parts;
    if (this.#wants === null) {
      if (now() < this.#lookAt) return;
      this.#lookAt = now() + LOOK_MS;
      if (!(await isNewer())) return;
      this.#wants = 'build';
    }
    if (!(await isReady()) || !(await isThere())) return;
    this.#gone = true;
    if (this.#wants === 'break') noteBreak();
    reload();
  }
}
