import { lastDay, periodOfDay, type Day, type Period, type PeriodProfile } from '../../../domain/period.ts';
import type { Tree, UnitNode } from '../../../domain/tree.ts';
import type { Level } from '../../../domain/unit.ts';
import type { BoundaryBook } from './boundary-book.ts';

/** Periods from first to last; `to` is null while nothing ends it. */
export interface Span {
  readonly from: Period;
  readonly to: Period | null;
}

/** The first period that can be written in an address. */
const FIRST: Period = 2000 * 12;

/**
 * The periods around one in which the same picture holds: no unit of the view begins or ends in them, and no set of
 * shapes takes over from another. A browser that holds the picture need not ask again within them.
 */
export function spanOf(tree: Tree, book: BoundaryBook, root: UnitNode, level: Level, period: Period): Span {
  const day = lastDay(period, tree.profile);
  const changes = new Changes(day);
  for (const node of tree.upward(root.ordinal)) if (node.kind === 'unit') changes.takeUnit(node);
  for (const node of tree.downward(root.ordinal, level)) if (node.kind === 'unit') changes.takeUnit(node);
  for (const drawn of [root.level, level]) for (const since of book.daysOf(drawn)) changes.take(since);
  return changes.span(tree.profile);
}

/** The nearest days before and after a day on which anything changed. */
class Changes {
  readonly #day: Day;
  #before: Day | null = null;
  #after: Day | null = null;

  constructor(day: Day) {
    this.#day = day;
  }

  takeUnit({ unit }: UnitNode): void {
    this.take(unit.validFrom);
    if (unit.validTo !== null) this.take(unit.validTo);
  }

  take(change: Day): void {
    if (change <= this.#day) {
      if (this.#before === null || change > this.#before) this.#before = change;
    } else if (this.#after === null || change < this.#after) this.#after = change;
  }

  span(profile: PeriodProfile): Span {
    return {
      from: this.#before === null ? FIRST : Math.max(FIRST, periodOfDay(this.#before, profile)),
      to: this.#after === null ? null : periodOfDay(this.#after, profile) - 1
    };
  }
}
