import { expect, test } from 'vitest';
import { CellSheet, readBlock } from './cell-sheet.svelte.ts';

function sheetOf(rows: string[][], locked: (row: number, col: number) => boolean = () => false): CellSheet {
  const sheet = new CellSheet({
    locked,
    tidy: (_row, _col, text) => (/^\d+$/.test(text) ? String(Number(text)) : text)
  });
  sheet.load(rows, rows[0]?.length ?? 0);
  return sheet;
}
const all = (sheet: CellSheet) =>
  Array.from({ length: sheet.height }, (_, r) =>
    Array.from({ length: sheet.width }, (_, c) => sheet.text(r, c))
  );

test('a block pasted from a spreadsheet lands from the cursor on, and what is outside or locked stays', () => {
  const sheet = sheetOf(
    [
      ['', '', ''],
      ['', '', ''],
      ['', '', '']
    ],
    (row, col) => row === 1 && col === 2
  );
  sheet.goTo({ row: 1, col: 1 });
  expect(sheet.paste('1\t2\n3\t4\n5\t6\n')).toBe(3);
  expect(all(sheet)).toEqual([
    ['', '', ''],
    ['', '1', ''],
    ['', '3', '4']
  ]);
  expect(sheet.block).toEqual({ top: 1, left: 1, bottom: 2, right: 2 });
});

test('one text fills the whole chosen block', () => {
  const sheet = sheetOf([
    ['a', 'b'],
    ['c', 'd']
  ]);
  sheet.selectAll();
  sheet.paste('9');
  expect(all(sheet)).toEqual([
    ['9', '9'],
    ['9', '9']
  ]);
});

test('what was done is undone and done again, step by step', () => {
  const sheet = sheetOf([
    ['1', '2'],
    ['3', '4']
  ]);
  sheet.edit('07');
  sheet.commit();
  sheet.selectAll();
  sheet.clear();
  expect(all(sheet)).toEqual([
    ['', ''],
    ['', '']
  ]);
  sheet.undo();
  expect(all(sheet)).toEqual([
    ['7', '2'],
    ['3', '4']
  ]);
  sheet.undo();
  expect(sheet.text(0, 0)).toBe('1');
  sheet.redo();
  sheet.redo();
  expect(all(sheet)).toEqual([
    ['', ''],
    ['', '']
  ]);
  expect(sheet.canRedo).toBe(false);
  sheet.undo();
  sheet.write([{ row: 0, col: 0, text: '5' }]);
  expect(sheet.canRedo, 'a new step ends the old future').toBe(false);
});

test('Esc keeps what was; a locked cell takes no text', () => {
  const sheet = sheetOf([['1', '2']], (_row, col) => col === 1);
  sheet.edit('9');
  sheet.cancel();
  expect(sheet.text(0, 0)).toBe('1');
  sheet.goTo({ row: 0, col: 1 });
  expect(sheet.edit('9')).toBe(false);
});

test('fill down copies the first row of the block, or the row above', () => {
  const sheet = sheetOf([
    ['1', '2'],
    ['', ''],
    ['', '']
  ]);
  sheet.selectAll();
  sheet.fillDown();
  expect(all(sheet)).toEqual([
    ['1', '2'],
    ['1', '2'],
    ['1', '2']
  ]);
  sheet.write([{ row: 0, col: 1, text: '8' }]);
  sheet.goTo({ row: 1, col: 1 });
  sheet.fillDown();
  expect(sheet.text(1, 1)).toBe('8');
});

test('Tab goes to the next cell that takes a text, and past the last one out', () => {
  const sheet = sheetOf(
    [
      ['', ''],
      ['', '']
    ],
    (row, col) => row === 0 && col === 1
  );
  expect(sheet.advance(1)).toBe(true);
  expect(sheet.cursor).toEqual({ row: 1, col: 0 });
  sheet.advance(1);
  expect(sheet.advance(1)).toBe(false);
  expect(sheet.cursor).toEqual({ row: 1, col: 1 });
});

test('a copied block is what pasting it reads', () => {
  const sheet = sheetOf([
    ['1.234', ''],
    ['3', 'x']
  ]);
  sheet.selectAll();
  expect(readBlock(sheet.copied())).toEqual([
    ['1.234', ''],
    ['3', 'x']
  ]);
});

test('cells in quotes hold tabs and line ends; Windows line ends and a last empty line are nothing', () => {
  expect(readBlock('"a\nb"\t2\r\n"c ""d"""\t\r\n')).toEqual([
    ['a b', '2'],
    ['c "d"', '']
  ]);
  expect(readBlock('')).toEqual([]);
});
