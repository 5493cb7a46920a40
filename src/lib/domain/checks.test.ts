import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkReport,
  isOutlier,
  LEAST_HISTORY,
  LEAST_JUMP,
  type CheckedFigure,
  type FiledFigure
} from './checks.ts';
import { MAX_FILED } from './report.ts';

const DAY = '2026-10-14';
const month = (num: number, den = 100): FiledFigure => ({ num, den });

function figure(over: Partial<CheckedFigure> = {}): CheckedFigure {
  return {
    indicator: 'XHS03',
    kind: 'share',
    time: 'stock',
    num: 50,
    den: 100,
    base: 100,
    history: [],
    neighbours: null,
    ...over
  };
}
const checks = (...figures: CheckedFigure[]) => checkReport(figures, DAY).map(({ check }) => check);

describe('what a reviewer is told', () => {
  test('nothing of an ordinary figure', () => {
    expect(checks(figure({ history: [49, 48, 47, 46, 44, 44, 43].map((num) => month(num)) }))).toEqual([]);
  });

  test('more people than there are, by what was filed and by the base fact; never of a quota', () => {
    expect(checks(figure({ num: 101 }))).toEqual(['overBase']);
    expect(checks(figure({ num: 101, den: 120 }))).toEqual(['overBase']);
    expect(checks(figure({ num: 101, den: 120, base: null }))).toEqual([]);
    expect(checks(figure({ num: 134, kind: 'quota', base: null }))).toEqual([]);
  });

  test('a stock that falls by more than a fifth, not by a fifth; a flow may fall', () => {
    const history = [null, month(50)];
    expect(checks(figure({ num: 40, history }))).toEqual([]);
    expect(checks(figure({ num: 39, history }))).toEqual(['falls']);
    expect(checks(figure({ num: 0, time: 'flow', history }))).toEqual([]);
    // What is older than three months is carried no more.
    expect(checks(figure({ num: 0, history: [null, null, null, month(50)] }))).toEqual([]);
  });

  test('a figure far from the months before, with the numbers that show it', () => {
    const history = [52, 51, 50, 49, 48, 47, 46].map((num) => month(num));
    const [found] = checkReport([figure({ num: 95, history })], DAY);
    expect(found).toEqual({
      check: 'jump',
      indicator: 'XHS03',
      other: null,
      numbers: { num: 95, median: 49, low: 46, high: 52, months: 7 }
    });
    expect(checks(figure({ num: 95, history: history.slice(0, LEAST_HISTORY - 1) }))).toEqual([]);
  });

  test('a report that repeats last month in every figure, and not one that repeats some', () => {
    const three = (first: number) =>
      ['A', 'B', 'C'].map((indicator, i) =>
        figure({ indicator, num: i === 0 ? first : 10, history: [month(10)] })
      );
    expect(checks(...three(10))).toEqual(['copied']);
    expect(checks(...three(11))).toEqual([]);
    expect(checks(...three(10).slice(1))).toEqual([]);
    const nothing = ['A', 'B', 'C'].map((indicator) => figure({ indicator, num: 0, history: [month(0)] }));
    expect(checks(...nothing)).toEqual([]);
  });

  test('people with a phone and apps: no more than with a phone, no fewer than must have both', () => {
    const three = (both: number, phone: number, apps: number) => [
      figure({ indicator: 'XHS08', num: both }),
      figure({ indicator: 'XHS01', num: phone }),
      figure({ indicator: 'CQS10', num: apps })
    ];
    expect(checks(...three(60, 80, 70))).toEqual([]);
    expect(checks(...three(81, 80, 90))).toEqual(['jointOver']);
    expect(checks(...three(81, 80, 80))).toEqual(['jointOver', 'jointOver']);
    expect(checks(...three(50, 80, 70))).toEqual([]);
    expect(checks(...three(49, 80, 70))).toEqual(['jointUnder']);
    expect(checkReport(three(81, 80, 90), '2021-12-31')).toEqual([]);
  });
});

describe('the modified z-score', () => {
  const filed = fc.nat(MAX_FILED);
  const history = fc.array(filed, { minLength: LEAST_HISTORY, maxLength: 12 });

  test('in whole numbers says what the definition says', () => {
    fc.assert(
      fc.property(filed, history, (x, others) => {
        const score = definition(x, others);
        // Where a double cannot tell, it is no judge.
        fc.pre(score === null || Math.abs(score - 3.5) > 1e-3);
        if (score !== null) expect(isOutlier(x, others)).toBe(score > 3.5);
      }),
      { numRuns: 2000 }
    );
  });

  test('does not depend on the order of the months, and never calls the median an outlier', () => {
    fc.assert(
      fc.property(filed, history, (x, others) => {
        expect(isOutlier(x, [...others].reverse())).toBe(isOutlier(x, others));
        const odd = others.length % 2 ? others : others.slice(1);
        const median = [...odd].sort((a, b) => a - b)[odd.length >> 1]!;
        expect(isOutlier(median, odd)).toBe(false);
      })
    );
  });

  test('where nearly all months are equal, and where all are', () => {
    const steady = [100, 100, 100, 100, 100, 100, 100, 104];
    expect(isOutlier(101, steady)).toBe(false);
    expect(isOutlier(130, steady)).toBe(true);
    const same = [100, 100, 100, 100, 100, 100];
    expect(isOutlier(100, same)).toBe(false);
    expect(isOutlier(120, same)).toBe(false);
    expect(isOutlier(121, same)).toBe(true);
    expect(isOutlier(4, [0, 0, 0, 0, 0, 0])).toBe(false);
    expect(isOutlier(5, [0, 0, 0, 0, 0, 0])).toBe(true);
  });
});

/** The score as Iglewicz and Hoaglin write it, in doubles; null where all months are equal. */
function definition(x: number, others: readonly number[]): number | null {
  const middle = (list: readonly number[]) => {
    const sorted = [...list].sort((a, b) => a - b);
    const half = Math.floor(sorted.length / 2);
    return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  };
  const median = middle(others);
  if (Math.abs(x - median) < LEAST_JUMP) return 0;
  const away = others.map((one) => Math.abs(one - median));
  const mad = middle(away);
  if (mad > 0) return (0.6745 * Math.abs(x - median)) / mad;
  const mean = away.reduce((sum, one) => sum + one, 0) / away.length;
  return mean > 0 ? Math.abs(x - median) / (1.2533 * mean) : null;
}
