import type { Position } from '../domain/position.ts';
import type { StepKind } from '../domain/steps.ts';

/** Where Socket.IO is served, on the same origin. */
export const LIVE_PATH = '/live';

/** What a client says to join a scope's stream: what it has of it. */
export interface SubscribeRequest {
  /** `48@2025-07-01/group`. */
  readonly scope: string;
  /** The position that the client's snapshot has reached. */
  readonly position: Position;
  /** The store that the snapshot is of. */
  readonly store: string;
  /**
   * Places of the log (`log-place.ts`) that the client holds anything of: its own, and those of parts that are newer.
   * Where the log has another link at one of them, the client has another history and starts anew.
   */
  readonly held?: readonly string[];
}

/** Why a subscription is refused. */
export type RefusalCode = 'bad-request' | 'unknown-scope' | 'forbidden' | 'too-many';

/**
 * The answer to `subscribe`, sent after whatever the client had missed: at `position` the stream joins. `resync`
 * true says that a `resync` was sent instead and that nothing follows until the next `subscribe`.
 */
export type SubscribeAnswer =
  | { readonly ok: true; readonly position: Position; readonly resync: boolean }
  | { readonly ok: false; readonly code: RefusalCode };

/** A scope in which nothing changed in (from, to]. */
export interface Advance {
  readonly scope: string;
  readonly from: Position;
  readonly to: Position;
  /** The link that stands at `to` (`log-place.ts`). */
  readonly link: string;
  /** The server's clock, milliseconds UTC. */
  readonly at: number;
}

/**
 * Why a manifest must be taken anew. store: it is another store, or another history of it. structure: units, groups, targets, the catalogue
 * or shapes changed. period: the list of periods changed. far: too much was missed. slow: the connection did not keep up.
 */
export type ResyncReason = 'store' | 'structure' | 'period' | 'far' | 'slow';

/** The stream of a scope ends until the client subscribes again. */
export interface Resync {
  readonly scope: string;
  readonly reason: ResyncReason;
}

/** What can happen in a scope besides a change of figures: reports, reviews and the chain's other steps. */
export type NewsKind = 'report' | 'review' | StepKind | 'structure';

/** Something happened in a scope: whoever shows it asks for it anew. Says what, and never of whom or in which words. */
export interface News {
  readonly scope: string;
  /** Position of the newest entry of which this tells. */
  readonly position: Position;
  readonly kinds: readonly NewsKind[];
}

/** What the server sends; a delta is one Arrow stream (`wire/rows.ts`, kind `delta`). */
export interface ServerEvents {
  delta: (bytes: Uint8Array) => void;
  advance: (news: Advance) => void;
  resync: (news: Resync) => void;
  news: (news: News) => void;
  /** The server's clock, milliseconds UTC: when somebody has come in, and every ten seconds. */
  pulse: (at: number) => void;
}

/** What a client sends. */
export interface ClientEvents {
  subscribe: (request: SubscribeRequest, answer: (answer: SubscribeAnswer) => void) => void;
  unsubscribe: (scope: string) => void;
  /** Asks to hear the news of a scope from now on; null is yes. */
  follow: (scope: string, answer: (refusal: RefusalCode | null) => void) => void;
  unfollow: (scope: string) => void;
}
