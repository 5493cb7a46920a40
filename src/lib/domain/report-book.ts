import type { Cells } from './cells.ts';
import type { Position } from './entry.ts';
import type { Period } from './period.ts';
import { REVIEW_STATES, type ReviewState } from './report.ts';
import { ReviewTrail, type Reviewed, type SavedTrail } from './review-trail.ts';

/** The figures of one version: indicator ordinals with numerators and denominators (−1 for none), in the same order. */
export interface VersionValues {
  readonly indicators: ArrayLike<number>;
  readonly nums: ArrayLike<number>;
  readonly dens: ArrayLike<number>;
}

/** Which figures a version carries: the ordinal of its group, its period, the ordinals of its indicators. */
export interface VersionHead {
  readonly group: number;
  readonly period: Period;
  readonly indicators: Int16Array;
}

/** A version as the chain sees it: when it came and what became of it. */
export interface VersionState {
  readonly position: Position;
  /** When the server received it, milliseconds UTC. */
  readonly at: number;
  readonly state: ReviewState;
}

/** Where a version stands in the log and when it came. */
export type VersionPlace = Pick<VersionState, 'position' | 'at'>;

/** A book as columns: one number a version, and from `start` on its figures. */
export interface SavedBook extends SavedTrail {
  readonly position: Float64Array<ArrayBuffer>;
  readonly at: Float64Array<ArrayBuffer>;
  readonly group: Int32Array<ArrayBuffer>;
  readonly period: Int32Array<ArrayBuffer>;
  readonly state: Uint8Array<ArrayBuffer>;
  /** One longer than the others: where each version's figures begin. */
  readonly start: Int32Array<ArrayBuffer>;
  readonly indicators: Int16Array<ArrayBuffer>;
  readonly nums: Int32Array<ArrayBuffer>;
  readonly dens: Int32Array<ArrayBuffer>;
}

const SUBMITTED = 0;
const APPROVED = 1;
const RETURNED = 2;
/** The places of the states in `REVIEW_STATES`. */
const CODES: Record<ReviewState, number> = {
  submitted: SUBMITTED,
  approved: APPROVED,
  returned: RETURNED,
  checked: 3
};

/**
 * Every version of every report, packed into a few growing arrays: what is needed to know which figure counts when a
 * version is returned, approved or corrected. Of one group and period the newest version that carries an indicator
 * and was not returned counts; approved figures come from the newest approved one.
 */
export class ReportBook {
  #count = 0;
  #position = new Float64Array(1024);
  #at = new Float64Array(1024);
  #group = new Int32Array(1024);
  #period = new Int32Array(1024);
  #state = new Uint8Array(1024);
  #start = new Int32Array(1025);
  #previous = new Int32Array(1024);
  #indicators = new Int16Array(16_384);
  #nums = new Int32Array(16_384);
  #dens = new Int32Array(16_384);
  readonly #newest = new Map<number, number>();
  readonly #byPosition = new Map<Position, number>();
  #trail = new ReviewTrail();

  get length(): number {
    return this.#count;
  }

  /** Adds a version and sets what now counts. Versions of one group and period must come in the order of the log. */
  add(head: VersionPlace, group: number, period: Period, values: VersionValues, cells: Cells): void {
    const { position } = head;
    const version = this.#write(head, group, period, values);
    this.#byPosition.set(position, version);
    for (let k = 0; k < values.indicators.length; k++) {
      cells.set(values.indicators[k]!, period, group, values.nums[k]!, values.dens[k]!, false);
    }
  }

  /** What a version is about; null where no version has this position. Its indicators are the book's own memory. */
  version(position: Position): VersionHead | null {
    const version = this.#byPosition.get(position);
    return version === undefined ? null : this.#head(version);
  }

