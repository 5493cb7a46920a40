import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv, type CsvCell } from './csv.ts';

const TABLE: readonly (readonly CsvCell[])[] = [
  ['Đơn vị', 'Tử số', 'Tỷ lệ'],
  ['Phường "Hải Châu", Đà Nẵng', 208_726, 0.875],
  ['Xã; B', 9_007_199_254_740_993n, -0.25],
  [null, null, null]
];

test('the machine kind is plain CSV: one row of headings, decimal points, nothing besides the table', () => {
  expect(csv(TABLE, 'machine')).toBe(
    'Đơn vị,Tử số,Tỷ lệ\r\n"Phường ""Hải Châu"", Đà Nẵng",208726,0.875\r\n"Xã; B",9007199254740993,-0.25\r\n,,\r\n'
  );
});

test('the spreadsheet kind has what Excel and LibreOffice of a Vietnamese office read as numbers', () => {
  const text = csv(TABLE, 'spreadsheet');
  expect(text.startsWith('\ufeffĐơn vị;Tử số;Tỷ lệ\r\n')).toBe(true);
  const read: string[][] = parse(text, { bom: true, delimiter: ';' });
  expect(read[1]).toEqual(['Phường "Hải Châu", Đà Nẵng', '208726', '0,875']);
  expect(read[2]).toEqual(['Xã; B', '9007199254740993', '-0,25']);
});

test('numbers are written without exponents, and what is no number as nothing', () => {
  expect(csv([[1e-7, 1e21, Number.NaN, Infinity, true]], 'machine')).toBe(
    '0.0000001,1000000000000000000000,,,true\r\n'
  );
});

test('every text comes back as it was, by either kind', () => {
  const plain = fc
    .string({ unit: 'grapheme' })
    .filter((text) => !/^[\p{Z}\p{C}]*[=+\-@−＝＋－＠﹢﹣﹦﹫]|^[\p{C}]|\0/u.test(text));
  fc.assert(
    fc.property(
      fc.array(plain, { minLength: 1 }),
      fc.constantFrom('machine', 'spreadsheet'),
      (texts, kind) => {
        const delimiter = kind === 'machine' ? ',' : ';';
        const text = csv([['a', 'b'], ...texts.map((one, i) => [one, i])], kind);
        const read: string[][] = parse(text, { bom: true, delimiter });
        expect(read.slice(1)).toEqual(texts.map((one, i) => [one, String(i)]));
      }
    )
  );
});

test('no text becomes a formula, in whatever form its sign comes, and a number stays one', () => {
  const hostile = [
    '=1+1',
    '+A1',
    '-A1',
    '@SUM(A1)',
    '＝1+1',
    '＋1',
    '－A',
    '＠x',
    ' =1',
    '\u00a0=1',
    '\ufeff=1',
    '\t=1',
    '\r=1',
    '\n=1',
    '\u200b=1'
  ];
  for (const kind of ['machine', 'spreadsheet'] as const) {
    const delimiter = kind === 'machine' ? ',' : ';';
    const read: string[][] = parse(
      csv(
        hostile.map((text) => [text, 1]),
        kind
      ),
      { bom: true, delimiter }
    );
    expect(read.map(([text]) => text)).toEqual(hostile.map((text) => `'${text}`));
  }
  expect(csv([[-5, '-5', '-0,5']], 'machine')).toBe('-5,-5,"-0,5"\r\n');
});
