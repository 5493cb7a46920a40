import type { SheetData } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { hundredthsOf } from '../../../domain/target.ts';
import type { TargetCell, TargetColumn, TargetSheet } from '../../../api/targets.ts';
import { MARK } from './mark.ts';

const HEAD = {
  fontWeight: 'bold',
  backgroundColor: '#e3f1f2',
  align: 'center',
  alignVertical: 'center',
  wrap: true
} as const;
const UNITS = { share: '%', quota: 'số lượng giao', count: 'số lượng' } as const;

/**
 * A sheet of targets as an Excel table: codes of the recipients, their names, one column an indicator (its code first),
 * with what was given to them in place; what is inherited stays empty.
 */
export async function targetWorkbook(sheet: TargetSheet): Promise<Buffer> {
  const title = `Giao chỉ tiêu: ${sheet.unit.name}, hiệu lực ${sheet.day}`;
  const data: SheetData = [
    [{ value: title, fontWeight: 'bold', fontSize: 14 }],
    [
      { value: MARK, ...HEAD },
      { value: 'Đơn vị, tổ nhận', ...HEAD },
      ...sheet.columns.map(({ code, short, kind }) => ({
        value: `${code} · ${short.vi} (${UNITS[kind]})`,
        ...HEAD
      }))
    ],
    ...sheet.rows.map(({ id, name, isSelf }, row) => [
      { value: id, textColor: '#5b6673' },
      { value: name, ...(isSelf ? { fontWeight: 'bold' as const } : {}) },
      ...sheet.columns.map((column) => cellOf(column, column.cells[row]))
    ])
  ];
  const file = writeXlsxFile(data, {
    sheet: 'Mức giao',
    columns: [{ width: 24 }, { width: 36 }, ...sheet.columns.map(() => ({ width: 18 }))],
    stickyRowsCount: 2,
    stickyColumnsCount: 2
  });
  return file.toBuffer();
}

function cellOf({ kind }: TargetColumn, cell: TargetCell | undefined) {
  if (!cell?.filed) return { value: '–', align: 'center' as const, textColor: '#5b6673' };
  const { given } = cell;
  const value = !given
    ? undefined
    : kind === 'share'
      ? hundredthsOf(given.value) / 100
      : kind === 'quota'
        ? given.assigned
        : given.value.num / given.value.den;
  return value === undefined ? null : { value, type: Number, format: kind === 'share' ? '0.##' : '#,##0' };
}
