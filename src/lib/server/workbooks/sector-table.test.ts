import { describe, expect, test } from 'vitest';
import { World } from '../../domain/world.ts';
import { draft, makeGroup, makeIndicator, makeUnit, SINCE } from '../../../../tests/support/small-country.ts';
import { DraftBook } from './draft-book.ts';
import { Findings } from './findings.ts';
import type { Mapping } from './mapping.ts';
import { CELL, type ReadHead, type ReadRow } from './reading/cell.ts';
import { columnRef, SectorTable, writtenOut } from './sector-table.ts';

const PERIOD = '2026-08';
const HEAD: ReadHead = {
  kind: 'csv',
  sheets: [{ name: '', hidden: false, rows: 9, merges: [] }],
  rows: 9,
  cells: 30,
  date1904: false,
  externalLinks: false
};
const MAPPING: Mapping = {
  sheet: '',
  headerRow: 1,
  kind: 'police',
  unitCode: null,
  unitName: 'Địa bàn',
  parentName: null,
  period: null,
  numberStyle: 'auto',
  values: [{ indicator: 'CQS03', numerator: 'Kích hoạt mức 2', denominator: null }]
};

/** Two provinces; a commune called Hòa Bình in each, Ba Tơ and Thủy Nguyên in the first. */
function country(): World {
  const world = new World('window');
  const province = (code: string, name: string) =>
    makeUnit(code, 1, 'VN@1945-09-02', { name, fullName: `Thành phố ${name}` });
  const commune = (code: string, parent: string, fullName: string) =>
    makeUnit(code, 3, `${parent}@${SINCE}`, { name: fullName.replace(/^\S+ /, ''), fullName });
  const units = [
    makeUnit('VN', 0, null, { validFrom: '1945-09-02' }),
    province('48', 'Đà Nẵng'),
    province('31', 'Hải Phòng'),
    commune('00101', '48', 'Phường Hòa Bình'),
    commune('00102', '31', 'Phường Hòa Bình'),
    commune('00103', '48', 'Xã Ba Tơ'),
    commune('00104', '31', 'Phường Thủy Nguyên')
  ];
  const groups = ['00101', '00102', '00103', '00104'].map((code) =>
    makeGroup(`ca-${code}`, `${code}@${SINCE}`, { kind: 'police' })
  );
  const indicators = [makeIndicator({ code: 'CQS03', kind: 'count', base: null, denominator: null })];
  for (const { body } of [
    draft({ kind: 'catalogue', indicators }),
    draft({ kind: 'units', units }),
    draft({ kind: 'groups', groups })
  ])
    world.apply({ body });
  return world;
}

/** Reads lines of texts as a file of a sector; answers the groups that file, and what was found. */
function read(lines: readonly (readonly string[])[], over: Partial<Mapping> = {}, mine?: readonly string[]) {
  const findings = new Findings();
  const book = new DraftBook(HEAD, findings);
  const table = new SectorTable(HEAD, book, { ...MAPPING, ...over }, PERIOD, {
    world: country(),
    mayFile: ({ group }) => mine?.includes(group.code) ?? true
  });
  lines.forEach((texts, index) => {
    const c = texts.flatMap((text, column) => (text ? [[column, CELL.text, text] as const] : []));
    table.take({ s: 0, r: index + 1, h: 0, c } satisfies ReadRow);
  });
  return {
    table,
    filed: book.drafts.map(({ group, values }) => [group, values[0]?.numerator]),
    faults: findings.list.map(({ code, row }) => [code, row])
  };
}

const HEADINGS = ['STT', 'Địa bàn', 'Kích hoạt mức 2'];

describe('who a row of a sector’s file is about', () => {
  test('tone placement, capitals, Unicode form and the type in front do not matter; another letter does', () => {
    const { filed, faults } = read([
      HEADINGS,
      ['1', 'phường thuỷ nguyên', '1.234'],
      ['2', 'XÃ BA TƠ'.normalize('NFD'), '7'],
      ['3', 'Xã Ba Tô', '8']
    ]);
    expect(filed).toEqual([
      ['ca-00104', 1234],
      ['ca-00103', 7]
    ]);
    expect(faults).toContainEqual(['unitUnknown', 4]);
  });

  test('a name that two units have wants the unit above, however its type is shortened', () => {
    const lines = (parent: string) => [
      [...HEADINGS, 'Tỉnh'],
      ['1', 'P. Hoà Bình', '5', parent]
    ];
    expect(read(lines('')).faults).toContainEqual(['unitAmbiguous', 2]);
    expect(read(lines('TP.Hải Phòng'), { parentName: 'Tỉnh' }).filed).toEqual([['ca-00102', 5]]);
    expect(read(lines('Đà Nẵng'), { parentName: 'Tỉnh' }).filed).toEqual([['ca-00101', 5]]);
  });

  test('of two units with a name, the one whose reporter is mine is meant', () => {
    const { filed } = read([HEADINGS, ['1', 'Hòa Bình', '5']], {}, ['ca-00102']);
    expect(filed).toEqual([['ca-00102', 5]]);
  });

  test('a unit that is not mine is named as such, and a row without a unit too', () => {
    const { filed, faults } = read([HEADINGS, ['1', 'Xã Ba Tơ', '5'], ['Tổng', '', '9']], {}, ['ca-00102']);
    expect(filed).toEqual([]);
    expect(faults).toEqual([
      ['noReporter', 2],
      ['unitMissing', 3]
    ]);
  });

  test('a code that lost its zeros in front is found; a unit that stands twice is a fault', () => {
    const { filed, faults } = read(
      [
        ['Mã', 'Số'],
        ['103', '5'],
        ['00103', '6']
      ],
      {
        unitCode: 'Mã',
        unitName: null,
        values: [{ indicator: 'CQS03', numerator: 'Số', denominator: null }]
      }
    );
    expect(filed).toEqual([['ca-00103', 5]]);
    expect(faults).toEqual([['duplicateGroup', 3]]);
  });
});

test('a saved mapping finds its columns where they have moved, and says which one is gone', () => {
  const moved = [
    ['Kích hoạt  mức 2', 'STT', 'địa bàn'],
    ['12', '1', 'Xã Ba Tơ']
  ];
  expect(read(moved).filed).toEqual([['ca-00103', 12]]);
  expect(read([['STT', 'Địa bàn']]).table.misfit).toEqual({ code: 'noColumn', what: 'Kích hoạt mức 2' });
});

test('a column without a heading is saved by its letter', () => {
  expect(columnRef('  ', 27)).toBe('@AB');
  expect(columnRef('@x', 0)).toBe('@A');
});

test('types are written out only where they are shortened', () => {
  expect(writtenOut('P.Hải Châu')).toBe('phường Hải Châu');
  expect(writtenOut('Phường Hải Châu')).toBe('Phường Hải Châu');
  expect(writtenOut('Tân An')).toBe('Tân An');
});
