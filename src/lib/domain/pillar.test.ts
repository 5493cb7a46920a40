import { expect, test } from 'vitest';
import { MET, NO_DATA, NO_TARGET, SMALL_BASE } from './attainment.ts';
import { pillarCells, pillarShare, type Block } from './pillar.ts';
import type { Pillar } from './indicator.ts';
import { makeRows } from './rows.ts';

interface Cell {
  readonly node: number;
  readonly num: number;
  readonly den: number;
  readonly target?: number;
  readonly approved?: number;
}

function block(pillar: Pillar, cells: readonly Cell[]): Block {
  const rows = makeRows(cells.length);
  cells.forEach(({ node, num, den, target = 80, approved = num }, i) => {
    rows.node[i] = node;
    rows.expected[i] = 1;
    rows.expectedBase[i] = 100;
    rows.targetNum[i] = target;
    rows.targetDen[i] = 100;
    rows.all.num[i] = num;
    rows.all.den[i] = num < 0 ? -1 : den;
    rows.approved.num[i] = approved;
    rows.approved.den[i] = approved < 0 ? -1 : den;
  });
  return { indicator: { pillar, kind: 'share', direction: 'up', counts: 'persons' }, rows };
}

const everyone = () => true;

test('a pillar is the share of cells met among those with a target, data and a base that is large enough', () => {
  const cells = pillarCells(
    [
      block('KTS', [
        { node: 1, num: 80, den: 100 },
        { node: 2, num: 79, den: 100 },
        { node: 3, num: -1, den: -1 },
        { node: 4, num: 5, den: 5 },
        { node: 5, num: 90, den: 100, target: -1 }
      ]),
      block('KTS', [{ node: 1, num: 100, den: 100 }]),
      block('XHS', [{ node: 1, num: 10, den: 100 }])
    ],
    everyone,
    'all'
  );
  const economy = cells.get('KTS')!;
  expect([economy.met, economy.judged, economy.smallBases]).toEqual([2, 3, 1]);
  expect([economy.counts[NO_DATA], economy.counts[NO_TARGET], economy.counts[SMALL_BASE]]).toEqual([1, 1, 1]);
  expect(pillarShare(economy)).toBe(2 / 3);
  expect(pillarShare(cells.get('XHS')!)).toBe(0);
  expect(cells.has('CQS')).toBe(false);
});

test('only the units that were asked for count, and only what was approved where that is asked', () => {
  const blocks = [
    block('CQS', [
      { node: 1, num: 90, den: 100, approved: -1 },
      { node: 2, num: 90, den: 100, approved: 20 },
      { node: 3, num: 90, den: 100 }
    ])
  ];
  const isCounted = (node: number) => node < 3;
  expect(pillarCells(blocks, isCounted, 'all').get('CQS')!.counts[MET]).toBe(2);
  const approved = pillarCells(blocks, isCounted, 'approved').get('CQS')!;
  expect([approved.met, approved.judged]).toEqual([0, 1]);
});

test('nothing to judge is no share, and never zero', () => {
  expect(pillarShare({ met: 0, judged: 0 })).toBeNull();
});
