import type { Live } from '$lib/board/live.svelte.ts';

/** How long a connection may be away before the wall says so, milliseconds. */
const GRACE_MS = 8_000;

/** Why what is shown may not be what is: no connection, no right, or the next picture cannot be had. */
export type Staleness = 'lost' | 'refused' | 'old';

/**
 * How fresh the wall is. While the stream stands, what is shown is true of this very second; from the moment it does
 * not, `asOf` stands still and the wall says so after a short grace. Nothing stale is ever shown as fresh.
 */
export class Freshness {
  readonly #live: Live;
  readonly #failedAt: () => number;
  /** The last second of which the picture was true, by the server's clock, milliseconds. */
  asOf = $state(0);

  /** `failedAt` says since when pictures cannot be had, by this device's clock; 0 where they can. */
  constructor(live: Live, failedAt: () => number, servedAt: number) {
    this.#live = live;
    this.#failedAt = failedAt;
    this.asOf = servedAt;
  }

  /** To be called once a second. */
  tick(): void {
    const { connection, isSilent, silence } = this.#live;
    if (connection !== 'live') return;
    // A line that died without a word still counts as standing for a while: what it said last is what is known.
    if (isSilent) this.asOf = this.#live.serverNow() - silence;
    else this.asOf = Math.max(this.asOf, this.#live.serverNow());
  }

  readonly #stands: boolean = $derived.by(() => this.#live.connection === 'live' && !this.#live.isSilent);

  /** How long the picture has not been known to be true, milliseconds. */
  readonly span: number = $derived.by(() => {
    const { now } = this.#live;
    const failed = this.#failedAt();
    const silent = this.#stands ? 0 : Math.max(0, this.#live.serverNow() - this.asOf);
    return Math.max(silent, failed === 0 ? 0 : now - failed);
  });

  /** Null while all is well, and within the grace. */
  readonly staleness: Staleness | null = $derived.by(() => {
    const { connection } = this.#live;
    if (connection === 'refused') return 'refused';
    if (this.span <= GRACE_MS) return null;
    return this.#stands ? 'old' : 'lost';
  });
}
