import { coverageOf } from '../../../domain/attainment.ts';
import type { ConfirmedSum } from '../../../domain/closing.ts';
import type { Period } from '../../../domain/period.ts';
import type { Rows } from '../../../domain/rows.ts';
import type { SumView, ToldFigure } from '../../../api/review.ts';
import type { ReviewDesk } from '../../context/review/desk.ts';
import { toldFigure } from '../../context/review/told-figure.ts';

/** A unit's sums over approved reports for a period: what it confirms. Indicators without any are left out. */
export function sumsOf({ publisher }: ReviewDesk, unit: number, period: Period): ConfirmedSum[] {
  return publisher.fold.world.indicators.flatMap(({ ordinal, indicator }) => {
    if (!publisher.warm.isExpected(ordinal, period)) return [];
    const { approved } = publisher.warm.rows(ordinal, period);
    const num = approved.num[unit]!;
    return num < 0 ? [] : [{ indicator: indicator.code, num, den: approved.den[unit]! }];
  });
}

/** The same with what stands beside each sum; null where somebody should file and none is approved. */
export function sumViews({ publisher }: ReviewDesk, unit: number, period: Period): SumView[] {
  const { warm } = publisher;
  return publisher.fold.world.indicators.flatMap(({ ordinal, indicator }): SumView[] => {
    if (!warm.isExpected(ordinal, period)) return [];
    const before = figureOf(warm.rows(ordinal, period - 1).approved, unit);
    const rows = warm.rows(ordinal, period);
    if (rows.expected[unit]! <= 0) return [];
    const { approved } = rows;
    const has = { expected: rows.expected[unit]!, expectedBase: rows.expectedBase[unit]! };
    return [
      {
        indicator: indicator.code,
        short: indicator.short,
        kind: indicator.kind,
        counts: indicator.counts,
        ...figureOf(approved, unit),
        expected: has.expected,
        fresh: approved.fresh[unit]!,
        carried: approved.carried[unit]!,
        coverage: coverageOf(has, approved.fresh[unit]!, approved.freshBase[unit]!),
        target: rows.targetNum[unit]! < 0 ? null : { num: rows.targetNum[unit]!, den: rows.targetDen[unit]! },
        provisional: figureOf(rows.all, unit),
        before
      }
    ];
  });
}

function figureOf({ num, den }: Rows['all'], unit: number): ToldFigure {
  return toldFigure({ num: num[unit]!, den: den[unit]! });
}
