import type { Cells } from './cells.ts';
import type { Position } from './position.ts';
import type { Period } from './period.ts';
import { REVIEW_STATES, type ReviewState } from './report.ts';
import { ReviewTrail, type Reviewed, type SavedTrail } from './review-trail.ts';
import {
  STATE_CODES,
  VersionColumns,
  type SavedVersions,
  type Lost,
  type VersionBase,
  type VersionPlace,
  type VersionValues,
  type WholeValues
} from './version-columns.ts';

export type { Lost, VersionBase, VersionPlace, VersionValues, WholeValues } from './version-columns.ts';

/** Which figures a version says or changes: the ordinal of its group, its period, the ordinals of its indicators. */
export interface VersionHead {
  readonly group: number;
  readonly period: Period;
  readonly indicators: ArrayLike<number>;
}

/** A version as the chain sees it: when it came and what became of it. */
export interface VersionState extends VersionPlace {
  readonly state: ReviewState;
}

/** A book as columns. */
export interface SavedBook extends SavedTrail, SavedVersions {}

const APPROVED = STATE_CODES.approved;
const RETURNED = STATE_CODES.returned;
const NOBODY = -1;

/**
 * Every version of every report, whole (RULES 9a): its own figures and those that it takes over from its base. Of one
 * group and period the newest version that was not returned, the standing one, says what counts; approved figures are
 * what the newest approved version says of the same cells.
 */
export class ReportBook {
  #versions = new VersionColumns();
  /** The number of the version before, of the same group and period. */
  #previous = new Int32Array(1024);
  readonly #newest = new Map<number, number>();
  readonly #byPosition = new Map<Position, number>();
  #trail = new ReviewTrail();

  get length(): number {
    return this.#versions.count;
  }

  /**
   * Adds a version, sets what now counts, and says which cells may have changed. Versions of one group and period must
   * come in the order of the log.
   */
  add(
    place: VersionPlace,
    group: number,
    period: Period,
    own: VersionValues,
    cells: Cells,
    { basedOn, words = [], ...taken }: VersionBase = {}
  ): VersionHead {
    const key = versionKey(group, period);
    const before = this.#standing(key);
    const base = this.#baseOf(key, basedOn);
    const version = this.#versions.add(place, group, period, own, words);
    if (base >= 0) this.#versions.takeOver(version, base, taken);
    this.#chain(version);
    this.#byPosition.set(place.position, version);
    const indicators =
      before < 0 ? this.#versions.valuesOf(version).indicators : this.#saidBy([version, before]);
    this.#settle(key, indicators, cells);
    return { group, period, indicators };
  }

  /** What a version is about and every indicator that it says; null where no version has this position. */
  version(position: Position): VersionHead | null {
    const version = this.#byPosition.get(position);
    return version === undefined ? null : this.#head(version, this.#versions.valuesOf(version).indicators);
  }

