import { expect, test } from 'vitest';
import type { TargetColumn, TargetSheet } from '$lib/api/targets.ts';
import { TargetDesk } from './target-desk.svelte.ts';

const words = (text: string) => ({ vi: text, en: text });
const open = { filed: true, given: null, inherited: null };
const column = (code: string, kind: TargetColumn['kind'], cells: TargetColumn['cells']): TargetColumn => ({
  ...{ code, kind, cells, short: words(code), name: words(code), counts: 'people' }
});
const bases = { population: 0, households: 0, adults: 0, age15to65: 0, businesses: 0 };
const SHEET = {
  ...{
    unit: { key: '20242@2025-07-01', name: 'Phường Hải Châu', level: 3 },
    structure: 1,
    day: '2026-12-01'
  },
  ...{ mayGive: true, choices: [] },
  rows: [
    { id: 'group:a', recipient: { group: 'a' }, name: 'Tổ A', isSelf: false, bases },
    { id: 'group:b', recipient: { group: 'b' }, name: 'Tổ B', isSelf: false, bases }
  ],
  columns: [
    column('XHS01', 'share', [open, open]),
    column('CQS02', 'count', [open, { ...open, filed: false }])
  ]
} satisfies TargetSheet;

const desk = () =>
  new TargetDesk(SHEET, { fault: (code) => code, count: (value) => value.toLocaleString('vi-VN') });

test('what a file gives and finds no place is told: unknown rows and columns, cells that take nothing', () => {
  const filled = desk().fill([
    { row: 'group:a', indicator: 'XHS01', text: '95' },
    { row: 'group:b', indicator: 'CQS02', text: '12' },
    { row: 'group:z', indicator: 'XHS01', text: '1' },
    { row: 'group:a', indicator: 'XHS99', text: '1' }
  ]);
  expect(filled).toEqual({
    changed: 1,
    unknown: ['group:z', 'XHS99'],
    closed: ['Tổ B · CQS02: 12']
  });
});

test('0,9 in a column of percentages is told, 90 and 90 % are not', () => {
  const one = desk();
  const noteOf = (text: string) => {
    one.cells.write([{ row: 0, col: 0, text }]);
    return one.note(0, 0);
  };
  expect(noteOf('0,9')).toEqual({ kind: 'warn', text: 'underOne' });
  expect(noteOf('90')).toBeNull();
  expect(noteOf('90%')).toBeNull();
  expect(noteOf('1.234.5')).toEqual({ kind: 'fault', text: 'notANumber' });
});

test('a base that is not known is no base of 0: by it nothing is divided to that recipient, and it is named', () => {
  const rows = [
    { ...SHEET.rows[0]!, bases: { ...bases, households: 30, adults: null } },
    { ...SHEET.rows[1]!, bases: { ...bases, households: null, adults: null } },
    { ...SHEET.rows[1]!, id: 'group:c', name: 'Tổ C', bases: { ...bases, households: 0, adults: null } }
  ];
  const sheet = { ...SHEET, rows, columns: [column('CQS02', 'count', [open, open, open])] };
  const one = new TargetDesk(sheet, { fault: (code) => code, count: String });
  expect(one.unknownTo(0, 'households')).toEqual(['Tổ B']);
  one.divide(0, 120, 'households');
  expect([0, 1, 2].map((row) => one.cells.text(row, 0))).toEqual(['120', '', '0']);
});