  /** The figures of a version, in the book's own memory; null where no version has this position. */
  valuesOf(position: Position): VersionValues | null {
    const version = this.#byPosition.get(position);
    if (version === undefined) return null;
    const [from, to] = [this.#start[version], this.#start[version + 1]];
    return {
      indicators: this.#indicators.subarray(from, to),
      nums: this.#nums.subarray(from, to),
      dens: this.#dens.subarray(from, to)
    };
  }

  /** What was decided of a version, newest first, with the positions of the entries that say why. */
  reviewsOf(position: Position): Iterable<Reviewed> {
    const version = this.#byPosition.get(position);
    return version === undefined ? [] : this.#trail.of(version);
  }

  /** Every version of one group and period, newest first. */
  *versionsOf(group: number, period: Period): Generator<VersionState> {
    for (let v = this.#newest.get(versionKey(group, period)) ?? -1; v >= 0; v = this.#previous[v]!) {
      yield { position: this.#position[v]!, at: this.#at[v]!, state: REVIEW_STATES[this.#state[v]!]! };
    }
  }

  /** Every version of every group, newest first. */
  *newestFirst(): Generator<VersionPlace & Omit<VersionHead, 'indicators'>> {
    for (let v = this.#count - 1; v >= 0; v--) {
      const [group, period] = [this.#group[v]!, this.#period[v]!];
      yield { position: this.#position[v]!, at: this.#at[v]!, group, period };
    }
  }

  /**
   * Reviews a version, sets what now counts, and says which version it was; null where no such version is known.
   * `entry` is the position of the entry that says so.
   */
  review(position: Position, state: ReviewState, cells: Cells, entry: Position): VersionHead | null {
    const version = this.#byPosition.get(position);
    if (version === undefined) return null;
    this.#state[version] = CODES[state];
    this.#trail.note(version, entry, state);
    const head = this.#head(version);
    for (const indicator of head.indicators) {
      this.#settle(indicator, head.group, head.period, cells, false);
      this.#settle(indicator, head.group, head.period, cells, true);
    }
    return head;
  }

  /** Everything in the book as plain columns, for a checkpoint. The columns are the book's own memory. */
  save(): SavedBook {
    const versions = this.#count;
    const values = this.#start[versions]!;
    return {
      position: this.#position.subarray(0, versions),
      at: this.#at.subarray(0, versions),
      group: this.#group.subarray(0, versions),
      period: this.#period.subarray(0, versions),
      state: this.#state.subarray(0, versions),
      start: this.#start.subarray(0, versions + 1),
      indicators: this.#indicators.subarray(0, values),
      nums: this.#nums.subarray(0, values),
      dens: this.#dens.subarray(0, values),
      ...this.#trail.save()
    };
  }

  /** A book as it was saved, which takes the columns over; sets the cells that its versions come to. */
  static restore(saved: SavedBook, cells: Cells): ReportBook {
    const book = new ReportBook();
    const versions = saved.position.length;
    if (versions === 0) return book;
    book.#count = versions;
    book.#position = saved.position;
    book.#at = saved.at;
    book.#group = saved.group;
    book.#period = saved.period;
    book.#state = saved.state;
    book.#start = saved.start;
    book.#previous = new Int32Array(versions);
    book.#indicators = saved.indicators;
    book.#nums = saved.nums;
    book.#dens = saved.dens;
    book.#trail = ReviewTrail.restore(saved);
    for (let v = 0; v < versions; v++) {
      book.#byPosition.set(saved.position[v]!, v);
      book.#chain(v);
      book.#enter(v, cells);
    }
    return book;
  }

  /** Sets what one version comes to. Over all versions in their order, the newest that counts is left standing. */
  #enter(version: number, cells: Cells): void {
    const state = this.#state[version]!;
    if (state === RETURNED) return;
    const group = this.#group[version]!;
    const period = this.#period[version]!;
    for (let k = this.#start[version]!; k < this.#start[version + 1]!; k++) {
      const indicator = this.#indicators[k]!;
      cells.set(indicator, period, group, this.#nums[k]!, this.#dens[k]!, false);
      if (state === APPROVED) cells.set(indicator, period, group, this.#nums[k]!, this.#dens[k]!, true);
    }
  }

  #head(version: number): VersionHead {
    const indicators = this.#indicators.subarray(this.#start[version], this.#start[version + 1]);
    return { group: this.#group[version]!, period: this.#period[version]!, indicators };
  }

  /** Sets the figure that counts for one group, period and indicator from its versions, newest first. */
  #settle(indicator: number, group: number, period: Period, cells: Cells, approved: boolean): void {
    for (let v = this.#newest.get(versionKey(group, period)) ?? -1; v >= 0; v = this.#previous[v]!) {
      const state = this.#state[v]!;
      if (approved ? state !== APPROVED : state === RETURNED) continue;
      for (let k = this.#start[v]!; k < this.#start[v + 1]!; k++) {
        if (this.#indicators[k] !== indicator) continue;
        cells.set(indicator, period, group, this.#nums[k]!, this.#dens[k]!, approved);
        return;
      }
    }
    cells.set(indicator, period, group, -1, -1, approved);
  }

  #write({ position, at }: VersionPlace, group: number, period: Period, values: VersionValues): number {
    const version = this.#count++;
    if (version >= this.#group.length) this.#widenVersions();
    const start = this.#start[version]!;
    const end = start + values.indicators.length;
    while (end > this.#indicators.length) this.#widenValues();
    this.#indicators.set(values.indicators, start);
    this.#nums.set(values.nums, start);
    this.#dens.set(values.dens, start);
    this.#start[version + 1] = end;
    this.#position[version] = position;
    this.#at[version] = at;
    this.#group[version] = group;
    this.#period[version] = period;
    this.#state[version] = SUBMITTED;
    this.#chain(version);
    return version;
  }

  /** Makes a version the newest of its group and period. */
  #chain(version: number): void {
    const key = versionKey(this.#group[version]!, this.#period[version]!);
    this.#previous[version] = this.#newest.get(key) ?? -1;
    this.#newest.set(key, version);
  }

  #widenVersions(): void {
    const size = Math.max(1024, this.#group.length * 2);
    this.#position = grown(this.#position, new Float64Array(size));
    this.#at = grown(this.#at, new Float64Array(size));
    this.#group = grown(this.#group, new Int32Array(size));
    this.#period = grown(this.#period, new Int32Array(size));
    this.#state = grown(this.#state, new Uint8Array(size));
    this.#previous = grown(this.#previous, new Int32Array(size));
    this.#start = grown(this.#start, new Int32Array(size + 1));
  }

  #widenValues(): void {
    const size = Math.max(16_384, this.#indicators.length * 2);
    this.#indicators = grown(this.#indicators, new Int16Array(size));
    this.#nums = grown(this.#nums, new Int32Array(size));
    this.#dens = grown(this.#dens, new Int32Array(size));
  }
}

function versionKey(group: number, period: Period): number {
  return group * 65_536 + period;
}

function grown<A extends { set(from: A): void }>(old: A, wide: A): A {
  wide.set(old);
  return wide;
}
