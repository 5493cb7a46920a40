import type { Cells } from './cells.ts';
import type { Position } from './entry.ts';
import type { Period } from './period.ts';
import type { ReviewState } from './report.ts';

/** The figures of one version: indicator ordinals with numerators and denominators (−1 for none), in the same order. */
export interface VersionValues {
  readonly indicators: ArrayLike<number>;
  readonly nums: ArrayLike<number>;
  readonly dens: ArrayLike<number>;
}

const SUBMITTED = 0;
const APPROVED = 1;
const RETURNED = 2;
const CODES: Record<ReviewState, number> = { submitted: SUBMITTED, approved: APPROVED, returned: RETURNED };

/**
 * Every version of every report, packed into a few growing arrays: what is needed to know which figure counts when a
 * version is returned, approved or corrected. Of one group and period the newest version that carries an indicator
 * and was not returned counts; approved figures come from the newest approved one.
 */
export class ReportBook {
  #count = 0;
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

  get length(): number {
    return this.#count;
  }

  /** Adds a version and sets what now counts. Versions of one group and period must come in the order of the log. */
  add(position: Position, group: number, period: Period, values: VersionValues, cells: Cells): void {
    const version = this.#write(group, period, values);
    this.#byPosition.set(position, version);
    for (let k = 0; k < values.indicators.length; k++) {
      cells.set(values.indicators[k]!, period, group, values.nums[k]!, values.dens[k]!, false);
    }
  }

  /** Reviews a version, sets what now counts, and says which version it was; null where no such version is known. */
  review(
    position: Position,
    state: ReviewState,
    cells: Cells
  ): { group: number; period: Period; indicators: Int16Array } | null {
    const version = this.#byPosition.get(position);
    if (version === undefined) return null;
    this.#state[version] = CODES[state];
    const group = this.#group[version]!;
    const period = this.#period[version]!;
    const indicators = this.#indicators.slice(this.#start[version], this.#start[version + 1]);
    for (const indicator of indicators) {
      this.#settle(indicator, group, period, cells, false);
      this.#settle(indicator, group, period, cells, true);
    }
    return { group, period, indicators };
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

  #write(group: number, period: Period, values: VersionValues): number {
    const version = this.#count++;
    if (version >= this.#group.length) this.#widenVersions();
    const start = this.#start[version]!;
    const end = start + values.indicators.length;
    while (end > this.#indicators.length) this.#widenValues();
    this.#indicators.set(values.indicators, start);
    this.#nums.set(values.nums, start);
    this.#dens.set(values.dens, start);
    this.#start[version + 1] = end;
    this.#group[version] = group;
    this.#period[version] = period;
    this.#state[version] = SUBMITTED;
    const key = versionKey(group, period);
    this.#previous[version] = this.#newest.get(key) ?? -1;
    this.#newest.set(key, version);
    return version;
  }

  #widenVersions(): void {
    const size = this.#group.length * 2;
    this.#group = grown(this.#group, new Int32Array(size));
    this.#period = grown(this.#period, new Int32Array(size));
    this.#state = grown(this.#state, new Uint8Array(size));
    this.#previous = grown(this.#previous, new Int32Array(size));
    this.#start = grown(this.#start, new Int32Array(size + 1));
  }

  #widenValues(): void {
    const size = this.#indicators.length * 2;
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
