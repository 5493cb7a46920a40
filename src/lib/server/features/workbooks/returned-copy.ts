import { placeOf, wordsOf, type Finding } from './findings.ts';
import { CODE_ROW, FAULT_COLUMN, FAULT_SHEET } from './layout.ts';
import {
  CELL,
  dayOfSerial,
  type Cell,
  type ReadHead,
  type ReadRow
} from '../../core/workbook-files/reading/cell.ts';
import { readRows } from '../../core/workbook-files/rows.ts';
import type { Look, WrittenBook, WrittenCell, WrittenSheet } from '../../core/workbook-files/writing/book.ts';

/** Cells up to which a copy holds the whole file; beyond it, the rows about which there is something to say. */
const WHOLE_COPY = 120_000;
/** Within how many rows the headings of a sheet end. */
const HEADINGS = 30;

/**
 * A copy of an upload with what was found written into it: marked cells, a column “Lỗi” beside each row, and a sheet
 * with the whole list. It can be corrected and sent again.
 */
export async function returnedCopy(
  path: string,
  head: ReadHead,
  findings: readonly Finding[]
): Promise<WrittenBook> {
  const told = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.sheet} ${finding.row}`;
    const list = told.get(key);
    if (list) list.push(finding);
    else told.set(key, [finding]);
  }
  const isWhole = head.cells <= WHOLE_COPY;
  const rows = head.sheets.map((): ReadRow[] => []);
  for await (const some of readRows(path)) {
    for (const row of some) {
      const wanted = isWhole || row.r <= HEADINGS || told.has(`${row.s} ${row.r}`);
      if (wanted) rows[row.s]?.push(row);
    }
  }
  const sheets = head.sheets.flatMap(({ name, hidden }, sheet) =>
    hidden || name === FAULT_SHEET
      ? []
      : [
          sheetOf(name || 'Số liệu', rows[sheet] ?? [], (row) => told.get(`${sheet} ${row}`) ?? [], {
            isWhole,
            date1904: head.date1904
          })
        ]
  );
  return { sheets: [...sheets, faultSheet(head, findings, isWhole)] };
}

type FindingsOf = (row: number) => readonly Finding[];

function sheetOf(
  name: string,
  rows: readonly ReadRow[],
  findingsOf: FindingsOf,
  { isWhole, date1904 }: { readonly isWhole: boolean; readonly date1904: boolean }
): WrittenSheet {
  const codes = rows.slice(0, HEADINGS).find(({ c }) => c.some(([, , value]) => value === CODE_ROW));
  const heads = codes?.r ?? rows[0]?.r ?? 0;
  const earlier = codes?.c.find(([, , value]) => value === FAULT_COLUMN)?.[0];
  const width = rows.reduce((most, { c }) => Math.max(most, (c.at(-1)?.[0] ?? -1) + 1), 0);
  const tells = rows.some(({ r }) => findingsOf(r).length > 0);
  const column = tells ? (earlier ?? width) : null;
  const written = function* (): Generator<WrittenCell[]> {
    let next = 1;
    for (const row of rows) {
      // Rows keep their numbers, so that what is said of them stays true.
      if (isWhole || row.r <= heads) for (; next < row.r; next++) yield [];
      next = row.r + 1;
      const look = row.r === codes?.r ? 'code' : row.r <= heads && tells ? 'head' : null;
      yield rowOf(row, findingsOf(row.r), {
        look,
        date1904,
        column,
        isCodes: row.r === codes?.r,
        isHead: row.r === heads || row.r === heads - 2
      });
    }
  };
  const widths = Array.from({ length: Math.max(width, (column ?? -1) + 1) }, (_, at) =>
    at === column ? 70 : at === 1 ? 34 : 14
  );
  return {
    name: name.slice(0, 31),
    rows: written(),
    widths,
    ...(tells ? { frozenRows: Math.min(heads, 10) } : {})
  };
}

interface RowLook {
  readonly look: Look | null;
  readonly date1904: boolean;
  /** Where the faults are written; null where the sheet has none. */
  readonly column: number | null;
  readonly isCodes: boolean;
  readonly isHead: boolean;
}

function rowOf(
  row: ReadRow,
  findings: readonly Finding[],
  { look, date1904, column, isCodes, isHead }: RowLook
): WrittenCell[] {
  const cells: WrittenCell[] = [];
  const put = (at: number, cell: WrittenCell) => {
    while (cells.length < at) cells.push(null);
    cells[at] = cell;
  };
  for (const cell of row.c)
    if (cell[0] !== column) put(cell[0], { v: shown(cell, date1904), l: look ?? 'input' });
  for (const { column: at, kind } of findings) {
    if (at < 0) continue;
    const marked = cells[at];
    if (kind === 'fault' || marked?.l !== 'fault')
      put(at, { v: marked?.v ?? null, l: kind === 'fault' ? 'fault' : 'warning' });
  }
  if (column === null) return cells;
  if (isCodes) put(column, { v: FAULT_COLUMN, l: 'code' });
  else if (isHead) put(column, { v: 'Lỗi, lưu ý', l: 'head' });
  if (findings.length > 0)
    put(column, {
      v: findings.map(sentence).join('\n'),
      l: findings.some(({ kind }) => kind === 'fault') ? 'told' : 'note'
    });
  return cells;
}

function sentence(finding: Finding): string {
  const place = finding.column < 0 ? '' : `${placeOf(finding)}: `;
  return `${finding.kind === 'fault' ? 'LỖI' : 'Lưu ý'} · ${place}${wordsOf(finding).vi}`;
}

function shown([, kind, value]: Cell, date1904: boolean): string | number {
  if ((kind & CELL.kinds) === CELL.date) return dayOfSerial(Number(value), date1904) ?? String(value);
  if (kind & CELL.percent) return `${Math.round(Number(value) * 10_000) / 100}%`;
  return value;
}

function faultSheet(head: ReadHead, findings: readonly Finding[], isWhole: boolean): WrittenSheet {
  const heads = ['Loại', 'Trang', 'Dòng', 'Ô', 'Tổ, đơn vị', 'Giá trị', 'Nội dung', 'In English'];
  const note = isWhole
    ? []
    : [[{ v: 'Tệp lớn: các trang trước chỉ giữ những dòng có lỗi hoặc cần lưu ý.', l: 'note' } as const]];
  const sorted = [...findings].sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'fault' ? -1 : 1));
  const rows = function* (): Generator<WrittenCell[]> {
    yield* note;
    yield heads.map((v) => ({ v, l: 'head' }));
    for (const finding of sorted) {
      const words = wordsOf(finding);
      const isFault = finding.kind === 'fault';
      const place = finding.column < 0 ? '' : placeOf(finding);
      const parts = [
        isFault ? 'Lỗi' : 'Lưu ý',
        head.sheets[finding.sheet]?.name ?? '',
        finding.row || '',
        place,
        finding.about ?? '',
        finding.value,
        words.vi,
        words.en
      ];
      yield parts.map((v, k) => ({ v, l: k === 0 ? (isFault ? 'fault' : 'warning') : 'words' }));
    }
  };
  return {
    name: FAULT_SHEET,
    rows: rows(),
    widths: [9, 20, 8, 8, 34, 20, 70, 70],
    frozenRows: note.length + 1
  };
}
