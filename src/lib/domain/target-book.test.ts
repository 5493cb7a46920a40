import { expect, it } from 'vitest';
import type { Target } from './target.ts';
import { TargetBook } from './target-book.ts';

const target = (validFrom: string, validTo: string | null = null): Target => ({
  indicator: 'XHS01',
  recipient: { group: 'g' },
  value: { num: 9, den: 10 },
  giver: 'UBND',
  decision: null,
  validFrom,
  validTo,
  citation: '',
  illustrative: false
});

function standings(day: string, ...targets: Target[]): string[] {
  const book = new TargetBook();
  for (const one of targets) book.put(0, 0, one);
  return targets.map((one) => {
    const { standing, replacedFrom } = book.standing(0, 0, one, day);
    return replacedFrom === null ? standing : `${standing} ${replacedFrom}`;
  });
}

it('of two targets that hold on a day only the one that began last is in force; the other says since when it is not', () => {
  const [old, next] = [target('2026-01-01'), target('2026-12-02')];
  expect(standings('2026-11-30', old, next)).toEqual(['now 2026-12-02', 'future']);
  expect(standings('2026-12-02', old, next)).toEqual(['replaced 2026-12-02', 'now']);
});

it('the one before holds again when its successor has ended, and one that ended is past whatever came after', () => {
  const [old, short] = [target('2026-01-01'), target('2026-03-01', '2026-05-01')];
  expect(standings('2026-04-01', old, short)).toEqual(['replaced 2026-03-01', 'now']);
  expect(standings('2026-05-01', old, short)).toEqual(['now', 'past']);
  expect(standings('2026-05-01', target('2026-01-01', '2026-02-01'), target('2026-03-01'))).toEqual([
    'past',
    'now'
  ]);
});
