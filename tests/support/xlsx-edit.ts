import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CELL, type Cell, type ReadRow } from '../../src/lib/server/core/workbook-files/reading/cell.ts';
import { readApart } from '../../src/lib/server/core/workbook-files/reading/read-apart.ts';
import { zipOf } from './hostile/zip-writer.ts';

/** A cell as a test writes it: a text, a number, or raw XML of a cell after its reference. */
export type EditedCell = string | number | { readonly xml: string };

/** A sheet as a test reads and writes it: rows from 1, columns from 0. */
export interface EditedSheet {
  readonly name: string;
  readonly rows: Map<number, Map<number, EditedCell>>;
  readonly merges: string[];
  readonly hiddenRows: Set<number>;
}

/** `A`, `AB`: a column from 0 as people name it. */
export const columnLetter = (column: number): string =>
  (column >= 26 ? columnLetter(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** Reads a workbook as the product reads it. */
export async function openXlsx(bytes: Uint8Array): Promise<EditedSheet[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mangluoi-xlsx-'));
  try {
    const [path, rows] = [join(folder, 'a.xlsx'), join(folder, 'rows')];
    await writeFile(path, bytes);
    const read = await readApart({ path, name: 'a.xlsx', rows });
    if ('refused' in read) throw new Error(`not read: ${read.refused} ${read.what}`);
    const sheets = read.head.sheets.map(({ name }): EditedSheet => ({
      name,
      rows: new Map(),
      merges: [],
      hiddenRows: new Set()
    }));
    for (const line of (await readFile(rows, 'utf8')).split('\n').filter(Boolean)) {
      const { s, r, c } = JSON.parse(line) as ReadRow;
      sheets[s]?.rows.set(
        r,
        new Map(
          c.map(([column, kind, value]: Cell) => [
            column,
            (kind & CELL.kinds) === CELL.number ? Number(value) : String(value)
          ])
        )
      );
    }
    return sheets;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A workbook of these sheets; style 1 is a date, style 2 a percentage. */
export function saveXlsx(sheets: readonly EditedSheet[]): Buffer {
  const ids = sheets.map((_, index) => index + 1);
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipOf([
    {
      name: '[Content_Types].xml',
      data: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
    },
    {
      name: '_rels/.rels',
      data: `${head}<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
    },
    {
      name: 'xl/workbook.xml',
      data: `${head}<workbook xmlns:r="${office}"><sheets>${sheets.map(({ name }, k) => `<sheet name="${escaped(name)}" sheetId="${k + 1}" r:id="r${k + 1}"/>`).join('')}</sheets></workbook>`
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${head}<Relationships>${ids.map((id) => `<Relationship Id="r${id}" Type="${office}/worksheet" Target="worksheets/sheet${id}.xml"/>`).join('')}<Relationship Id="s" Type="${office}/styles" Target="styles.xml"/></Relationships>`
    },
    {
      name: 'xl/styles.xml',
      data: `${head}<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>`
    },
    ...sheets.map((sheet, k) => ({ name: `xl/worksheets/sheet${k + 1}.xml`, data: head + sheetXml(sheet) }))
  ]);
}

function sheetXml({ rows, merges, hiddenRows }: EditedSheet): string {
  const inside = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) => {
      const own = [...cells]
        .sort(([a], [b]) => a - b)
        .map(([column, cell]) => cellXml(`${columnLetter(column)}${row}`, cell));
      return `<row r="${row}"${hiddenRows.has(row) ? ' hidden="1"' : ''}>${own.join('')}</row>`;
    });
  const merged =
    merges.length > 0
      ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : '';
  return `<worksheet><sheetData>${inside.join('')}</sheetData>${merged}</worksheet>`;
}

function cellXml(ref: string, cell: EditedCell): string {
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c r="${ref}"${cell.xml}</c>`;
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** The sheet whose row of codes has a column, that row, and the columns by their code. */
export function tableOf(
  sheets: readonly EditedSheet[],
  code: string
): { sheet: EditedSheet; codes: Map<string, number>; first: number } {
  for (const sheet of sheets) {
    for (const [row, cells] of sheet.rows) {
      const codes = new Map(
        [...cells].map(([column, value]) => [typeof value === 'string' ? value : '', column])
      );
      if (codes.has('#to') && codes.has(code)) return { sheet, codes, first: row + 1 };
    }
  }
  throw new Error(`no table with ${code}`);
}