  /** The cells that a version, or a decision on it, may have changed; null where no version has this position. */
  reach(position: Position): VersionHead | null {
    const version = this.#byPosition.get(position);
    if (version === undefined) return null;
    const head = this.#head(version, []);
    return { ...head, indicators: this.#saidBy(this.#all(versionKey(head.group, head.period))) };
  }

  /** What a version says, whole, in the book's own memory; null where no version has this position. */
  valuesOf(position: Position): WholeValues | null {
    const version = this.#byPosition.get(position);
    return version === undefined ? null : this.#versions.valuesOf(version);
  }

  /** The positions of the versions that named what a version says, itself first. */
  authorsOf(position: Position): Position[] {
    const version = this.#byPosition.get(position);
    if (version === undefined) return [];
    const origins = new Set([version, ...Array.from(this.#versions.valuesOf(version).origins)]);
    return Array.from(origins, (one) => this.#versions.position[one]!);
  }

  /** The position of the version that named the figure of an indicator; null where a version says nothing of it. */
  namedBy(position: Position, indicator: number): Position | null {
    const version = this.#byPosition.get(position);
    const k = version === undefined ? -1 : this.#versions.find(version, indicator);
    return k < 0 ? null : this.#versions.position[this.#versions.origins[k]!]!;
  }

  /** A version and the versions that it is made from, one after the other: what it does not name, the next may. */
  *basesOf(position: Position): Generator<Position> {
    for (let v = this.#byPosition.get(position) ?? NOBODY; v >= 0; v = this.#versions.base[v]!)
      yield this.#versions.position[v]!;
  }

  /**
   * What versions before a version said and it does not, back to the last approved one: what was taken back and approved
   * is settled.
   */
  lostFrom(position: Position): Lost {
    const version = this.#byPosition.get(position);
    const [lost, words] = [new Set<number>(), new Set<number>()];
    let since: Position | null = null;
    if (version === undefined) return { indicators: [], words: [], since };
    const versions = this.#versions;
    const own = versions.wordsOf(version);
    for (let before = this.#previous[version]!; before >= 0; before = this.#previous[before]!) {
      const gone = Array.from(versions.valuesOf(before).indicators).filter(
        (indicator) => versions.find(version, indicator) < 0
      );
      const unsaid = Array.from(versions.wordsOf(before)).filter((word) => !own.includes(word));
      for (const indicator of gone) lost.add(indicator);
      for (const word of unsaid) words.add(word);
      if (gone.length + unsaid.length > 0) since = versions.position[before]!;
      if (versions.state[before] === APPROVED) break;
    }
    return { indicators: [...lost], words: [...words], since };
  }

  /** The version that says what counts: the newest that was not returned; null where there is none. */
  standing(group: number, period: Period): VersionState | null {
    const version = this.#standing(versionKey(group, period));
    return version < 0 ? null : this.#state(version);
  }

  /** What was decided of a version, newest first, with the positions of the entries that say why. */
  reviewsOf(position: Position): Iterable<Reviewed> {
    const version = this.#byPosition.get(position);
    return version === undefined ? [] : this.#trail.of(version);
  }

  /** Every version of one group and period, newest first. */
  *versionsOf(group: number, period: Period): Generator<VersionState> {
    for (const version of this.#all(versionKey(group, period))) yield this.#state(version);
  }

  /** Every version of every group, newest first. */
  *newestFirst(): Generator<VersionPlace & Omit<VersionHead, 'indicators'>> {
    const { position, at, group, period, count } = this.#versions;
    for (let v = count - 1; v >= 0; v--)
      yield { position: position[v]!, at: at[v]!, group: group[v]!, period: period[v]! };
  }

  /**
   * Reviews a version, sets what now counts, and says which cells may have changed; null where no such version is
   * known. `entry` is the position of the entry that says so.
   */
  review(position: Position, state: ReviewState, cells: Cells, entry: Position): VersionHead | null {
    const version = this.#byPosition.get(position);
    if (version === undefined) return null;
    this.#versions.state[version] = STATE_CODES[state];
    this.#trail.note(version, entry, state);
    const { group, period } = this.#head(version, []);
    const key = versionKey(group, period);
    const indicators = this.#saidBy(this.#all(key));
    this.#settle(key, indicators, cells, true);
    return { group, period, indicators };
  }

  /** Everything in the book as plain columns, for a checkpoint. The columns are the book's own memory. */
  save(): SavedBook {
    return { ...this.#versions.save(), ...this.#trail.save() };
  }

  /** A book as it was saved, which takes the columns over; sets the cells that its versions come to. */
  static restore(saved: SavedBook, cells: Cells): ReportBook {
    const book = new ReportBook();
    book.#versions = VersionColumns.restore(saved);
    book.#trail = ReviewTrail.restore(saved);
    const { count, position } = book.#versions;
    book.#previous = new Int32Array(Math.max(1024, count));
    for (let v = 0; v < count; v++) {
      book.#byPosition.set(position[v]!, v);
      book.#chain(v);
    }
    for (const key of book.#newest.keys()) book.#settle(key, book.#saidBy(book.#all(key)), cells);
    return book;
  }

  /** The version that another is made from; −1 for none. */
  #baseOf(key: number, basedOn: Position | undefined): number {
    if (basedOn === undefined) return this.#newest.get(key) ?? NOBODY;
    for (const version of this.#all(key)) {
      if (this.#versions.position[version]! <= basedOn) break;
      if (this.#versions.state[version] !== RETURNED) return version;
    }
    const shown = this.#byPosition.get(basedOn);
    return shown !== undefined && this.#keyOf(shown) === key ? shown : NOBODY;
  }

  /** Sets the cells of some indicators of one group and period; `judged` where something was decided of a version. */
  #settle(key: number, indicators: ArrayLike<number>, cells: Cells, judged = false): void {
    const { nums, dens, state, group, period } = this.#versions;
    const newest = this.#newest.get(key)!;
    const standing = this.#standing(key);
    let approved = NOBODY;
    for (const version of this.#all(key)) {
      if (approved < 0 && state[version] === APPROVED) approved = version;
      judged ||= state[version] !== STATE_CODES.submitted;
    }
    for (let i = 0; i < indicators.length; i++) {
      const indicator = indicators[i]!;
      const k = standing < 0 ? -1 : this.#versions.find(standing, indicator);
      cells.set(
        indicator,
        period[newest]!,
        group[newest]!,
        k < 0 ? -1 : nums[k]!,
        k < 0 ? -1 : dens[k]!,
        false
      );
      // Before anything was decided there are no approved figures to set.
      if (!judged) continue;
      // What its author took back counts nowhere, approved or not.
      const a = k < 0 || approved < 0 ? -1 : this.#versions.find(approved, indicator);
      cells.set(
        indicator,
        period[newest]!,
        group[newest]!,
        a < 0 ? -1 : nums[a]!,
        a < 0 ? -1 : dens[a]!,
        true
      );
    }
  }

  #standing(key: number): number {
    for (const version of this.#all(key)) if (this.#versions.state[version] !== RETURNED) return version;
    return NOBODY;
  }

  /** Numbers of the versions of one group and period, newest first. */
  *#all(key: number): Generator<number> {
    for (let v = this.#newest.get(key) ?? NOBODY; v >= 0; v = this.#previous[v]!) yield v;
  }

  /** The indicators that any of some versions says. */
  #saidBy(versions: Iterable<number>): number[] {
    const found = new Set<number>();
    for (const version of versions) {
      const { indicators } = this.#versions.valuesOf(version);
      for (let k = 0; k < indicators.length; k++) found.add(indicators[k]!);
    }
    return [...found];
  }

  #head(version: number, indicators: ArrayLike<number>): VersionHead {
    const { group, period } = this.#versions;
    return { group: group[version]!, period: period[version]!, indicators };
  }

  #state(version: number): VersionState {
    const { position, at, state } = this.#versions;
    return { position: position[version]!, at: at[version]!, state: REVIEW_STATES[state[version]!]! };
  }

  #keyOf(version: number): number {
    return versionKey(this.#versions.group[version]!, this.#versions.period[version]!);
  }

  /** Makes a version the newest of its group and period. */
  #chain(version: number): void {
    if (version >= this.#previous.length) {
      const wide = new Int32Array(this.#previous.length * 2);
      wide.set(this.#previous);
      this.#previous = wide;
    }
    const key = this.#keyOf(version);
    this.#previous[version] = this.#newest.get(key) ?? NOBODY;
    this.#newest.set(key, version);
  }
}

function versionKey(group: number, period: Period): number {
  return group * 65_536 + period;
}
