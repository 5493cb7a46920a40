import { expect, test } from 'vitest';
import { makeGroup, makeUnit, SINCE } from '../../../tests/support/small-country.ts';
import { Tree } from './tree.ts';

test('a group’s code is the same in any case, unless two differ in that alone', () => {
  const tree = new Tree('window');
  tree.putUnit(makeUnit('VN', 0, null));
  tree.putGroup(makeGroup('cns-1.01', `VN@${SINCE}`));
  const called = (text: string) => tree.groupCalled(text)?.group.code;
  expect([called('cns-1.01'), called('CNS-1.01 '), called('cns-1.02')]).toEqual([
    'cns-1.01',
    'cns-1.01',
    undefined
  ]);
  // What comes later is known as well.
  tree.putGroup(makeGroup('CNS-1.01', `VN@${SINCE}`));
  tree.putGroup(makeGroup('cns-1.02', `VN@${SINCE}`));
  expect([called('cns-1.01'), called('CNS-1.01'), called('Cns-1.01'), called('CNS-1.02')]).toEqual([
    'cns-1.01',
    'CNS-1.01',
    undefined,
    'cns-1.02'
  ]);
});
