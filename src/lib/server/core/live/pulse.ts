import type { Position } from '../../../domain/position.ts';
import type { FeedHealth } from '../../../api/operations.ts';
import { orWhenUnavailable, StoreUnavailable } from '../store/outage.ts';
import type { HubCounts } from './hub.ts';

const KEPT_FAULTS = 20;
const KEPT_LAGS = 100;

/** What the feed's health is read from besides what was noted. */
export interface PulseParts {
  readonly position: () => Position;
  readonly head: () => Promise<Position>;
  readonly hub: () => { readonly counts: HubCounts; readonly channels: number };
}

/** How the feed from the log to the viewers has been since the program started. */
export class Pulse {
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #lags: number[] = [];
  readonly #faults: { at: number; where: string; what: string }[] = [];
  #faultsSeen = 0;
  #entries = 0;
  #lastAt = 0;
  #following = true;

  constructor(now: () => number) {
    this.#now = now;
    this.#startedAt = now();
  }

  /** A run of entries was folded and told; `at` is when the newest was received, milliseconds UTC. */
  told(entries: number, at: number): void {
    this.#following = true;
    this.#entries += entries;
    this.#lastAt = Math.max(this.#lastAt, at);
    this.#lags.push(Math.max(0, this.#now() - at));
    if (this.#lags.length > KEPT_LAGS) this.#lags.shift();
  }

  /** How many faults were noted since the start. */
  get faultsSeen(): number {
    return this.#faultsSeen;
  }

  /** What the log held at the start is folded: only from now on anything is new. */
  opened(lastAt: number): void {
    this.#lags.length = 0;
    this.#entries = 0;
    this.#lastAt = lastAt;
  }

  /** Something went wrong; `where` names the part of the program. */
  failed(where: string, error: unknown): void {
    if (where === 'following') this.#following = false;
    this.#faultsSeen += 1;
    // Words of an error may hold what is not for everybody who may see that there was one.
    const what = error instanceof Error ? error.name : typeof error;
    this.#faults.unshift({ at: this.#now(), where, what });
    if (this.#faults.length > KEPT_FAULTS) this.#faults.pop();
  }

  /** The log is read to its end, were it nothing new. */
  well(): void {
    this.#following = true;
  }

  /** The store does not answer, or answers again. */
  reached(isReachable: boolean): void {
    if (!isReachable) this.failed('store', new StoreUnavailable(null));
  }

  async health({ position, head, hub }: PulseParts): Promise<FeedHealth> {
    const { counts, channels } = hub();
    return {
      now: this.#now(),
      startedAt: this.#startedAt,
      position: position(),
      head: await orWhenUnavailable(head(), null),
      lastAt: this.#lastAt,
      lag: { last: this.#lags.at(-1) ?? 0, worst: Math.max(0, ...this.#lags) },
      entries: this.#entries,
      viewers: counts.sockets,
      scopes: channels,
      deltas: counts.deltas,
      deltaBytes: counts.deltaBytes,
      resyncs: Object.values(counts.resyncs).reduce((sum, one) => sum + one, 0),
      following: this.#following,
      faults: [...this.#faults],
      faultsSeen: this.#faultsSeen
    };
  }
}
