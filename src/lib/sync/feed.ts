import type { Position } from '../domain/position.ts';
import type { Period } from '../domain/period.ts';
import type { Rows } from '../domain/rows.ts';
import type { Advance, Resync, SubscribeAnswer } from '../wire/events.ts';
import type { LogPlace } from '../wire/log-place.ts';
import type { Manifest } from '../wire/manifest.ts';
import { decodeRows, type Message } from '../wire/rows.ts';
import type { DeltaHead } from '../wire/rows-head.ts';
import {
  IDLE,
  statusOf,
  step,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
  type SyncStatus
} from './machine.ts';
import { RowTable, type ChangedBlock } from './row-table.ts';

/** The world outside of a feed: what it can ask for. Answers come back as calls on the feed. */
export interface FeedPorts {
  fetchManifest(order: { held: readonly string[]; wait: number }): void;
  /** `asking`: comes back with the answer. */
  fetchPart(order: { period: Period; at: string | null; fresh: boolean; wait: number; asking: number }): void;
  subscribe(order: { position: Position; store: string; held: readonly string[]; token: number }): void;
  /** Milliseconds. */
  now(): number;
}

/** Who hears of changes. The table already holds them. */
export interface FeedListener {
  /** Rows were written, or a part came: what of the table is another now. */
  changed?(blocks: readonly ChangedBlock[]): void;
  /**
   * A part was taken in place of what was held of its period. Its bytes are given away: they may be detached. `later`
   * is what deltas have already written over it: `table.pick(later)` after the bytes is the period as it is. `length`
   * is the number of rows in the bytes.
   */
  part?(period: Period, bytes: Uint8Array, later: readonly ChangedBlock[], length: number): void;
  /** A delta was taken; `written` is what it changed of the parts that are held, `rows` are all that it brought. */
  delta?(head: DeltaHead, written: readonly ChangedBlock[], rows: Rows): void;
  /** Another store, or another history of this one: nothing that was taken or given before is worth anything. */
  forgotten?(): void;
  /** These periods are no longer held. */
  dropped?(periods: readonly Period[]): void;
  /** The nodes are other ones now: take them from `url`. */
  nodes?(url: string): void;
  /** The periods that the scope has, oldest first; the list may have grown. */
  periods?(periods: readonly Period[]): void;
  /** The status or the position is another; `at` is the server's clock where it just spoke, milliseconds. */
  status?(status: SyncStatus, position: Position | null, at: number | null): void;
}

/** One scope's table, kept true by manifests, parts and deltas in whatever order they come. */
export class Feed {
  readonly scope: string;
  readonly table = new RowTable();
  readonly #ports: FeedPorts;
  readonly #listener: FeedListener;
  #state: SyncState = IDLE;
  #nodesUrl = '';
  #asking = 0;

  constructor(scope: string, ports: FeedPorts, listener: FeedListener) {
    this.scope = scope;
    this.#ports = ports;
    this.#listener = listener;
  }

  get state(): SyncState {
    return this.#state;
  }

