import type { Position } from './position.ts';
import type { Period } from './period.ts';
import type { ReviewState } from './report.ts';

/** The figures of one version: indicator ordinals with numerators and denominators (−1 for none), in the same order. */
export interface VersionValues {
  readonly indicators: ArrayLike<number>;
  readonly nums: ArrayLike<number>;
  readonly dens: ArrayLike<number>;
}

/** The figures that a version says, its own first, and which version named each. */
export interface WholeValues extends VersionValues {
  /** Numbers of the versions that named the figures: the version's own number for its own. */
  readonly origins: ArrayLike<number>;
}

/** Where a version stands in the log and when it came. */
export interface VersionPlace {
  readonly position: Position;
  /** When the server received it, milliseconds UTC. */
  readonly at: number;
}

/** Versions as columns: one number a version, and from `start` on its figures. */
export interface SavedVersions {
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
  readonly origins: Int32Array<ArrayBuffer>;
  /** The number of the version that each is made from; −1 for none. */
  readonly base: Int32Array<ArrayBuffer>;
}

/** The places of the states in `REVIEW_STATES`. */
export const STATE_CODES: Record<ReviewState, number> = {
  submitted: 0,
  approved: 1,
  returned: 2,
  checked: 3
};

/** Versions by their number (0, 1, 2, … in the order of the log), packed into a few growing arrays. */
export class VersionColumns {
  count = 0;
  position = new Float64Array(1024);
  at = new Float64Array(1024);
  group = new Int32Array(1024);
  period = new Int32Array(1024);
  state = new Uint8Array(1024);
  base = new Int32Array(1024);
  start = new Int32Array(1025);
  indicators = new Int16Array(16_384);
  nums = new Int32Array(16_384);
  dens = new Int32Array(16_384);
  origins = new Int32Array(16_384);

  /** The figures of a version, in the columns' own memory. */
  valuesOf(version: number): WholeValues {
    const [from, to] = [this.start[version]!, this.start[version + 1]!];
    return {
      indicators: this.indicators.subarray(from, to),
      nums: this.nums.subarray(from, to),
      dens: this.dens.subarray(from, to),
      origins: this.origins.subarray(from, to)
    };
  }

  /** Where a version's figure for an indicator lies in the columns of figures; −1 where it says nothing of it. */
  find(version: number, indicator: number): number {
    for (let k = this.start[version]!; k < this.start[version + 1]!; k++)
      if (this.indicators[k] === indicator) return k;
    return -1;
  }

  /** Adds a version with its own figures, as submitted, and answers its number. */
  add({ position, at }: VersionPlace, group: number, period: Period, own: VersionValues): number {
    const version = this.count++;
    if (version >= this.group.length) this.#widenVersions();
    this.position[version] = position;
    this.at[version] = at;
    this.group[version] = group;
    this.period[version] = period;
    this.state[version] = STATE_CODES.submitted;
    this.base[version] = -1;
    this.start[version + 1] = this.start[version]!;
    for (let k = 0; k < own.indicators.length; k++)
      this.#push(version, own.indicators[k]!, own.nums[k]!, own.dens[k]!, version);
    return version;
  }

  /** Lets the newest version say what the one with the number `base` says of an indicator, at the place `k`. */
  takeOver(version: number, k: number): void {
    this.#push(version, this.indicators[k]!, this.nums[k]!, this.dens[k]!, this.origins[k]!);
  }

  /** Everything as plain columns, for a checkpoint: the columns' own memory. */
  save(): SavedVersions {
    const versions = this.count;
    const values = this.start[versions]!;
    return {
      position: this.position.subarray(0, versions),
      at: this.at.subarray(0, versions),
      group: this.group.subarray(0, versions),
      period: this.period.subarray(0, versions),
      state: this.state.subarray(0, versions),
      start: this.start.subarray(0, versions + 1),
      indicators: this.indicators.subarray(0, values),
      nums: this.nums.subarray(0, values),
      dens: this.dens.subarray(0, values),
      origins: this.origins.subarray(0, values),
      base: this.base.subarray(0, versions)
    };
  }

  /** Columns as they were saved, which takes their memory over. */
  static restore(saved: SavedVersions): VersionColumns {
    const columns = new VersionColumns();
    if (saved.position.length === 0) return columns;
    columns.count = saved.position.length;
    columns.position = saved.position;
    columns.at = saved.at;
    columns.group = saved.group;
    columns.period = saved.period;
    columns.state = saved.state;
    columns.start = saved.start;
    columns.indicators = saved.indicators;
    columns.nums = saved.nums;
    columns.dens = saved.dens;
    columns.origins = saved.origins;
    columns.base = saved.base;
    return columns;
  }

  #push(version: number, indicator: number, num: number, den: number, origin: number): void {
    const k = this.start[version + 1]!++;
    if (k >= this.indicators.length) this.#widenValues();
    this.indicators[k] = indicator;
    this.nums[k] = num;
    this.dens[k] = den;
    this.origins[k] = origin;
  }

  #widenVersions(): void {
    const size = Math.max(1024, this.group.length * 2);
    this.position = grown(this.position, new Float64Array(size));
    this.at = grown(this.at, new Float64Array(size));
    this.group = grown(this.group, new Int32Array(size));
    this.period = grown(this.period, new Int32Array(size));
    this.state = grown(this.state, new Uint8Array(size));
    this.base = grown(this.base, new Int32Array(size));
    this.start = grown(this.start, new Int32Array(size + 1));
  }

  #widenValues(): void {
    const size = Math.max(16_384, this.indicators.length * 2);
    this.indicators = grown(this.indicators, new Int16Array(size));
    this.nums = grown(this.nums, new Int32Array(size));
    this.dens = grown(this.dens, new Int32Array(size));
    this.origins = grown(this.origins, new Int32Array(size));
  }
}

function grown<A extends { set(from: A): void }>(old: A, wide: A): A {
  wide.set(old);
  return wide;
}
