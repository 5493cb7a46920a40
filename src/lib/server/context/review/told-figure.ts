import type { ToldFigure } from '../../../api/review.ts';
import type { FiledFigure } from '../../../domain/checks.ts';

/** A figure as it is told: what is none is null, and not −1 as in memory and in the log. */
export function toldFigure({ num, den }: FiledFigure): ToldFigure {
  return { num: num < 0 ? null : num, den: den < 0 ? null : den };
}

/** Sums that are not what they were, as they are told. */
export function toldChanges(
  changed: readonly {
    readonly indicator: string;
    readonly before: FiledFigure;
    readonly now: FiledFigure;
  }[]
): { indicator: string; before: ToldFigure; now: ToldFigure }[] {
  return changed.map(({ indicator, before, now }) => ({
    indicator,
    before: toldFigure(before),
    now: toldFigure(now)
  }));
}
