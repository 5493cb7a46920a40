import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvOf, notesCsvOf } from './csv.ts';
import type { Sheet } from './sheet.ts';

const SHEET: Sheet = {
  columns: [
    { name: 'unit', title: 'Đơn vị', kind: 'text' },
    { name: 'rate', title: 'Tỷ lệ', kind: 'number' }
  ],
  rows: [['Phường Hải Châu', 0.875]],
  notes: [['Nguồn', 'Mạng Lưới']]
};

test('a table for programs has its names and no note below it', () => {
  expect(csvOf(SHEET, 'machine')).toBe('unit,rate\r\nPhường Hải Châu,0.875\r\n');
});

test('a table for a spreadsheet has headings for people and no note below it', () => {
  expect(csvOf(SHEET, 'spreadsheet')).toBe('\ufeffĐơn vị;Tỷ lệ\r\nPhường Hải Châu;"0,875"\r\n');
});

test('notes and columns are a table of their own', () => {
  const heads = { notes: 'Ghi chú', column: 'Cột', name: 'Tên', words: 'Nội dung' };
  const read: string[][] = parse(notesCsvOf(SHEET, heads), { bom: true, delimiter: ';' });
  expect(read).toEqual([
    ['', 'Tên', 'Nội dung'],
    ['Ghi chú', 'Nguồn', 'Mạng Lưới'],
    ['Cột', 'unit', 'Đơn vị'],
    ['Cột', 'rate', 'Tỷ lệ']
  ]);
});
