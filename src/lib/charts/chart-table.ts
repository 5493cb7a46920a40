/** A column of a chart's table; numbers stand to the right. */
interface ChartColumn {
  readonly text: string;
  readonly isText?: boolean;
}

/** A row of a chart's table: the first cell names it. */
interface ChartRow {
  readonly key: string | number;
  readonly cells: readonly string[];
  /** It is the one that is marked elsewhere on the page. */
  readonly isMarked?: boolean;
}

/** The same figures as the drawing's, as text: what a chart is for whoever does not see it. */
export interface ChartTable {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly ChartRow[];
}

/** The room that a drawing has, CSS pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** The age and the coverage of what is drawn; null or −1 where it is not known or does not apply. */
export interface Basis {
  /** The last day that the figures are of, `YYYY-MM-DD`. */
  readonly day: string;
  /** 0 to 1. */
  readonly coverage: number | null;
  /** Age of the oldest figure in periods; −1 without one. */
  readonly oldestAge: number;
  /** Approved reports alone, or all. */
  readonly approvedOnly?: boolean;
}
