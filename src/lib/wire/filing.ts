/** A figure or a text on one side of a conflict; null where that side took it back. */
export type ConflictValue = { readonly num: number; readonly den: number | null } | string | null;

/** One cell that a newer version and the one that was sent name differently (RULES 9a). */
export interface ConflictCell {
  /** Code of an indicator, or `tasks`, `difficulties`, `proposals`, `practices`. */
  readonly what: string;
  readonly yours: ConflictValue;
  readonly theirs: ConflictValue;
}

/** A report that a newer version stands against: nothing of the call was stored. */
export interface VersionConflict {
  /** Where the report lies in what was sent, as a JSON Pointer. */
  readonly path: string;
  readonly group: string;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly newest: {
    /** `r120`: what to send as `basedOn` next. */
    readonly id: string;
    /** When the server received it, milliseconds UTC. */
    readonly at: number;
    /** Name of who sent it; empty where it is not known. */
    readonly by: string;
    readonly onBehalf: boolean;
  };
  readonly cells: readonly ConflictCell[];
}

/** What a 409 of `POST /api/v1/reports` with the code `newerVersion` holds besides its title. */
export interface VersionConflicts {
  readonly code: 'newerVersion';
  readonly conflicts: readonly VersionConflict[];
  /** Conflicts that are not listed. */
  readonly more: number;
}
