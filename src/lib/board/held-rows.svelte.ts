import type { Period } from '../domain/period.ts';
import type { Rows } from '../domain/rows.ts';
import type { FirstPicture } from '../wire/first-picture.ts';
import { Journal, type Change } from './journal.ts';
import type { RowSource } from './lines.ts';
import { SliceSource } from './slice-source.ts';

/** The rows of a scope as a connection keeps them. */
interface Tables {
  readonly scope: string;
  readonly view: RowSource;
  /** Those of its unit alone over the months. */
  readonly own: RowSource | null;
  /** Single slices of the view. */
  readonly slices: RowSource | null;
}

/** What of a picture says whose rows are held. */
type Pictured = Pick<FirstPicture, 'scope' | 'unit' | 'indicator' | 'slices'>;

/**
 * The rows that are held of a picture's scope: those it came with, and those that a connection keeps. Whoever reads
 * here hears of the rows' next change by itself.
 */
export class HeldRows {
  readonly #picture: () => Pictured;
  /** Null before there is a connection. */
  #tables = $state.raw<Tables | null>(null);
  #revision = $state(0);
  #touched = 0;
  /** What was written to them. */
  readonly journal = new Journal();

  constructor(picture: () => Pictured) {
    this.#picture = picture;
  }

  readonly #given = $derived.by(() => new SliceSource(this.#picture()));
  readonly #kept = $derived.by(() => (this.#tables?.scope === this.#picture().scope ? this.#tables : null));

  /** The tables that are kept, as of the last change. */
  get #held(): Tables | null {
    void this.#revision;
    return this.#kept;
  }

  /** Whether all rows of an indicator in a period are here. */
  holds(indicator: number, period: Period): boolean {
    const held = this.#held;
    return (
      (held?.view.holds(indicator, period) ?? false) ||
      (held?.slices?.holds(indicator, period) ?? false) ||
      this.#given.holds(indicator, period)
    );
  }

  /** Whether the unit's own row of an indicator in a period is here, if there is one. */
  holdsUnit(indicator: number, period: Period): boolean {
    return this.holds(indicator, period) || (this.#held?.own?.holds(indicator, period) ?? false);
  }

  /** Whether the rows of every indicator in a period are here. */
  holdsPeriod(period: Period): boolean {
    return this.#held?.view.holds(this.#picture().indicator, period) ?? false;
  }

  /** All rows of an indicator in a period of the view that is followed; null where they are not here or there are none. */
  block(indicator: number, period: Period): Rows | null {
    return this.#held?.view.block(indicator, period) ?? null;
  }

  /** Where the rows of a node, or (null) of a whole level, are read. */
  source(indicator: number, period: Period, node: number | null): RowSource {
    const held = this.#held;
    if (held?.view.holds(indicator, period)) return held.view;
    if (held?.slices?.holds(indicator, period)) return held.slices;
    if (this.#given.holds(indicator, period)) return this.#given;
    return node === this.#picture().unit && held?.own ? held.own : this.#given;
  }

  /** Takes the tables that a connection keeps for a view and for its unit alone. */
  use(tables: Tables): void {
    this.#tables = tables;
    this.touch();
  }

  /** What was written to the rows; shown at the next `touch`. */
  note(change: Change): void {
    this.journal.note(change);
  }

  /** The rows have changed: those of `note`, or any where nothing was noted since. */
  touch(): void {
    if (this.journal.end === this.#touched) this.note({ indicator: null, period: null, nodes: null });
    this.#touched = this.journal.end;
    this.#revision++;
  }
}
