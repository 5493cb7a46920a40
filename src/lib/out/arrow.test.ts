import { tableFromIPC } from '@uwdata/flechette';
import { expect, test } from 'vitest';
import { arrowOf } from './arrow.ts';

test('an independent reader finds types, values, nulls, headings and notes', () => {
  const bytes = arrowOf({
    columns: [
      { name: 'ordinal', title: 'Mã số', kind: 'small' },
      { name: 'num', title: 'Tử số', kind: 'whole' },
      { name: 'rate', title: 'Tỷ lệ', kind: 'number' },
      { name: 'unit', title: 'Đơn vị', kind: 'text' },
      { name: 'met', title: 'Đạt', kind: 'truth' }
    ],
    rows: [
      [1, 9_007_199_254_740_993n, 0.5, 'Xã Ẵ', true],
      [null, null, null, null, null],
      [3, 7, 0.25, '', false]
    ],
    notes: [['Nguồn', 'Mạng Lưới']]
  });
  const table = tableFromIPC(bytes, { useBigInt: true });
  expect(table.toArray()).toEqual([
    { ordinal: 1, num: 9_007_199_254_740_993n, rate: 0.5, unit: 'Xã Ẵ', met: true },
    { ordinal: null, num: null, rate: null, unit: null, met: null },
    { ordinal: 3, num: 7n, rate: 0.25, unit: '', met: false }
  ]);
  expect(table.schema.metadata?.get('Nguồn')).toBe('Mạng Lưới');
  expect(table.schema.fields[1]?.metadata?.get('title')).toBe('Tử số');
});
