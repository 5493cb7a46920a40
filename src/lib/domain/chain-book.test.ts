import { expect, it } from 'vitest';
import { deadEnds, topOf, type Chain, type ChainParty } from './chain.ts';
import { ChainBook } from './chain-book.ts';
import { Tree } from './tree.ts';
import type { Unit } from './unit.ts';

const words = { vi: 'x', en: 'x' };
const unit = (code: string, validFrom: string, validTo: string | null, parent: Unit['parent']): Unit => ({
  code,
  validFrom,
  validTo,
  level: parent === null ? 0 : 1,
  type: parent === null ? 'quốc gia' : 'tỉnh',
  name: code,
  fullName: code,
  parent,
  point: null
});
const chain: Chain = {
  id: 'binh-phuoc-2022',
  name: words,
  province: '70@1997-01-01',
  validFrom: '2022-05-01',
  validTo: '2025-07-01',
  reading: 'strict',
  shiftToWorkingDay: false,
  steps: [],
  illustrative: false,
  citation: 'x'
};

function treeOf(...units: Unit[]): Tree {
  const tree = new Tree('window');
  for (const one of [unit('VN', '1945-09-02', null, null), ...units]) tree.putUnit(one);
  return tree;
}

it('a shipped chain is of the province that has its code on its first day, whatever first day the store gives it', () => {
  const book = new ChainBook();
  book.put([chain]);
  const other = treeOf(unit('70', '2010-01-01', '2025-07-01', 'VN@1945-09-02'));
  expect(book.holding(other, 1, '2022-06-14')?.id).toBe('binh-phuoc-2022');
  expect(book.holdingAll(other, '2022-06-14').map((one) => one?.id)).toEqual([undefined, 'binh-phuoc-2022']);
  // The code of another era is another unit's: it holds nowhere then, and says so.
  const later = treeOf(unit('70', '2025-07-01', null, 'VN@1945-09-02'));
  expect(book.unitOf(later, chain)).toBeUndefined();
  expect(book.holding(later, 1, '2022-06-14')).toBeNull();
  expect(book.unitOf(later, { ...chain, province: null })).toBeNull();
});

it('is found once its province is imported', () => {
  const book = new ChainBook();
  book.put([chain]);
  const tree = treeOf();
  expect(book.unitOf(tree, chain)).toBeUndefined();
  tree.putUnit(unit('70', '2010-01-01', '2025-07-01', 'VN@1945-09-02'));
  expect(book.unitOf(tree, chain)?.key).toBe('70@2010-01-01');
});

it('a holiday named by mistake is removed by naming it so', () => {
  const book = new ChainBook();
  book.close([{ day: '2027-02-06', name: words }]);
  const { revision } = book;
  book.close([{ day: '2027-02-06', name: words, removed: true }]);
  expect([book.isHoliday('2027-02-06'), book.holidays]).toEqual([false, []]);
  expect(book.revision).toBeGreaterThan(revision);
});

it('a chain that leaves reports below the top of its unit says with whom', () => {
  const ends = (level: 1 | 3 | null, ...steps: [ChainParty, ChainParty][]) =>
    deadEnds(
      steps.map(([from, to]) => ({ from, to })),
      topOf(level)
    );
  expect(ends(1, ['village-group', 'commune'])).toEqual(['commune']);
  expect(ends(3, ['village-group', 'commune'])).toEqual([]);
  expect(
    ends(null, ['village-group', 'commune'], ['commune', 'department'], ['department', 'province'])
  ).toEqual([]);
  expect(ends(1, ['village-group', 'commune'], ['district', 'province'])).toEqual(['commune']);
});
