import type { FilingCount } from '../domain/filing-state.ts';
import type { Position } from '../domain/entry.ts';
import type { ReporterKind } from '../domain/group.ts';
import type { IndicatorTime, Words } from '../domain/indicator.ts';
import type { ReviewState } from '../domain/report.ts';
import type { LevelUnit } from '../api/shapes.ts';

/** One indicator of the clerk's grid. */
export interface GridIndicator {
  readonly code: string;
  readonly pillar: string;
  readonly short: Words;
  readonly name: Words;
  readonly kind: 'share' | 'quota' | 'count';
  readonly time: IndicatorTime;
  readonly direction: 'up' | 'down';
}

/** What one group is to file for one indicator, and what it last filed. */
export interface GridCell {
  /** What the newest version says, whole, returned or not (RULES 9a); null where it says nothing. */
  readonly num: number | null;
  readonly den: number | null;
  /** The denominator where none is filed: the base fact, or what a quota assigned; null where none is known. */
  readonly base: number | null;
  /** The month before, or what is carried into it. */
  readonly last: { readonly num: number; readonly den: number | null; readonly age: number } | null;
}

/** One group of the grid. */
export interface GridGroup {
  readonly code: string;
  readonly name: string;
  /** Where it works, where its name does not say so. */
  readonly place: string;
  readonly kind: ReporterKind;
  readonly state: ReviewState | 'none';
  /** Position of the newest version, which a new one names as its `basedOn`; 0 where there is none. */
  readonly version: Position;
  /** When it came, milliseconds UTC; 0 where there is none. */
  readonly at: number;
  /** Why it was returned. */
  readonly reason: string;
  /** The period is closed to it. */
  readonly locked: boolean;
  /** An approved version stands: a correction needs a reason. */
  readonly approvedBefore: boolean;
  /** By indicator, in the order of the grid's; null where it does not file it. */
  readonly cells: readonly (GridCell | null)[];
}

/** `GET /api/v1/grid/{unit}/{period}`: the groups of a unit and what they are to file for a period. */
export interface FilingGrid {
  readonly unit: LevelUnit;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly position: Position;
  /** The one count of filing (RULES 9b) over the groups of the grid. */
  readonly filing: FilingCount;
  readonly indicators: readonly GridIndicator[];
  readonly groups: readonly GridGroup[];
}