  get status(): SyncStatus {
    return statusOf(this.#state, this.#ports.now());
  }

  /** `given`: what the page was given before, of a store at a place of its log. */
  start(given?: { readonly store: string; readonly place: LogPlace }): void {
    this.#step({ type: 'start', ...(given ? { given } : {}) });
  }

  /** Asks for the parts of some periods, and keeps them from then on. */
  want(periods: readonly Period[]): void {
    this.#step({ type: 'want', periods });
  }

  /** Lets go of the parts of some periods. */
  release(periods: readonly Period[]): void {
    this.#step({ type: 'release', periods });
  }

  /** A manifest came, or did not. */
  manifestCame(manifest: Manifest | null): void {
    if (!manifest) return this.#step({ type: 'manifestFailed' });
    this.#nodesUrl = manifest.nodes;
    this.#step({ type: 'manifest', manifest });
    this.#listener.periods?.([...this.#state.parts.keys()].sort((a, b) => a - b));
  }

  /** A part's bytes came, or did not; `asking` is what was said when it was asked for. @throws WireMismatch, after asking again */
  partCame(period: Period, bytes: Uint8Array | null, asking: number): void {
    if (asking !== this.#asking) return;
    const message = bytes && this.#read(period, bytes);
    if (!bytes || message?.head.kind !== 'part' || message.head.scope !== this.scope) {
      return this.#step({ type: 'partFailed', period });
    }
    const { head, rows } = message;
    if (
      !this.#steps({ type: 'part', store: head.store, period: head.period, place: placeOf(head) }, 'takePart')
    )
      return;
    const { changed, later } = this.table.applyPart(rows, head.period, head.position);
    this.#listener.part?.(head.period, bytes, later, rows.length);
    this.#listener.changed?.(changed);
  }

  /** A delta's bytes came. @throws WireMismatch */
  deltaCame(bytes: Uint8Array): void {
    const { head, rows } = decodeRows(bytes);
    if (head.kind !== 'delta' || head.scope !== this.scope) return;
    if (!this.#steps({ type: 'delta', head }, 'takeDelta', head.at)) return;
    const changed = this.table.applyDelta(rows, head.to);
    this.#listener.delta?.(head, changed, rows);
    if (changed.length > 0) this.#listener.changed?.(changed);
  }

  advanceCame({ from, to, link, at }: Advance): void {
    this.#steps({ type: 'advance', from, to, link }, null, at);
  }

  resyncCame({ reason }: Resync): void {
    this.#step({ type: 'resync', reason });
  }

  /** The answer to a `subscribe`. */
  answered(token: number, answer: SubscribeAnswer): void {
    this.#step(
      answer.ok ? { type: 'joined', token, ...answer } : { type: 'refused', token, code: answer.code }
    );
  }

  /** No answer to a `subscribe` came in time. */
  unanswered(token: number): void {
    this.#step({ type: 'unanswered', token });
  }

  /** What was asked for was refused to whoever asks. */
  denied(): void {
    this.#step({ type: 'denied' });
  }

  connected(is: boolean): void {
    this.#step({ type: is ? 'connected' : 'disconnected' });
  }

  /** Time has passed. */
  tick(): void {
    this.#step({ type: 'tick' });
  }

  #read(period: Period, bytes: Uint8Array): Message {
    try {
      return decodeRows(bytes);
    } catch (error) {
      this.#step({ type: 'partFailed', period });
      throw error;
    }
  }

  #step(event: SyncEvent): void {
    this.#steps(event, null);
  }

  /** Takes a step and does what it asks for, in order; whether `own`, which the caller does, was among it. */
  #steps(event: SyncEvent, own: SyncEffect['type'] | null, at: number | null = null): boolean {
    const now = this.#ports.now();
    const { state, effects } = step(this.#state, event, now);
    this.#state = state;
    for (const effect of effects) if (effect.type !== own) this.#do(effect);
    this.#listener.status?.(statusOf(state, now), state.position, at);
    return effects.some(({ type }) => type === own);
  }

  #do(effect: SyncEffect): void {
    switch (effect.type) {
      case 'fetchManifest':
        return this.#ports.fetchManifest(effect);
      case 'fetchPart':
        this.table.expect(effect.period);
        return this.#ports.fetchPart({ ...effect, asking: this.#asking });
      case 'letGo':
        this.#asking += 1;
        return;
      case 'subscribe':
        return this.#ports.subscribe(effect);
      case 'dropParts':
        for (const period of effect.periods) this.table.drop(period);
        return this.#listener.dropped?.(effect.periods);
      case 'forgetAll':
        return this.#listener.forgotten?.();
      case 'takeNodes':
        return this.#listener.nodes?.(this.#nodesUrl);
      case 'takePart':
      case 'takeDelta':
        return;
    }
  }
}

function placeOf({ position, link }: LogPlace): LogPlace {
  return { position, link };
}
