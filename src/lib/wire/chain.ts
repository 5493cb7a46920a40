import type { Reading } from '../domain/chain.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { Closing } from '../domain/filing-sheet.ts';
import type { Filing, FilingCounts } from '../domain/filing-state.ts';
import type { ReporterKind } from '../domain/group.ts';
import type { Words } from '../domain/indicator.ts';
import type { Level } from '../domain/unit.ts';

/** A unit by its key and how people call it. */
export interface UnitName {
  readonly key: string;
  readonly name: string;
}

/** Units that pass on what they have consolidated: how many owe it, and where it stands. */
export interface UnitCounts {
  readonly due: number;
  readonly confirmed: number;
  readonly late: number;
  readonly prepared: number;
  readonly missing: number;
}

/** A hop of a chain as it stands below a unit. */
export interface HopAnswer {
  readonly from: Words;
  readonly to: Words;
  readonly deadline: Deadline | null;
  readonly illustrative: boolean;
  /** Groups that report by this hop. */
  readonly groups: FilingCounts;
  /** Units that pass on by this hop. */
  readonly units: UnitCounts;
}

/** A unit below the one that was asked for. */
export interface UnitRow extends UnitName {
  readonly counts: FilingCounts;
  readonly closing: Closing | null;
  /** By when its own consolidation is due; null where no day is set. */
  readonly due: number | null;
}

/** A group at or below the unit that was asked for. */
export interface GroupRow {
  readonly code: string;
  readonly name: string;
  readonly kind: ReporterKind;
  readonly filing: Filing;
  readonly due: number | null;
}

/** `GET /api/v1/chain/{unit}/{YYYY-MM}`: who has filed by when. Moments are milliseconds UTC by the server's clock. */
export interface ChainAnswer {
  readonly unit: UnitName & { readonly level: Level };
  /** From the highest unit that the asker may see down to this one. */
  readonly path: readonly UnitName[];
  /** `YYYY-MM`. */
  readonly period: string;
  /** The month has not begun: nothing can be filed for it yet. */
  readonly future: boolean;
  readonly now: number;
  /** When this stops being right by itself: the next deadline; null where none is ahead. */
  readonly until: number | null;
  readonly position: number;
  /** The chain that holds at the unit; null where none does. */
  readonly chain: {
    readonly name: Words;
    readonly reading: Reading;
    readonly illustrative: boolean;
    readonly citation: string;
  } | null;
  readonly counts: FilingCounts;
  readonly closing: Closing | null;
  readonly hops: readonly HopAnswer[];
  readonly units: readonly UnitRow[];
  /** Groups that hang at the unit; of a commune, all below it. */
  readonly groups: readonly GroupRow[];
}

/** A message that reminds: ready to be pasted, and what a card of it shows. */
export interface ReminderAnswer {
  readonly text: string;
  readonly card: ReminderCard;
}

/** What a card shows, in the order in which it is read. */
export interface ReminderCard {
  readonly title: string;
  readonly place: string;
  readonly due: string;
  readonly filed: number;
  readonly expected: number;
  /** What the two numbers count: `tổ đã nộp`. */
  readonly counts: string;
  readonly lists: readonly {
    readonly title: string;
    readonly names: readonly string[];
    readonly more: number;
  }[];
  /** What a demo says of itself; empty in a real store. */
  readonly mark: string;
}
