import { dayOfArrivals, type DayOfArrivals } from '../../../domain/arrivals.ts';
import { startOfDay } from '../../../domain/deadline.ts';
import { dayAt } from '../../../domain/period.ts';
import type { Position } from '../../../domain/position.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

/** Of so many units and stretches what came is kept. */
const MOST_KEPT = 200;
/** A day as it stood at a position of the log. */
interface Kept {
  readonly position: Position;
  readonly day: DayOfArrivals;
}
const kept = new WeakMap<object, Map<string, Kept>>();

/** What came at and below a unit on the day of a moment, by equal stretches, beside the usual. */
export function arrivalsOfDay(
  { book, position, world: { tree } }: Pick<Fold, 'book' | 'position' | 'world'>,
  unit: number,
  now: number,
  stretches: number
): DayOfArrivals {
  const from = startOfDay(dayAt(now));
  let held = kept.get(book);
  if (!held) kept.set(book, (held = new Map<string, Kept>()));
  const key = `${unit} ${stretches}`;
  const known = held.get(key);
  const isToday = known?.day.from === from;
  if (known && isToday && known.position === position) return known.day;
  function* inside(): Generator<number> {
    for (const { at, group } of book.newestFirst()) {
      // The days before today are as they were.
      if (isToday && at < from) return;
      if (tree.isWithin(group, unit)) yield at;
    }
  }
  const counted = dayOfArrivals(inside(), from, stretches);
  const day = known && isToday ? { ...known.day, today: counted.today } : counted;
  if (held.size >= MOST_KEPT) held.clear();
  held.set(key, { position, day });
  return day;
}
