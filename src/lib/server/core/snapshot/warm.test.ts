import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollUp } from '../../../domain/roll-up.ts';
import { copyRow, makeRows, type Rows } from '../../../domain/rows.ts';
import { goldenLog } from '../../../../../tests/support/golden-log.ts';
import {
  countryStructure,
  GROUPS,
  INDICATORS,
  JANUARY,
  reportDraft,
  reviewDraft
} from '../../../../../tests/support/small-country.ts';
import { Fold } from './fold.ts';
import { Warm } from './warm.ts';

/** The rows of some nodes in a block of all. */
function rowsAt(all: Rows, nodes: readonly number[]): Rows {
  const found = makeRows(nodes.length);
  nodes.forEach((node, i) => copyRow(all, node, found, i));
  return found;
}

function expectSame(fold: Fold, warm: Warm): void {
  const { world, cells } = fold;
  const ofKind = (kind: 'unit' | 'group') =>
    world.tree.nodes.flatMap((node) => (node.kind === kind ? [node.ordinal] : []));
  const units = ofKind('unit');
  for (const { ordinal } of world.indicators) {
    for (const period of fold.touches.periods) {
      const { rows, placeOf } = warm.unitRows(ordinal, period);
      expect(units.map(placeOf)).toEqual(units.map((_, i) => i));
      const all = rollUp(world, cells, ordinal, period);
      expect(rows).toEqual(rowsAt(all, units));
      for (const group of ofKind('group'))
        expect(warm.rowsOf(group, ordinal, period).rows).toEqual(rowsAt(all, [group]));
    }
  }
}

test('sums of units alone are the roll-up’s rows of units, in the golden world', () => {
  const fold = new Fold('window');
  const warm = new Warm(fold);
  warm.note(fold.apply(goldenLog()));
  expectSame(fold, warm);
});

test('whatever is filed, returned and approved, sums that are mended are those that are made anew', () => {
  const step = fc.record({
    group: fc.constantFrom(...GROUPS),
    month: fc.integer({ min: 0, max: 3 }),
    indicator: fc.constantFrom(...INDICATORS),
    value: fc.integer({ min: 0, max: 120 }),
    then: fc.constantFrom('nothing', 'approved', 'returned')
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const fold = new Fold('calendar');
      const warm = new Warm(fold);
      let position = 0;
      const take = (drafts: ReturnType<typeof countryStructure>) =>
        warm.note(fold.apply(drafts.map((draft) => ({ ...draft, position: ++position }))));
      take(countryStructure());
      for (const { group, month, indicator, value, then } of steps) {
        take([reportDraft(group, JANUARY + month, { [indicator]: value })]);
        if (then !== 'nothing') take([reviewDraft([position], then)]);
        expectSame(fold, warm);
      }
    }),
    { numRuns: 12 }
  );
});
