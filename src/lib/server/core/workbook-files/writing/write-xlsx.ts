import type { Blob } from 'node:buffer';
import type { Stream } from 'node:stream';
import writeXlsxFile, { type CellObject, type Feature, type Sheet } from 'write-excel-file/node';
import {
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeAttributeValue
} from 'write-excel-file/utility';
import type { Look, Validation, WrittenBook, WrittenCell, WrittenSheet } from './book.ts';

/** What the library takes as the content of a file in Node. */
type Content = Stream | Buffer | Blob;
type Style = Omit<CellObject, 'value' | 'type'>;

const EDGE = { borderColor: '#c3ccd6', borderStyle: 'thin' } as const;
const COUNT = '#,##0';

/** The looks; colours of attainment are kept for attainment. */
const STYLES: Readonly<Record<Look, Style>> = {
  plain: {},
  title: { fontWeight: 'bold', fontSize: 14 },
  head: {
    fontWeight: 'bold',
    backgroundColor: '#e3f1f2',
    wrap: true,
    align: 'center',
    alignVertical: 'center',
    ...EDGE
  },
  part: {
    backgroundColor: '#f2f8f8',
    wrap: true,
    align: 'center',
    alignVertical: 'center',
    fontSize: 9,
    ...EDGE
  },
  code: { textColor: '#8a95a3', fontSize: 8, ...EDGE },
  note: { textColor: '#5b6673', wrap: true, alignVertical: 'top' },
  past: { textColor: '#5b6673', backgroundColor: '#f7f8fa', format: COUNT, ...EDGE },
  input: { format: COUNT, ...EDGE },
  closed: { backgroundColor: '#e9edf1', ...EDGE },
  words: { wrap: true, alignVertical: 'top', ...EDGE },
  fault: { backgroundColor: '#f8d7e3', textColor: '#8a1743', fontWeight: 'bold', ...EDGE },
  warning: { backgroundColor: '#fdf0dd', ...EDGE },
  told: { textColor: '#8a1743', wrap: true, alignVertical: 'top', ...EDGE }
};

/** Writes a workbook of ours to a file. Texts stay texts: nothing of them becomes a formula. */
export async function writeXlsx({ sheets }: WrittenBook, path: string): Promise<void> {
  const written = sheets.map((sheet): Sheet<Content> => ({
    sheet: sheet.name,
    data: Array.from(sheet.rows, (row) => row.flatMap(cellOf)),
    columns: sheet.widths.map((width) => ({ width })),
    stickyRowsCount: sheet.frozenRows ?? 0,
    stickyColumnsCount: sheet.frozenColumns ?? 0
  }));
  await writeXlsxFile(written, { fontFamily: 'Calibri', fontSize: 11, features: [extras(sheets)] }).toFile(
    path
  );
}

function cellOf(cell: WrittenCell): (CellObject | null)[] {
  if (cell === null) return [null];
  const style = STYLES[cell.l];
  const spanned = cell.span ? { columnSpan: cell.span } : {};
  const rest = Array.from({ length: (cell.span ?? 1) - 1 }, () => null);
  if (cell.v === null) return [{ ...style, ...spanned, type: Number }, ...rest];
  if (typeof cell.v === 'number') return [{ ...style, ...spanned, value: cell.v, type: Number }, ...rest];
  // A number's format on a text would make it one of Excel's errors.
  const { format: _, ...words } = style;
  return [{ ...words, ...spanned, value: cell.v.slice(0, 32_000), type: String, format: '@' }, ...rest];
}

/** What the library leaves to features: what may be typed where, and rows that are not shown. */
function extras(sheets: readonly WrittenSheet[]): Feature<Content> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform(xml, _, { sheetIndex }) {
            const { validations = [], hiddenRows = [] } = sheets[sheetIndex] ?? {};
            const shown = hiddenRows.reduce(
              (text, row) => text.replace(new RegExp(`<row r="${row}"`), `<row r="${row}" hidden="1"`),
              xml
            );
            return validations.length > 0 ? withValidations(shown, validations) : shown;
          }
        }
      }
    }
  };
}

function withValidations(xml: string, validations: readonly Validation[]): string {
  const markup = validations.map(({ range, kind, text }) => {
    const what =
      kind === 'whole'
        ? '<formula1>0</formula1><formula2>2000000000</formula2>'
        : '<formula1>10000</formula1>';
    const type =
      kind === 'whole' ? 'type="whole" operator="between"' : 'type="textLength" operator="lessThanOrEqual"';
    const message = sanitizeAttributeValue(text);
    return `<dataValidation ${type} allowBlank="1" showErrorMessage="1" errorTitle="Mạng Lưới" error="${message}" sqref="${range}">${what}</dataValidation>`;
  });
  const all = `<dataValidations count="${validations.length}">${markup.join('')}</dataValidations>`;
  const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [];
  return insertElementMarkupAccordingToOrderOfSiblings(xml, all, order, 'worksheet');
}
