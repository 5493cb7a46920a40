import type { Live } from '$lib/board/live.svelte.ts';

/** How long a connection may be away before the wall says so, milliseconds. */
const GRACE_MS = 8_000;

/** Why what is shown may not be what is: no connection, no right, or the next picture cannot be had. */
export type Staleness = 'lost' | 'refused' | 'old';

/**
 * How fresh the wall is. While the stream stands, what is shown is true of this very second; from the moment it does
 * not, `asOf` stands still and the wall says so after a short grace. Nothing stale is ever shown as fresh: all moments
 * are the server's, all spans the page's steady clock's, and after what may have been sleep the stream must be proven
 * anew (docs/design/clocks-and-lines.md).
 */
export class Freshness {
  readonly #live: Live;
  readonly #failedAt: () => number;
  /** The last second of which the picture was true, by the server's clock, milliseconds. */
  asOf = $state(0);

  /** `failedAt` says since when pictures cannot be had, by the page's steady clock; 0 where they can. */
  constructor(live: Live, failedAt: () => number, servedAt: number) {
    this.#live = live;
    this.#failedAt = failedAt;
    this.asOf = servedAt;
  }

  /** To be called once a second. */
  tick(): void {
    if (this.#live.connection !== 'live') return;
    // A line that died without a word still counts as standing for a while: what it said last is what is known.
    this.asOf = this.#stands ? this.#live.moment : this.#live.heardMoment;
  }

  readonly #stands: boolean = $derived.by(() => {
    const { connection, isSilent, unsure } = this.#live;
    return connection === 'live' && !isSilent && unsure === null;
  });

  /** The stream stands and is proven: what is shown is true of this second. */
  get stands(): boolean {
    return this.#stands;
  }

  /** The device may have slept: `span` is the least that has passed, and may be much more. */
  get isUnsure(): boolean {
    return !this.#stands && this.#live.unsure !== null;
  }

  /** How long the picture has surely not been known to be true, milliseconds. */
  readonly span: number = $derived.by(() => {
    const { now, moment, unsure } = this.#live;
    const failed = this.#failedAt();
    const silent = this.#stands ? 0 : Math.max(0, moment - this.asOf - (unsure?.leapt ?? 0));
    return Math.max(silent, failed === 0 ? 0 : now - failed);
  });

  /** Null while all is well, and within the grace. */
  readonly staleness: Staleness | null = $derived.by(() => {
    if (this.#live.connection === 'refused') return 'refused';
    if (this.span <= GRACE_MS) return null;
    return this.#stands ? 'old' : 'lost';
  });
}
