/** What the hub allows; each bound is there so that no client can cost more than its share. */
export interface HubLimits {
  /** Scopes that one socket may watch. */
  readonly subscriptions: number;
  /** Sockets from one address. */
  readonly socketsPerAddress: number;
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
  missedEntries: 20_000,
  deltaRows: 50_000,
  queuedBytes: 4 * 1024 * 1024,
  deltaMs: 100,
  advanceMs: 1_000
};
