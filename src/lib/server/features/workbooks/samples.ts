import { columnName, type ReadHead, type ReadRow } from '../../core/workbook-files/reading/cell.ts';
import { readRows } from '../../core/workbook-files/rows.ts';

/** The first rows of a sheet, to choose columns by. */
export interface SheetSample {
  readonly name: string;
  readonly rows: readonly {
    readonly row: number;
    readonly cells: readonly { readonly column: number; readonly letter: string; readonly text: string }[];
  }[];
  /** The row that looks like headings: the first with three texts or more, else the first. */
  readonly headerRow: number;
}

const ROWS = 12;
const SHEETS = 5;
const COLUMNS = 200;
/** Characters of all cells together that are told whole: a heading is known by all of it. Beyond them a cell is cut. */
const WHOLE = 400_000;
const CUT = 80;

/** Samples of an upload's sheets that are not hidden. */
export async function samplesOf(path: string, head: ReadHead): Promise<SheetSample[]> {
  const wanted = head.sheets.flatMap(({ hidden }, sheet) => (hidden ? [] : [sheet])).slice(0, SHEETS);
  const rows = new Map<number, ReadRow[]>(wanted.map((sheet) => [sheet, []]));
  const isFull = () =>
    wanted.every((sheet) => (rows.get(sheet)?.length ?? 0) >= Math.min(ROWS, head.sheets[sheet]?.rows ?? 0));
  for await (const some of readRows(path)) {
    for (const row of some) {
      const list = rows.get(row.s);
      if (list && list.length < ROWS) list.push(row);
    }
    if (isFull()) break;
  }
  return wanted.map((sheet) => sampleOf(head.sheets[sheet]?.name ?? '', rows.get(sheet) ?? []));
}

function sampleOf(name: string, rows: readonly ReadRow[]): SheetSample {
  const isHeading = ({ c }: ReadRow) => c.filter(([, , value]) => Number.isNaN(Number(value))).length >= 3;
  let left = WHOLE;
  const textOf = (value: string | number) => {
    const text = String(value).slice(0, Math.max(left, CUT));
    left -= text.length;
    return text;
  };
  return {
    name,
    headerRow: (rows.find(isHeading) ?? rows[0])?.r ?? 1,
    rows: rows.map(({ r, c }) => ({
      row: r,
      cells: c
        .slice(0, COLUMNS)
        .map(([column, , value]) => ({ column, letter: columnName(column), text: textOf(value) }))
    }))
  };
}
