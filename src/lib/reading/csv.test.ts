import { expect, test } from 'vitest';
import { CsvReader, readCsvText, separatorOf, type CsvRow } from './csv.ts';

const read = (text: string) => readCsvText(text, 100);
const cells = (text: string) => {
  const rows = read(text);
  return 'why' in rows ? rows : rows.map((row) => row.cells);
};

test.each<[string, unknown]>([
  [
    'a;b\n1;2\n',
    [
      ['a', 'b'],
      ['1', '2']
    ]
  ],
  [
    'a;b\r\n1;2',
    [
      ['a', 'b'],
      ['1', '2']
    ]
  ],
  [
    'a;b\r1;2',
    [
      ['a', 'b'],
      ['1', '2']
    ]
  ],
  ['a;"x;y"\n', [['a', 'x;y']]],
  ['a;"x ""y"" z"\n', [['a', 'x "y" z']]],
  ['a;Tổ "Sao Mai" đếm\n', [['a', 'Tổ "Sao Mai" đếm']]],
  ['a;"Tổ "Sao Mai" 1";3\n', [['a', 'Tổ Sao Mai" 1"', '3']]],
  [
    'a;"x\ny";b\n1;2;3\n',
    [
      ['a', 'x\ny', 'b'],
      ['1', '2', '3']
    ]
  ],
  ['sep=;\na;b\n', [['a', 'b']]],
  ['\ufeffSEP=,\r\na,b\r\n', [['a', 'b']]],
  [';;\na;;\n', [['a', '', '']]],
  ['a;b;\n', [['a', 'b', '']]],
  [
    'a;b;c\n1;2;',
    [
      ['a', 'b', 'c'],
      ['1', '2', '']
    ]
  ]
])('%j', (text, expected) => {
  expect(cells(text)).toEqual(expected);
});

test('rows are numbered as a spreadsheet numbers them', () => {
  const rows = read('a;b\n\n;\n1;"x\ny"\n3;4') as readonly CsvRow[];
  expect(rows.map(({ row }) => row)).toEqual([1, 4, 5]);
});

test('a cell that begins with a quote and swallows rows is broken where it begins', () => {
  expect(read('a;b;c\n1;"2;3\n4;5;6\n7;8;"9"\n')).toEqual({ row: 2, why: 'quote' });
  expect(read('a;b\n1;"never closed\n')).toEqual({ row: 2, why: 'quote' });
  expect(read(`a;b\n1;${'x'.repeat(101)}\n`)).toEqual({ row: 2, why: 'tooLong' });
});

test('pieces may end anywhere', () => {
  const text = 'a;"x ""y"""\r\n1;"p;q\r\nr"\r\n"Tổ "S" 1";2';
  const whole = read(text);
  for (let at = 1; at < text.length; at++) {
    const reader = new CsvReader(';', 100);
    const rows = [...reader.push(text.slice(0, at)), ...reader.push(text.slice(at)), ...reader.end()];
    expect(rows, `cut at ${at}`).toEqual(whole);
  }
  const reader = new CsvReader(';', 100);
  expect([...[...text].flatMap((letter) => reader.push(letter)), ...reader.end()]).toEqual(whole);
});

test('a quote within a cell does not hide separators', () => {
  expect(separatorOf('a;b;c\nTổ "Sao, Mai;1;2\nx;1";2\n')).toBe(';');
});
