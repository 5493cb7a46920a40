import { ATTENTION_KINDS, type AttentionKey, type AttentionKind } from '../domain/attention.ts';
import type { CaseVerb } from '../domain/case.ts';
import type { Finding } from '../domain/checks.ts';
import type { Position } from '../domain/entry.ts';
import type { FilingCount, FilingState } from '../domain/filing-state.ts';
import { PILLARS, type Pillar, type Words } from '../domain/indicator.ts';
import type { MatterKind } from '../domain/matter.ts';
import { parseUnitKey, type LevelName, type UnitKey } from '../domain/unit.ts';
import type { MatterView } from '../api/difficulties.ts';
import type { UnitView } from '../api/shapes.ts';

/** Which rows: what still waits, what is mine, what nobody has, what sleeps, what is done with. */
export const ROW_STATES = ['active', 'mine', 'nobody', 'snoozed', 'resolved'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** Rows that one list carries at most; whoever wants more narrows the filter. */
export const MOST_ROWS = 2_000;
/** Rows of each kind where all kinds are shown. */
export const ROWS_AT_A_GLANCE = 4;
/** Rows that are asked for at a time where one kind is shown. */
export const ROWS_OF_A_PAGE = 100;

/** Who has a row. */
export interface HolderView {
  readonly name: string;
  /** Whoever asks has it, or an office of theirs. */
  readonly mine: boolean;
  readonly office: boolean;
}

/** One thing that wants attention, with what people did about it. */
export interface RowView {
  readonly key: AttentionKey;
  readonly kind: AttentionKind;
  /** The commune or the unit above it that the map marks. */
  readonly unit: UnitView;
  /** Name of the unit above that one; empty at the top. */
  readonly above: string;
  readonly group: { readonly code: string; readonly name: string } | null;
  /** Full name of the unit below that one, where the row is about such a one. */
  readonly village: string | null;
  /** `YYYY-MM`. */
  readonly period: string | null;
  /** From when it wants attention (a deadline, a receipt, a firing), milliseconds UTC. */
  readonly at: number;
  /** The last moment for the next step of a difficulty; null where none is awaited, and for every other kind. */
  readonly due: number | null;
  /** Whose debt it is; null for what is no debt. */
  readonly owes: LevelName | null;
  /** How many groups owe; 1 for every other kind. */
  readonly count: number;
  readonly returned: number;
  /** Of an anomaly: the report's id and what it breaks. */
  readonly report: string | null;
  readonly findings: readonly Finding[];
  /** Of a difficulty: its text only for those who may read texts. */
  readonly matter: { readonly id: string; readonly kind: MatterKind; readonly text: string | null } | null;
  readonly alert: { readonly name: string; readonly says: Words } | null;
  readonly isResolved: boolean;
  readonly holder: HolderView | null;
  /** Who has it took the groups of the unit together, not this one. */
  readonly isWider: boolean;
  /** Milliseconds UTC; null where it does not sleep. */
  readonly snoozedUntil: number | null;
  readonly comments: number;
  /** What whoever asks may do with it now. */
  readonly may: readonly CaseVerb[];
}

/** How many rows of a kind the filter leaves. */
export interface KindCount {
  readonly rows: number;
  /** Reports and consolidations that are owed; the rows themselves for every other kind. */
  readonly things: number;
  /** Rows that nobody has; of difficulties all below the unit that nobody has taken, whatever the filters. */
  readonly nobody: number;
}

/** A report that just came. */
export interface ArrivalView {
  readonly position: Position;
  /** Milliseconds UTC, the server's clock. */
  readonly at: number;
  readonly group: { readonly code: string; readonly name: string };
  readonly unit: UnitView;
  readonly above: string;
  /** `YYYY-MM`. */
  readonly period: string;
  /** Milliseconds by which the first version came late; 0 on time; null where no day is set. */
  readonly lateBy: number | null;
  /** It corrects a version before it. */
  readonly isAgain: boolean;
}

/** `GET /api/v1/operations`. */
export interface OperationsAnswer {
  readonly position: Position;
  /** The server's moment, milliseconds UTC. */
  readonly now: number;
  /** By when to ask again though nothing happens (a deadline, a snooze that ends); null where nothing is ahead. */
  readonly until: number | null;
  readonly unit: UnitView;
  /** Roots in which whoever asks may act. */
  readonly roots: readonly UnitView[];
  /** The one count of filing (RULES 9b) of the period that is being reported (`YYYY-MM`). */
  readonly filing: { readonly period: string; readonly counts: FilingCount };
  readonly counts: Readonly<Record<AttentionKind, KindCount>>;
  /** Debts whose day has passed, by who owes: groups, and units of each level that owe their consolidation. */
  readonly overdueBy: Readonly<Partial<Record<LevelName, number>>>;
  /** Rows of the chosen kind, else the first of each kind, in the order of the kinds. */
  readonly rows: readonly RowView[];
  /** Newest first; only those after `since` where that was asked. */
  readonly arrivals: readonly ArrivalView[];
  /** Reports received in the last 24 hours. */
  readonly arrivedToday: number;
  /** Reports whose figures are still being looked at. */
  readonly unchecked: number;
  /** Tasks that meetings gave to the unit and what lies below and that are not done, and how many are overdue. */
  readonly tasks: { readonly open: number; readonly overdue: number };
}

/** A group that owes. */
export interface OwingGroup {
  readonly code: string;
  readonly name: string;
  readonly state: FilingState;
}

/** A step that was taken about a row. */
export interface CaseStepView {
  readonly step: CaseVerb;
  readonly at: number;
  readonly by: string;
  readonly note: string;
  /** To whom it was given. */
  readonly to: string | null;
  readonly until: number | null;
}

/** `GET /api/v1/operations/row?key=`. */
export interface RowDetail {
  readonly row: RowView;
  readonly groups: readonly OwingGroup[];
  readonly matter: MatterView | null;
  /** Oldest first. */
  readonly steps: readonly CaseStepView[];
}

/** `POST /api/v1/operations/steps`: what was done, and why the rest was not. */
export interface StepsResult {
  readonly done: readonly AttentionKey[];
  readonly refused: readonly { readonly key: AttentionKey; readonly message: Words }[];
}

/** `GET /api/v1/operations/people?key=`: to whom a row may be given. */
export interface Assignable {
  readonly people: readonly {
    readonly holder: string;
    readonly name: string;
    readonly role: string;
    readonly unit: string;
  }[];
  readonly offices: readonly { readonly holder: string; readonly name: string }[];
}

/** A filter that somebody saved for themselves. */
export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  /** The query of the page's address. */
  readonly query: string;
  readonly isDefault: boolean;
}

