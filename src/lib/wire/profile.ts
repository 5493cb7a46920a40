import type { FilingCounts, FilingState } from '../domain/filing-state.ts';
import type { Closing } from '../domain/filing-sheet.ts';
import type { ReporterKind } from '../domain/group.ts';
import type { Indicator, Pillar } from '../domain/indicator.ts';
import type { Day } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import type { Fraction, Target } from '../domain/target.ts';
import type { FigureNow, NodeName } from '../api/shapes.ts';
import type { MatterView } from '../api/difficulties.ts';
import type { PracticeView } from '../api/practices.ts';
import type { VersionView } from '../api/review.ts';

/** One indicator of a unit or group in one period. */
export interface ProfileFigure {
  readonly indicator: Indicator;
  readonly now: FigureNow;
  /** The period before; −1 for none, as in `Rows`. */
  readonly before: { readonly num: number; readonly den: number };
}

/** How many cells of a pillar are met, among those with a target and data (RULES 12). */
export interface PillarCount {
  readonly pillar: Pillar;
  readonly met: number;
  readonly judged: number;
}

/** A unit of another era that has to do with this one. */
export interface EraLink {
  readonly key: string;
  readonly name: string;
  readonly within: string;
  readonly from: Day;
  /** The first day on which it no longer stood; null while it does. */
  readonly to: Day | null;
  /** It went to this one, this one went to it, or it merely has the same code (RULES 1). */
  readonly relation: 'forerunner' | 'heir' | 'sameCode';
  readonly share: Fraction | null;
  readonly citation: string;
  readonly level: NodeName['level'];
  /** A month in which it stood, for a picture: `2025-06`. */
  readonly period: string;
}

/** A base fact summed over the groups that hold it. */
export interface BaseSum {
  readonly base: string;
  readonly value: number;
  /** Groups of this kind, whose areas are disjoint (RULES 5). */
  readonly kind: ReporterKind;
  readonly groups: number;
  readonly source: string;
}

/** Something directly below with its place in the period's chain. */
export interface BelowLine extends NodeName {
  readonly counts: FilingCounts | null;
  readonly state: FilingState | null;
  readonly at: number | null;
  /** Milliseconds after the deadline; 0 on time; null where nothing came or no day is set. */
  readonly lateBy: number | null;
}

/** What is written at and below, for those who may read it; counts for everybody else. */
export interface ProfileTexts {
  readonly matters: { readonly open: number; readonly newest: readonly MatterView[] };
  readonly practices: { readonly told: number; readonly newest: readonly PracticeView[] };
  readonly notes: readonly { readonly group: string; readonly at: number; readonly text: string }[];
}

/** A unit or group with everything that is known of it in a period. */
export interface Profile {
  readonly position: number;
  readonly now: number;
  readonly node: NodeName;
  readonly code: string;
  /** `phường`, `xã`, …; of a group its kind. */
  readonly type: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly path: readonly NodeName[];
  readonly period: string;
  /** Oldest first. */
  readonly periods: readonly string[];
  readonly basis: Basis;
  readonly figures: readonly ProfileFigure[];
  readonly pillars: readonly PillarCount[];
  readonly chain: {
    readonly name: string | null;
    readonly illustrative: boolean;
    readonly counts: FilingCounts;
    readonly closing: Closing | null;
    /** Of the unit's own step, or the group's: the first moment that is late. */
    readonly due: number | null;
    readonly filing: {
      readonly state: FilingState;
      readonly at: number | null;
      readonly lateBy: number | null;
    } | null;
  };
  readonly below: readonly BelowLine[];
  readonly moreBelow: number;
  readonly texts: ProfileTexts | null;
  readonly eras: readonly EraLink[];
  readonly targets: readonly {
    readonly indicator: Indicator;
    readonly target: Target;
    readonly from: NodeName | null;
  }[];
  readonly bases: readonly BaseSum[];
}

/** What takes longer and comes behind the picture. */
export interface ProfileHistory {
  readonly periods: readonly string[];
  /** By code of indicator: a rate, or the number of a count, a period; null for none. */
  readonly trends: Readonly<Record<string, readonly (number | null)[]>>;
  /** Newest first: how punctual the unit's groups were, and whether it consolidated. */
  readonly filings: readonly {
    readonly period: string;
    readonly counts: FilingCounts;
    readonly closing: Closing | null;
  }[];
  /** Of a group, newest period first, for those who may read its texts; null for everybody else and for units. */
  readonly reports:
    | readonly {
        readonly period: string;
        readonly lateBy: number | null;
        readonly versions: readonly VersionView[];
      }[]
    | null;
}
