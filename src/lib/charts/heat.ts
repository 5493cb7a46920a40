import { MET, SMALL_BASE } from '../domain/attainment.ts';
import type { Pillar } from '../domain/indicator.ts';

/** How many of the cells with a band are met (RULES 12). */
export interface CellsMet {
  readonly met: number;
  readonly judged: number;
}

/** Counts cells: those with a target and data on more than a few persons, and of them the ones met. */
export function cellsMet(codes: ArrayLike<number>, rows: readonly number[]): CellsMet {
  let [met, judged] = [0, 0];
  for (const row of rows) {
    const code = codes[row] ?? 0;
    if (code <= SMALL_BASE) continue;
    judged += 1;
    if (code === MET) met += 1;
  }
  return { met, judged };
}

/** Rows in the order of a column's attainment, those without any last either way; `compare` decides between equals. */
export function sortRows(
  rows: readonly number[],
  attainment: (at: number) => number | null,
  descending: boolean,
  compare: (a: number, b: number) => number
): number[] {
  const keys = new Map(rows.map((row) => [row, attainment(row)]));
  return rows.toSorted((a, b) => {
    const [x, y] = [keys.get(a) ?? null, keys.get(b) ?? null];
    if (x === null || y === null) return x === y ? compare(a, b) : x === null ? 1 : -1;
    if (x === y) return compare(a, b);
    return descending ? (y > x ? 1 : -1) : x > y ? 1 : -1;
  });
}

/** The share of cells met; −1 where none is judged. */
export const shareMet = ({ met, judged }: CellsMet) => (judged === 0 ? -1 : met / judged);

/** Columns that stand together under one heading. */
export interface ColumnGroup<Column> {
  /** The pillar; null of those that nobody has a target for, which stand apart. */
  readonly pillar: Pillar | null;
  readonly columns: readonly Column[];
}

/** Columns by pillar in the order in which pillars first occur; those that are not judged anywhere apart, last. */
export function groupColumns<Column extends { readonly pillar: Pillar; readonly isJudged: boolean }>(
  columns: readonly Column[]
): ColumnGroup<Column>[] {
  const pillars = [...new Set(columns.filter(({ isJudged }) => isJudged).map(({ pillar }) => pillar))];
  return [
    ...pillars.map((pillar) => ({
      pillar,
      columns: columns.filter((column) => column.isJudged && column.pillar === pillar)
    })),
    { pillar: null, columns: columns.filter(({ isJudged }) => !isJudged) }
  ].filter((group) => group.columns.length > 0);
}

/** The room of a heat map's cells: as large as lets all of them be seen at once, within what can still be told apart. */
export function cellSize(
  room: { readonly width: number; readonly height: number },
  rows: number,
  columns: number
): { readonly width: number; readonly height: number } {
  const fit = (all: number, count: number, [least, most]: readonly [number, number]) =>
    Math.min(most, Math.max(least, Math.floor(all / Math.max(1, count))));
  return { width: fit(room.width, columns, CELL_WIDTH), height: fit(room.height, rows, CELL_HEIGHT) };
}

const CELL_WIDTH = [26, 44] as const;
const CELL_HEIGHT = [15, 22] as const;
