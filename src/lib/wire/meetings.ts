import type { Indicator } from '../domain/indicator.ts';
import type { PromiseState, PromiseVerb, Slide } from '../domain/meeting.ts';
import type { Day } from '../domain/period.ts';
import type { FigureNow, NodeName } from './lineage.ts';

/** A figure with the month that it is of. */
export interface DatedFigure extends FigureNow {
  /** `2026-10`. */
  readonly period: string;
}

/** What somebody is to do, with what the numbers did since. */
export interface CommitmentView {
  readonly id: string;
  readonly meeting: { readonly id: string; readonly title: string; readonly day: Day };
  readonly node: NodeName;
  readonly indicator: Pick<Indicator, 'code' | 'short' | 'kind' | 'direction' | 'counts' | 'base'> | null;
  readonly text: string;
  readonly who: string;
  /** The last day on time; null where none was set. */
  readonly by: Day | null;
  readonly state: PromiseState;
  readonly overdue: boolean;
  /** The figure as it stood when it was promised, and as it stands now; null where it is about none. */
  readonly then: DatedFigure | null;
  readonly now: DatedFigure | null;
  readonly made: { readonly at: number; readonly by: string };
  readonly settled: { readonly at: number; readonly by: string; readonly note: string } | null;
  /** What whoever asks may say of it. */
  readonly may: readonly PromiseVerb[];
}

/** A meeting in a list. */
export interface MeetingSummary {
  readonly id: string;
  readonly unit: NodeName;
  readonly title: string;
  readonly day: Day;
  readonly ended: boolean;
  readonly slides: number;
  readonly promises: number;
  readonly open: number;
  readonly overdue: number;
  readonly mayWrite: boolean;
}

/** A meeting with its agenda, what it begins with and what was concluded in it. */
export interface MeetingView extends MeetingSummary {
  readonly agenda: readonly Slide[];
  readonly brought: readonly CommitmentView[];
  readonly made: readonly CommitmentView[];
  readonly opened: { readonly at: number; readonly by: string };
}

/** `GET /api/v1/meetings?unit=`: meetings that whoever asks may read, newest first, and where they may hold one. */
export interface MeetingList {
  readonly meetings: readonly MeetingSummary[];
  readonly places: readonly NodeName[];
  /** What meetings that whoever asks does not read gave to units of theirs. */
  readonly given: readonly CommitmentView[];
}
