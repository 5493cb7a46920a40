import type { FigureNow, NodeName } from '../api/shapes.ts';
import type { Indicator } from '../domain/indicator.ts';
import type { Basis } from '../domain/rows.ts';
import type { ReviewState } from '../domain/report.ts';
import type { Target } from '../domain/target.ts';

/** What one node below brings to a sum. */
export interface LineagePart
  extends NodeName, Pick<FigureNow, 'num' | 'den' | 'expected' | 'fresh' | 'carried' | 'withheld'> {}

/** The report that a figure comes from, and what became of it. */
export interface ReportRef {
  /** `r120`. */
  readonly id: string;
  /** `2026-10`. */
  readonly period: string;
  readonly num: number;
  readonly den: number | null;
  readonly at: number;
  readonly by: string;
  readonly onBehalf: boolean;
  readonly state: ReviewState;
  readonly approved: { readonly at: number; readonly by: string } | null;
}

/** One group that should file, with what counts of it. */
export interface GroupLine {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly num: number | null;
  readonly den: number | null;
  /** Periods since it was filed; null where nothing counts. */
  readonly age: number | null;
  /** How many reports its figure is made of. */
  readonly count: number;
  /** Those reports, newest period first; null for whoever may not read texts. */
  readonly reports: readonly ReportRef[] | null;
  readonly withheld: boolean;
}

/** Groups of one page, and what those of the other pages come to (null where it is withheld): together they are the row. */
export interface GroupPage {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly lines: readonly GroupLine[];
  readonly elsewhere: { readonly num: number | null; readonly den: number | null; readonly groups: number };
}

/**
 * `GET /api/v1/lineage/{node}/{indicator}/{YYYY-MM}?basis=&page=`: where a number comes from. Σ `parts` and Σ of all
 * pages of `groups` are the figure, in integers.
 */
export interface LineageAnswer {
  readonly position: number;
  /** When the last entry was received, milliseconds UTC. */
  readonly asOf: number;
  readonly node: NodeName;
  /** Above it, the highest first, as far as whoever asks may read. */
  readonly path: readonly NodeName[];
  readonly indicator: Indicator;
  readonly period: string;
  readonly basis: Basis;
  readonly figure: FigureNow;
  readonly target: { readonly target: Target; readonly from: NodeName | null } | null;
  /** What lies directly below; null where that is not for whoever asks. */
  readonly parts: readonly LineagePart[] | null;
  /** Null where groups are not for whoever asks. */
  readonly groups: GroupPage | null;
}
