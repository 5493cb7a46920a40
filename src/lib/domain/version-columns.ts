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

/** What an author takes back of what a version is made from. */
export interface TakenBack {
  /** Ordinals of indicators. */
  readonly withdrawn?: readonly number[] | undefined;
  /** Numbers of texts and photos (`wordIds`). */
  readonly withdrawnWords?: readonly number[] | undefined;
}

/** What a version is made from besides its own figures (RULES 9a). */
export interface VersionBase extends TakenBack {
  /** The version that its author was shown; 0 where nothing had been filed; undefined for the newest there is. */
  readonly basedOn?: Position | undefined;
  /** Numbers of its own texts and photos (`wordIds`). */
  readonly words?: readonly number[];
}

/** What versions before a version said and it does not. */
export interface Lost {
  /** Ordinals of indicators. */
  readonly indicators: readonly number[];
  /** Numbers of texts and photos (`wordIds`). */
  readonly words: readonly number[];
  /** The oldest of the versions that said one of either; null where nothing is lost. */
  readonly since: Position | null;
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
  /** One longer than the others: where each version's texts and photos begin. */
  readonly wordStart: Int32Array<ArrayBuffer>;
  /** Numbers of texts and photos (`wordIds`). */
  readonly words: Int32Array<ArrayBuffer>;
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
  wordStart = new Int32Array(1025);
  words = new Int32Array(4096);

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

  /** The numbers of the texts and photos that a version says, in the columns' own memory. */
  wordsOf(version: number): Int32Array {
    return this.words.subarray(this.wordStart[version], this.wordStart[version + 1]);
  }

  /** Where a version's figure for an indicator lies in the columns of figures; −1 where it says nothing of it. */
  find(version: number, indicator: number): number {
    for (let k = this.start[version]!; k < this.start[version + 1]!; k++)
      if (this.indicators[k] === indicator) return k;
    return -1;
  }

  /** Adds a version with its own figures and words, as submitted, and answers its number. */
  add(
    { position, at }: VersionPlace,
    group: number,
    period: Period,
    own: VersionValues,
    words: Iterable<number>
  ): number {
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
    this.wordStart[version + 1] = this.wordStart[version]!;
    for (const word of new Set(words)) this.#say(version, word);
    return version;
  }

  /** Lets the newest version say what its base says and it neither names nor takes back (RULES 9a). */
  takeOver(version: number, base: number, { withdrawn = [], withdrawnWords = [] }: TakenBack): void {
    this.base[version] = base;
    for (let k = this.start[base]!; k < this.start[base + 1]!; k++) {
      const indicator = this.indicators[k]!;
      if (this.find(version, indicator) < 0 && !withdrawn.includes(indicator))
        this.#push(version, indicator, this.nums[k]!, this.dens[k]!, this.origins[k]!);
    }
    for (let k = this.wordStart[base]!; k < this.wordStart[base + 1]!; k++) {
      const word = this.words[k]!;
      if (!this.wordsOf(version).includes(word) && !withdrawnWords.includes(word)) this.#say(version, word);
    }
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
      base: this.base.subarray(0, versions),
      wordStart: this.wordStart.subarray(0, versions + 1),
      words: this.words.subarray(0, this.wordStart[versions])
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
    columns.wordStart = saved.wordStart;
    columns.words = saved.words;
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

  #say(version: number, word: number): void {
    const k = this.wordStart[version + 1]!++;
    if (k >= this.words.length)
      this.words = grown(this.words, new Int32Array(Math.max(4096, this.words.length * 2)));
    this.words[k] = word;
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
    this.wordStart = grown(this.wordStart, new Int32Array(size + 1));
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
