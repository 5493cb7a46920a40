import { expect, test } from 'vitest';
import type { Group } from '../domain/group.ts';
import { GroupReader } from './group-reader.ts';

const group = (code: string, name: string): Group => ({
  ...{ code, name, unit: '20242@2025-07-01', kind: 'village-group', validFrom: '2025-07-01', validTo: null },
  ...{ bases: [], notApplicable: [] }
});
const readerOf = (groups: readonly Group[]) =>
  new GroupReader({ group: (code) => groups.find((one) => one.code === code), groups: () => groups });
const reader = readerOf([
  group('cns-1.01', 'Tổ CNSCĐ Hoà Khánh'),
  group('cns-1.02', 'Tổ CNSCĐ số 2'),
  group('X', 'Tổ X'),
  group('x', 'Tổ x nhỏ')
]);
const told = (code: string, name?: string) => {
  const reading = reader.read(code, name);
  return 'fault' in reading ? reading.fault.code : `${reading.found.code}${reading.remark ? ' *' : ''}`;
};

test.each([
  ['cns-1.01', undefined, 'cns-1.01'],
  ['CNS-1.01\u200b ', 'tổ CNSCĐ Hòa Khánh', 'cns-1.01'],
  ['cns-1.01', 'Tổ CNSCĐ số 2', 'groupNameDiffers'],
  ['cns-1.01', 'Tổ CNSCĐ Hòa Khánh (bà Lan)', 'cns-1.01 *'],
  ['x', undefined, 'x'],
  ['X', undefined, 'X'],
  ['cns-1.1', undefined, 'groupUnknown']
])('the group of %s, called %s', (code, name, expected) => {
  expect(told(code, name)).toBe(expected);
});

test('two codes that differ in capitals alone are told apart only as they are registered', () => {
  const both = readerOf([group('Ab', 'A'), group('aB', 'B')]);
  expect(both.read('AB')).toMatchObject({ fault: { code: 'groupAmbiguous', words: ['Ab', 'aB'] } });
});
