import { expect, test } from 'vitest';
import { makeGroup, makeUnit } from '../../../tests/support/small-country.ts';
import { answerLevels, standingLevels, standsIn } from './standing-levels.ts';
import { Tree } from './tree.ts';
import type { UnitKey } from './unit.ts';

const THEN = '2020-01-01';
const NOW = '2025-07-01';

/** A province with a district and a commune in it until the reform, and without districts from then on. */
function reformed(): Tree {
  const tree = new Tree('window');
  tree.putUnit(makeUnit('VN', 0, null));
  tree.putUnit(makeUnit('48', 1, `VN@${THEN}`, { validTo: NOW }));
  tree.putUnit(makeUnit('490', 2, `48@${THEN}`, { validTo: NOW }));
  tree.putUnit(makeUnit('20194', 3, `490@${THEN}`, { validTo: NOW }));
  tree.putGroup(makeGroup('old', `20194@${THEN}`, { validTo: NOW }));
  tree.putUnit(makeUnit('48', 1, `VN@${THEN}`, { validFrom: NOW }));
  tree.putUnit(makeUnit('20242', 3, `48@${NOW}`, { validFrom: NOW }));
  tree.putGroup(makeGroup('new', `20242@${NOW}`, { validFrom: NOW }));
  return tree;
}

test('the levels offered are those of the unit’s own tree on that day', () => {
  const tree = reformed();
  const at = (key: UnitKey) => tree.unit(key)!.ordinal;
  expect(standingLevels(tree, at(`VN@${THEN}`), '2022-06-14')).toEqual([
    'country',
    'province',
    'district',
    'commune',
    'group'
  ]);
  expect(standingLevels(tree, at(`VN@${THEN}`), '2026-11-14')).toEqual([
    'country',
    'province',
    'commune',
    'group'
  ]);
  expect(standingLevels(tree, at(`20242@${NOW}`), '2026-11-14')).toEqual(['commune', 'group']);
  expect(standsIn(tree, at(`48@${NOW}`), 'district', '2026-11-14')).toBe(false);
});

test('a group asks its district only where it works in one', () => {
  const tree = reformed();
  expect(answerLevels(tree, tree.group('old')!.ordinal)).toEqual([
    'commune',
    'district',
    'province',
    'country'
  ]);
  expect(answerLevels(tree, tree.group('new')!.ordinal)).toEqual(['commune', 'province', 'country']);
});
