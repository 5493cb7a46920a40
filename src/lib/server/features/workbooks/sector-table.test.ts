import { describe, expect, test } from 'vitest';
import { World } from '../../../domain/world.ts';
import {
  draft,
  makeGroup,
  makeIndicator,
  makeUnit,
  SINCE
} from '../../../../../tests/support/small-country.ts';
import { UnitReader } from '../../../reading/unit-reader.ts';
import { DraftBook } from './draft-book.ts';
import { Findings, wordsOf } from './findings.ts';
import type { MappingView as Mapping } from '../../../api/workbooks.ts';
import { CELL, type ReadHead, type ReadRow } from '../../core/workbook-files/reading/cell.ts';
import { SectorTable } from './sector-table.ts';

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
    commune('00104', '31', 'Phường Thủy Nguyên'),
    ...['Phường Cũ', 'Phường Xưa'].map((fullName, k) =>
      makeUnit(`0010${k + 1}`, 3, 'VN@1945-09-02', {
        ...{ name: fullName.replace(/^\S+ /, ''), fullName, validFrom: '2004-01-01', validTo: SINCE }
      })
    )
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

interface Over extends Partial<Mapping> {
  readonly head?: Partial<ReadHead>;
  readonly within?: string;
}

/** Reads lines of texts as a file of a sector; answers the groups that file, and what was found. */
function read(lines: readonly (readonly string[])[], over: Over = {}, mine?: readonly string[]) {
  const { head = {}, within = null, ...mapping } = over;
  const findings = new Findings();
  const whole = { ...HEAD, ...head };
  const book = new DraftBook(whole, findings);
  const world = country();
  const units = world.tree.nodes.flatMap((node) => (node.kind === 'unit' ? [node.unit] : []));
  const table = new SectorTable(whole, book, { ...MAPPING, ...mapping }, PERIOD, {
    world,
    units: new UnitReader(units),
    mayFile: ({ group }) => mine?.includes(group.code) ?? true,
    within
  });
  const rows = lines.map((texts, index): ReadRow => {
    const c = texts.flatMap((text, column) => (text ? [[column, CELL.text, text] as const] : []));
    return { s: 0, r: index + 1, h: 0, c };
  });
  for (const row of rows) table.survey(row);
  table.surveyed();
  for (const row of rows) table.take(row);
  return {
    table,
    filed: book.drafts.map(({ group, values }) => [group, values[0]?.numerator]),
    faults: findings.list.map(({ code, row }) => [code, row]),
    told: findings.list.map((finding) => wordsOf(finding).vi),
    about: findings.list.map((finding) => book.aboutOf(finding))
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
    expect(read(lines('')).faults).toContainEqual(['unitParentMissing', 2]);
    expect(read(lines('TP.Hải Phòng'), { parentName: 'Tỉnh' }).filed).toEqual([['ca-00102', 5]]);
    expect(read(lines('Đà Nẵng'), { parentName: 'Tỉnh' }).filed).toEqual([['ca-00101', 5]]);
  });

  test('of two units with a name, the one within the unit of which the file is is meant', () => {
    const { filed } = read([HEADINGS, ['1', 'Hòa Bình', '5']], { within: `31@${SINCE}` }, ['ca-00102']);
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
    expect(faults).toEqual([
      ['zerosLost', 2],
      ['duplicateGroup', 3]
    ]);
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

test('Năm is not Nam: a saved column is found by its whole heading, and its place among equals', () => {
  const lines = [
    ['Tên xã', 'Năm', 'Nam', 'Nữ', 'Nam'],
    ['Xã Ba Tơ', '2026', '104100', '700', '9']
  ];
  const value = (numerator: string) => ({
    unitName: 'Tên xã',
    values: [{ indicator: 'CQS03', numerator, denominator: null }]
  });
  expect(read(lines, value('Nam')).filed).toEqual([['ca-00103', 104_100]]);
  expect(read(lines, value('#2 Nam')).filed).toEqual([['ca-00103', 9]]);
  expect(read(lines, value('@C')).table.misfit).toEqual({ code: 'noColumn', what: '@C' });
});

const CODED: Over = {
  unitCode: 'Mã xã',
  unitName: 'Tên xã',
  values: [{ indicator: 'CQS03', numerator: 'Số', denominator: null }]
};
const CODED_HEADINGS = ['Mã xã', 'Tên xã', 'Số'];

describe('RULES 27 in a sector’s file', () => {
  test('a code of another unit than the name is a fault that names both, and says what the row is about', () => {
    const { filed, faults, told, about } = read(
      [CODED_HEADINGS, ['00103', 'Phường Hòa Bình', '5'], ['00101', 'P. Hoà Bình', '6']],
      CODED
    );
    expect(filed).toEqual([['ca-00101', 6]]);
    expect(faults).toEqual([['unitNameDiffers', 2]]);
    expect(told[0]).toBe('Mã 00103 là Xã Ba Tơ, tên ghi Phường Hòa Bình. Hãy sửa mã hoặc tên.');
    expect(about).toEqual(['Phường Hòa Bình']);
  });

  test('a file of another era is recognised before any row is judged, and none is taken', () => {
    const { table, filed } = read(
      [CODED_HEADINGS, ['00101', 'Phường Cũ', '5'], ['00102', 'Phường Xưa', '6'], ['00103', 'Xã Ba Tơ', '7']],
      CODED
    );
    expect(table.misfit).toEqual({ code: 'otherEra', what: `2<${SINCE}` });
    expect(filed).toEqual([]);
  });

  test('beside rows of another era a code alone is not believed', () => {
    const { filed, faults, told } = read(
      [
        CODED_HEADINGS,
        ['00101', 'Phường Cũ', '5'],
        ['00102', '', '6'],
        ['00103', 'Xã Ba Tơ', '7'],
        ['00104', 'Phường Thủy Nguyên', '8']
      ],
      CODED
    );
    expect(filed.map(([group]) => group)).toEqual(['ca-00103', 'ca-00104']);
    expect(faults).toEqual([
      ['eraRows', 0],
      ['unitNameDiffers', 2],
      ['eraUnsure', 3]
    ]);
    expect(told[0]).toContain('1 dòng dùng mã, tên trước');
  });

  test('a label that is merged downwards is of every row that it reaches; a merged figure is a fault', () => {
    const head = { sheets: [{ name: '', hidden: false, rows: 9, merges: [[2, 0, 3, 0] as const] }] };
    const lines = [
      ['Tỉnh', 'Địa bàn', 'Kích hoạt mức 2'],
      ['Thành phố Đà Nẵng', 'Hòa Bình', '5'],
      ['', 'Ba Tơ', '6']
    ];
    const labels = read(lines, { head, parentName: 'Tỉnh' });
    expect(labels.filed).toEqual([
      ['ca-00101', 5],
      ['ca-00103', 6]
    ]);
    expect(labels.faults).toEqual([]);
    const merges = [[2, 2, 3, 2] as const];
    const figures = read(lines, { head: { sheets: [{ ...head.sheets[0]!, merges }] }, parentName: 'Tỉnh' });
    expect(figures.faults).toContainEqual(['mergedCells', 2]);
  });

  test('a month that is not the one chosen is told for what it is', () => {
    const lines = [
      [...CODED_HEADINGS, 'Kỳ'],
      ['00103', 'Xã Ba Tơ', '5', '20/08/2026'],
      ['00104', 'Phường Thủy Nguyên', '5', '2026.1'],
      ['00101', 'Phường Hòa Bình', '5', '05/10/2026']
    ];
    const { told, faults } = read(lines, { ...CODED, period: 'Kỳ' });
    expect(faults).toEqual([
      ['otherMonth', 2],
      ['monthBareNumber', 3],
      ['monthDayOrder', 4]
    ]);
    expect(told[0]).toBe('Ô này được hiểu là kỳ 9/2026.');
  });
});
