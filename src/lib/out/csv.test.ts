import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

const columns = [
  { name: 'unit', title: 'Đơn vị', kind: 'text' },
  { name: 'num', title: 'Tử số', kind: 'whole' }
] as const;

test('a spreadsheet reads it as UTF-8, with headings for people and exact numbers', () => {
  const csv = csvOf({
    columns,
    rows: [
      ['Phường "Hải Châu", Đà Nẵng', 9_007_199_254_740_993n],
      [null, null]
    ],
    notes: [['Nguồn', 'Mạng Lưới']]
  });
  expect(csv).toBe(
    '\ufeffĐơn vị,Tử số\r\n"Phường ""Hải Châu"", Đà Nẵng",9007199254740993\r\n,\r\n\r\nNguồn,Mạng Lưới\r\n'
  );
});

test('no text becomes a formula, and every other one comes back as it was', () => {
  expect(csvOf({ columns, rows: [['=HYPERLINK("x")', 1]], notes: [] })).toContain(`"'=HYPERLINK(""x"")",1`);
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]|\0/.test(text))),
      (texts) => {
        const csv = csvOf({ columns, rows: texts.map((text, i) => [text, i]), notes: [] });
        const read: string[][] = parse(csv, {
          bom: true,
          relax_column_count: true,
          skip_empty_lines: true
        });
        expect(read.slice(1)).toEqual(texts.map((text, i) => [text, String(i)]));
      }
    )
  );
});
