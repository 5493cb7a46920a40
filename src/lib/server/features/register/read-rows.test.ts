import { expect, test } from 'vitest';
import { readRows } from './read-rows.ts';

const read = (text: string | Uint8Array) => readRows(typeof text === 'string' ? Buffer.from(text) : text);
const codes = (text: string | Uint8Array) => {
  const rows = read(text);
  return 'faults' in rows ? rows.faults.map(({ code, row }) => [code, row]) : rows.rows;
};

test('a table is read as a spreadsheet reads it', () => {
  expect(codes('\ufeffcode;name\r\n01; Tổ "Sao Mai" \r\n\r\n02;"x;y"\r\n')).toEqual([
    { code: '01', name: 'Tổ "Sao Mai"' },
    { code: '02', name: 'x;y' }
  ]);
  expect(codes('sep=;\ncode;name\n01;a\n')).toEqual([{ code: '01', name: 'a' }]);
});

test.each([
  ['code;name\n01;"a\n02;b\n03;c\n"\n', [['openQuote', 1]]],
  ['code;name\n01;a;b\n', [['otherWidth', 1]]],
  ['code;name\n01\n', [['otherWidth', 1]]],
  ['code;code\n01;02\n', [['columnTwice', 0]]],
  ['{"rows":', [['badTable', 0]]],
  ['', [['empty', 0]]]
])('what cannot be read is named by what is wrong, in both languages: %j', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test('a foreign byte spoils its own cell alone; an old encoding is told with how it reads', () => {
  const broken = Buffer.concat([
    Buffer.from('code;name\n01;đếm lại\n02;ch'),
    Buffer.of(0xea),
    Buffer.from('\n')
  ]);
  expect(codes(broken)).toEqual([['badLetters', 2]]);
  const old = read(Buffer.from('code;name\n01;®Õm l¹i c¶ tæ\n', 'latin1'));
  expect('faults' in old && old.faults[0]?.message.vi).toContain('đếm lại cả tổ');
});
