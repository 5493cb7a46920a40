/** One column of a grid. */
export interface GridColumn {
  readonly id: string;
  readonly title: string;
  /** A quieter line below the title. */
  readonly note?: string;
  readonly hint?: string;
  readonly kind: 'number' | 'text';
}

/** One row of a grid. */
export interface GridRow {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly isStrong?: boolean;
}

/** What is said of a cell beside its text. */
export interface CellNote {
  readonly text: string;
  /** A fault keeps the cell from being taken; a warning does not. */
  readonly kind: 'fault' | 'warn';
}
