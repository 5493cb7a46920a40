/** How a cell of a workbook of ours looks. */
export type Look =
  | 'plain'
  | 'title'
  | 'head'
  | 'part'
  | 'code'
  | 'note'
  | 'past'
  | 'input'
  | 'closed'
  | 'words'
  | 'fault'
  | 'warning'
  | 'told';

/** A cell of a workbook of ours: nothing, or a value and its look. `span`: how many columns it takes. */
export type WrittenCell = null | {
  readonly v: string | number | null;
  readonly l: Look;
  readonly span?: number;
};

/** What may be typed in a range; Excel says `text` where it is something else. */
export interface Validation {
  /** `D5:D40`. */
  readonly range: string;
  readonly kind: 'whole' | 'words';
  readonly text: string;
}

/** A sheet of a workbook of ours. */
export interface WrittenSheet {
  readonly name: string;
  /** From above; made as they are written. */
  readonly rows: Iterable<readonly WrittenCell[]>;
  /** In characters. */
  readonly widths: readonly number[];
  readonly frozenRows?: number;
  readonly frozenColumns?: number;
  readonly validations?: readonly Validation[];
  /** Rows from 1 that are not shown at first. */
  readonly hiddenRows?: readonly number[];
}

/** A workbook of ours, before it is one. */
export interface WrittenBook {
  readonly sheets: readonly WrittenSheet[];
}
