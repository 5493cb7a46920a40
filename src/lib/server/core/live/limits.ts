import type { BudgetSize } from './budget.ts';

/** What the hub allows; each bound is there so that no client can cost more than its share. */
export interface HubLimits {
  /** Scopes that one socket may watch. */
  readonly subscriptions: number;
  /** Sockets of one caller: an account, a key or a screen; whoever is nobody in particular is counted by address. */
  readonly socketsPerAddress: number;
  /** Handshakes of one caller beyond those that have not joined yet, or were refused and are not gone yet. */
  readonly handshakesPerAddress: number;
  /** What one socket may send, in tokens (`gate.ts` says what costs how many); whoever sends more is disconnected. */
  readonly sending: BudgetSize;
  /** What all sockets of one caller may send together; where it is spent, no new ones are let in. */
  readonly sendingPerCaller: BudgetSize;
  /** Entries of the log that are read for somebody who comes back; who missed more takes the parts anew. */
  readonly missedEntries: number;
  /** Rows of one delta. */
  readonly deltaRows: number;
  /** Bytes that wait for one socket before it counts as stalled. */
  readonly queuedBytes: number;
  /** The least time between two deltas of a scope, milliseconds. */
  readonly deltaMs: number;
  /** The least time between two advances of a scope in which nothing changes, milliseconds. */
  readonly advanceMs: number;
}

export const HUB_LIMITS: HubLimits = {
  subscriptions: 8,
  socketsPerAddress: 128,
  handshakesPerAddress: 32,
  sending: { burst: 400, perSecond: 40 },
  sendingPerCaller: { burst: 4_000, perSecond: 400 },
  missedEntries: 20_000,
  deltaRows: 50_000,
  queuedBytes: 4 * 1024 * 1024,
  deltaMs: 100,
  advanceMs: 1_000
};
