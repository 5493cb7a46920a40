import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { expect, test } from 'vitest';
import { parquetOf, WrongCell } from './parquet.ts';
import type { Sheet, SheetCell, SheetColumn } from './sheet.ts';

const columns: readonly SheetColumn[] = [
  { name: 'ordinal', title: 'Mã số', kind: 'small' },
  { name: 'num', title: 'Tử số', kind: 'whole' },
  { name: 'rate', title: 'Tỷ lệ', kind: 'number' },
  { name: 'unit', title: 'Đơn vị', kind: 'text' },
  { name: 'met', title: 'Đạt', kind: 'truth' }
];
const sheet = (rows: Sheet['rows']): Sheet => ({
  columns,
  rows,
  notes: [['source', 'Mạng Lưới · số liệu minh họa']]
});

async function readBack(bytes: Uint8Array<ArrayBuffer>) {
  return parquetReadObjects({ file: bytes.buffer });
}

/** As the reader gives them: 64-bit numbers as bigints. */
const asRead = (rows: Sheet['rows']) =>
  rows.map(([ordinal, num, rate, unit, met]) => ({
    ordinal,
    num: num === null ? null : BigInt(num as number | bigint),
    ...{ rate, unit, met }
  }));

const orNull = <T extends SheetCell>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

test('an independent reader finds every value of every type, and every null, where it was put', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          orNull(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
          orNull(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
          orNull(fc.double({ noNaN: true })),
          orNull(fc.string({ unit: 'grapheme' })),
          orNull(fc.boolean())
        ),
        { maxLength: 60 }
      ),
      async (rows) => {
        expect(await readBack(parquetOf(sheet(rows)))).toEqual(asRead(rows));
      }
    ),
    { numRuns: 150 }
  );
});

test('types, names, notes and headings are in the file; several groups of rows are one table', async () => {
  const rows = Array.from({ length: 120_001 }, (_, i) => [i, i * 2 ** 20, i / 7, `Xã Ẵ ${i}`, i % 3 === 0]);
  const bytes = parquetOf(sheet(rows));
  const metadata = parquetMetadata(bytes.buffer);
  expect(metadata.row_groups.length).toBe(3);
  expect(parquetSchema(metadata).children.map(({ element }) => [element.name, element.type])).toEqual([
    ['ordinal', 'INT32'],
    ['num', 'INT64'],
    ['rate', 'DOUBLE'],
    ['unit', 'BYTE_ARRAY'],
    ['met', 'BOOLEAN']
  ]);
  expect(metadata.key_value_metadata).toContainEqual({
    key: 'source',
    value: 'Mạng Lưới · số liệu minh họa'
  });
  expect(metadata.key_value_metadata).toContainEqual({ key: 'title:unit', value: 'Đơn vị' });
  const read = await readBack(bytes);
  expect(read.length).toBe(120_001);
  expect(read[120_000]).toEqual(asRead([rows[120_000]!])[0]);
});

test('a table without rows is a table; what does not fit is refused, never cut', async () => {
  expect(await readBack(parquetOf(sheet([])))).toEqual([]);
  expect(() => parquetOf(sheet([[2 ** 31, null, null, null, null]]))).toThrow(WrongCell);
  expect(() => parquetOf(sheet([[0, 0.5, null, null, null]]))).toThrow(WrongCell);
});
