import type { Words } from '../domain/indicator.ts';
import type { Day } from '../domain/period.ts';
import type { LevelName } from '../domain/unit.ts';

/** A unit or group that a search found. */
export interface FoundPlace {
  /** The unit's key, or a group's code. */
  readonly key: string;
  readonly kind: 'unit' | 'group';
  readonly level: LevelName;
  readonly name: string;
  /** Names of what lies above it, nearest first. */
  readonly within: readonly string[];
  /** The name by which it was found, where that is of a unit that went to it. */
  readonly former: { readonly name: string; readonly until: Day | null } | null;
  /** Where it no longer stands: its days, the second the first on which it did not. */
  readonly past: { readonly from: Day; readonly to: Day } | null;
}

/** An indicator that a search found. */
export interface FoundIndicator {
  readonly code: string;
  readonly name: Words;
}

/** `GET /api/v1/search?q=`: what answers to a few words, best first, in what the caller may read. */
export interface SearchAnswer {
  readonly units: readonly FoundPlace[];
  readonly groups: readonly FoundPlace[];
  readonly indicators: readonly FoundIndicator[];
}
