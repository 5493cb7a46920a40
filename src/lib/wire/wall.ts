import type { FilingCount } from '../domain/filing-state.ts';
import type { Words, Pillar } from '../domain/indicator.ts';
import type { Period } from '../domain/period.ts';
import type { LevelName, UnitKey } from '../domain/unit.ts';

/** Bounds of a slide's time on the wall, seconds: shorter is restless, longer is no rotation. */
export const LEAST_SECONDS = 5;
export const MOST_SECONDS = 600;
/** Seconds of a slide that nobody set. */
export const USUAL_SECONDS = 20;
/** Slides that a playlist can have. */
export const MOST_SLIDES = 60;

/** What a slide tells of: one indicator, or the leading indicators of a pillar one after the other. */
export type SlideSubject =
  | { readonly kind: 'indicator'; readonly code: string }
  | { readonly kind: 'pillar'; readonly pillar: Pillar };

/** One picture of the wall. */
export interface Slide {
  readonly unit: UnitKey;
  /** The level whose units are drawn: what is asked for is the scope `{unit}/{level}`. */
  readonly level: LevelName;
  readonly subject: SlideSubject;
  /** Null is the current period, whichever it is when the slide comes round. */
  readonly period: Period | null;
  /** How long it stays, `LEAST_SECONDS` to `MOST_SECONDS`. */
  readonly seconds: number;
  /** The month is played from the log, report by report, in place of the picture as it stands. */
  readonly replay?: boolean | undefined;
}

/** The slides of a wall in their order, arranged by the programme office and kept beside the log. */
export interface Playlist {
  readonly id: string;
  readonly name: string;
  /** The unit whose office arranges it. */
  readonly unit: UnitKey;
  readonly slides: readonly Slide[];
  /** Null or left out follows the device; a wall is dark where nothing is said. */
  readonly theme?: 'light' | 'dark' | null;
}

/** What a wall is given to show, and how many slides of its playlist are not for it. */
export interface PlaylistView {
  readonly playlist: Playlist;
  readonly skipped: number;
}

/** A slide as the wall shows it: all chosen, a pillar taken apart into its leading indicators. */
export interface WallSlide {
  /** Null leaves the choice to the server, as for whoever opens the map. */
  readonly unit: UnitKey | null;
  readonly level: LevelName | null;
  /** Code of an indicator. */
  readonly indicator: string | null;
  readonly period: Period | null;
  readonly seconds: number;
  /** The month is played back from the log before the present is shown. */
  readonly replay: boolean;
}

/** `GET /api/v1/wall/slides[?list=ID]`: what a wall shows, in its order. Empty where there is nothing to see. */
export interface WallAnswer {
  /** Null where the wall shows what is usual for its scope. */
  readonly list: { readonly id: string; readonly name: string } | null;
  readonly theme: 'light' | 'dark' | null;
  readonly slides: readonly WallSlide[];
  /** Slides of the playlist that are not for whoever looks. */
  readonly skipped: number;
}

/** `GET /api/v1/wall/helpers?unit=KEY…`: who has taken up what was raised in some units. Names of offices, never of persons. */
export interface HelpersAnswer {
  readonly units: readonly UnitHelpers[];
}

export interface UnitHelpers {
  readonly unit: UnitKey;
  /** The units whose offices have taken difficulties of here, from the highest, each with how many. */
  readonly helpers: readonly {
    readonly unit: UnitKey;
    readonly fullName: string;
    readonly matters: number;
  }[];
  /** Difficulties of here that nobody has taken. */
  readonly waiting: number;
}

/** A day by which a hop of the chain is due. */
export interface ArrivalsHop {
  readonly from: Words;
  readonly to: Words;
  /** The first moment that is late, milliseconds UTC; null where the chain sets no day: nothing is late then. */
  readonly at: number | null;
  /** Groups report by this hop; else units pass on by it. */
  readonly ofGroups: boolean;
  /** Groups (or units) that owe by this hop, and that have done so. */
  readonly expected: number;
  readonly done: number;
}

/** `GET /api/v1/arrivals/{unit}/{YYYY-MM}?counts[&level=commune]`: the one count of filing (RULES 9b) and no more. */
export interface FilingAnswer {
  readonly unit: UnitKey;
  /** `YYYY-MM`. */
  readonly period: string;
  /** The server's moment of this answer. */
  readonly now: number;
  readonly position: number;
  /** The month has not begun: nothing can be filed for it yet. */
  readonly future: boolean;
  readonly counts: FilingCount;
  /** With `level`: the counts of each unit of that level below. */
  readonly units: readonly { readonly unit: UnitKey; readonly counts: FilingCount }[];
}

/**
 * `GET /api/v1/arrivals/{unit}/{YYYY-MM}`: the count with the month's chain as a burn-up. `moments[i]` (milliseconds UTC by
 * the server's receipt, rising) is when `filed[i]` of the groups that have filed had sent the first version of their
 * report; a step line that ends at `counts.filed`. No names and no words of reports.
 */
export interface ArrivalsAnswer extends FilingAnswer {
  /** When the period's days begin, and where the axis ends: the last deadline, or the last receipt where later. */
  readonly from: number;
  readonly to: number;
  readonly moments: readonly number[];
  readonly filed: readonly number[];
  /** The hops of the chain that holds at the unit, from the bottom; empty where none does. */
  readonly hops: readonly ArrivalsHop[];
  /** The days of its chain are examples and no regulation's. */
  readonly illustrative: boolean;
}