/** What the board is filtered by. */
export interface RowFilter {
  readonly unit: UnitKey | null;
  readonly kind: AttentionKind | null;
  readonly pillar: Pillar | null;
  readonly state: RowState;
}

/** `GET /api/v1/operations/health`: how the feed is. Counts since the program started. */
export interface FeedHealth {
  /** The server's moment, milliseconds UTC. */
  readonly now: number;
  readonly startedAt: number;
  /** The newest entry that is folded, and the newest that the log holds; null while the store does not answer. */
  readonly position: Position;
  readonly head: Position | null;
  /** When the newest entry was received; 0 in an empty log. */
  readonly lastAt: number;
  /** Milliseconds from the receipt of an entry until it was folded and told: the last one, and the slowest of the last hundred runs. */
  readonly lag: { readonly last: number; readonly worst: number };
  readonly entries: number;
  /** Open connections, and scopes that somebody watches. */
  readonly viewers: number;
  readonly scopes: number;
  readonly deltas: number;
  readonly deltaBytes: number;
  readonly resyncs: number;
  /** False while the log cannot be followed. */
  readonly following: boolean;
  /** Newest first: where, and what kind of fault; its words stay in the server's log. */
  readonly faults: readonly { readonly at: number; readonly where: string; readonly what: string }[];
  readonly faultsSeen: number;
}

/** A filter as an address has it; what makes no sense is as if it were not there. */
export function readFilter(query: Pick<URLSearchParams, 'get'>): RowFilter {
  const key = parseUnitKey(query.get('unit') ?? '');
  return {
    unit: key && `${key.code}@${key.validFrom}`,
    kind: ATTENTION_KINDS.find((kind) => kind === query.get('kind')) ?? null,
    pillar: PILLARS.find((pillar) => pillar === query.get('pillar')) ?? null,
    state: ROW_STATES.find((state) => state === query.get('state')) ?? 'active'
  };
}
