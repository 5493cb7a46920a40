/** What a column of a table holds; `small` is a whole number of 32 bits. */
export type SheetKind = 'small' | 'whole' | 'number' | 'text' | 'truth';

/** One value; whole numbers beyond 2^53 as bigint. */
export type SheetCell = number | bigint | string | boolean | null;

/** One column of a table that leaves the page. */
export interface SheetColumn {
  /** Its name for machines: letters, digits, underscores. */
  readonly name: string;
  /** Its heading for people. */
  readonly title: string;
  readonly kind: SheetKind;
  /** How a spreadsheet shows its numbers: `0.0%`. */
  readonly format?: string;
}

/** A table as it leaves the page, with what must be known to read it. */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Title, source, as of when, coverage, marks of a demo: name and words. */
  readonly notes: readonly (readonly [name: string, words: string])[];
}

/** A number of a column that holds numbers; null for anything that is none. */
export function numberOf(cell: SheetCell | undefined): number | null {
  if (typeof cell === 'bigint') return Number(cell);
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
}
