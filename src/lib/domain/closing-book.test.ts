import { describe, expect, test } from 'vitest';
import { ClosingBook, closedBy, isLocked } from './closing-book.ts';
import type { LockStep } from './closing.ts';
import type { Day } from './period.ts';
import { parsePeriod } from './period.ts';
import { Tree } from './tree.ts';
import type { Level, UnitKey } from './unit.ts';

const PERIOD = parsePeriod('2026-03')!;
const FROM: Day = '2025-07-01';

function unit(code: string, level: Level, parent: UnitKey | null) {
  const names = { type: 'xã', name: code, fullName: code };
  return { code, level, parent, ...names, validFrom: FROM, validTo: null, point: null };
}

function place() {
  const tree = new Tree('window');
  tree.putUnit(unit('74', 1, null));
  tree.putUnit(unit('25195', 3, `74@${FROM}`));
  tree.putUnit(unit('25198', 3, `74@${FROM}`));
  const group = (code: string, commune: string) =>
    tree.putGroup({
      code,
      unit: `${commune}@${FROM}`,
      kind: 'commune-group',
      name: code,
      validFrom: FROM,
      validTo: null,
      bases: [],
      notApplicable: []
    }).ordinal;
  const closing = new ClosingBook();
  let position = 0;
  const lock = (body: Partial<LockStep>) =>
    closing.lock({
      position: ++position,
      at: 0,
      actor: 'account:1',
      body: { unit: `74@${FROM}`, period: PERIOD, locked: true, exceptions: [], reason: '', ...body }
    });
  return { tree, closing, lock, here: group('A', '25195'), there: group('B', '25198') };
}

describe('a closed period', () => {
  test('is closed for every group below the unit that closed it, and for no other period', () => {
    const { tree, closing, lock, here, there } = place();
    expect(isLocked(closing, tree, here, PERIOD)).toBe(false);
    lock({ unit: `25195@${FROM}` });
    expect(isLocked(closing, tree, here, PERIOD)).toBe(true);
    expect(isLocked(closing, tree, here, PERIOD + 1)).toBe(false);
    expect(isLocked(closing, tree, there, PERIOD)).toBe(false);
  });

  test('lets in the groups that it names', () => {
    const { tree, closing, lock, here, there } = place();
    lock({ exceptions: ['A'] });
    expect(isLocked(closing, tree, here, PERIOD)).toBe(false);
    expect(isLocked(closing, tree, there, PERIOD)).toBe(true);
  });

  test('stays closed where one unit opens and another above does not', () => {
    const { tree, closing, lock, here } = place();
    lock({ unit: `25195@${FROM}` });
    lock({});
    lock({ unit: `25195@${FROM}`, locked: false });
    expect(closedBy(closing, tree, here, PERIOD)?.body.unit).toBe(`74@${FROM}`);
    lock({ locked: false });
    expect(closedBy(closing, tree, here, PERIOD)).toBeNull();
  });
});
