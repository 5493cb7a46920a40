import type { accept } from '../core/ingest/accept.ts';

/** Why reports were not taken in. */
export type RefusedFor = 'invalid' | 'newer_version' | 'key_reused' | 'unavailable';

type Outcome = Awaited<ReturnType<typeof accept>>;

/** What has come to the door of reports since the program started, counted in reports. */
export class Tally {
  /** Those that were answered "accepted" and are on disk; what was answered again is not counted again. */
  accepted = 0;
  readonly refused: Record<RefusedFor, number> = {
    invalid: 0,
    newer_version: 0,
    key_reused: 0,
    unavailable: 0
  };
  /** How often the store went silent. */
  outages = 0;

  /** Counts a call of so many reports by how it ends. */
  async count(reports: number, call: Promise<Outcome>): Promise<Outcome> {
    try {
      const outcome = await call;
      if (outcome.outcome === 'accepted') this.accepted += outcome.replayed ? 0 : outcome.count;
      else this.refused[REFUSED[outcome.outcome]] += reports;
      return outcome;
    } catch (error) {
      this.refused.unavailable += reports;
      throw error;
    }
  }
}

const REFUSED = { rejected: 'invalid', newerVersion: 'newer_version', conflict: 'key_reused' } as const;
