import type { EntryKind, Position } from '../domain/entry.ts';
import type { Words } from '../domain/indicator.ts';

/** Something of which the audit keeps a history. */
export interface HistoryObject {
  /** `group:…`, `unit:…`, `report:r…`, … */
  readonly object: string;
  readonly name: Words;
}

/** A field that a change gave another value. */
export interface HistoryField {
  readonly label: Words;
  /** Null where there was nothing before. */
  readonly before: string | null;
  readonly after: string;
}

/** One entry of the audit in words. */
export interface HistoryLine {
  readonly position: Position;
  /** Milliseconds UTC. */
  readonly at: number;
  /** Who, as people know them; empty for the program itself. */
  readonly who: string;
  readonly kind: EntryKind;
  readonly what: Words;
  readonly fields: readonly HistoryField[];
  /** A reason, a note or an answer; null where there is none, or none that the reader may see. */
  readonly text: string | null;
  /** There is a text, and the reader may not see it. */
  readonly hidden: boolean;
  /** What it is about, as far as the reader may look at it; the first few. */
  readonly objects: readonly HistoryObject[];
  readonly link: string;
}

/** A page of the audit, newest first. */
export interface HistoryPage {
  /** The object asked for; null where everything in the reader's subtree is. */
  readonly about: HistoryObject | null;
  readonly lines: readonly HistoryLine[];
  /** What `before` of the next page is; null where there is none. */
  readonly before: Position | null;
}
