import { MET, SMALL_BASE } from '../domain/attainment.ts';

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
