import type { EntryBody, LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Day } from '../../../domain/period.ts';
import type { Level } from '../../../domain/unit.ts';

type BoundariesBody = Extract<EntryBody, { kind: 'boundaries' }>;

/** A set of shapes as the log names it. */
export interface SetEntry extends Omit<BoundariesBody, 'kind'> {
  readonly position: Position;
}

/** Which sets of shapes the log has named, by level. */
export class BoundaryBook {
  readonly #sets = new Map<Level, SetEntry[]>();

  /** Takes in a `boundaries` entry; leaves any other alone. Returns whether it changed. */
  apply(entry: Pick<LogEntry, 'position' | 'body'>): boolean {
    if (entry.body.kind !== 'boundaries') return false;
    const { level, validFrom, shapes, schematic, source } = entry.body;
    const sets = this.#sets.get(level) ?? [];
    sets.push({ position: entry.position, level, validFrom, shapes, schematic, source });
    sets.sort((a, b) =>
      a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : b.position - a.position
    );
    this.#sets.set(level, sets);
    return true;
  }

  /**
   * The sets of a level in which to look for a unit that stands on a day, the winner first: the latest day up to then,
   * of one day the newest entry. A set of a part of the country leaves the other units to the sets after it. Last come
   * the sets of later days, nearest first: a unit keeps its shape through its era, so they are better than none.
   */
  setsOn(level: Level, day: Day): readonly SetEntry[] {
    const sets = this.#sets.get(level) ?? [];
    const later = sets.filter((set) => set.validFrom > day);
    later.sort((a, b) =>
      a.validFrom > b.validFrom ? 1 : a.validFrom < b.validFrom ? -1 : b.position - a.position
    );
    return [...sets.filter((set) => set.validFrom <= day), ...later];
  }

  /** The days from which sets of a level hold, in no order. */
  daysOf(level: Level): readonly Day[] {
    return (this.#sets.get(level) ?? []).map((set) => set.validFrom);
  }
}
