import type { Position } from './position.ts';
import { REVIEW_STATES, type ReviewState } from './report.ts';

/** What was decided of a version, and the position of the entry that says so, by whom and why. */
export interface Reviewed {
  readonly position: Position;
  readonly state: ReviewState;
}

/** The reviews as columns, one number a decision: by number of the version, oldest first. */
export interface SavedTrail {
  readonly reviewed: Int32Array<ArrayBuffer>;
  readonly reviewEntry: Float64Array<ArrayBuffer>;
  readonly reviewState: Uint8Array<ArrayBuffer>;
}

/** Every decision on every version of every report, packed, so that the entry that says why is found at once. */
export class ReviewTrail {
  #count = 0;
  #version = new Int32Array(1024);
  #entry = new Float64Array(1024);
  #state = new Uint8Array(1024);
  #previous = new Int32Array(1024);
  /** The newest decision of each version. */
  readonly #newest = new Map<number, number>();

  /** Adds a decision on a version (its number in the book), by the position of its entry. */
  note(version: number, entry: Position, state: ReviewState): void {
    if (this.#count === this.#version.length) this.#widen();
    this.#version[this.#count] = version;
    this.#entry[this.#count] = entry;
    this.#state[this.#count] = REVIEW_STATES.indexOf(state);
    this.#link(this.#count++);
  }

  /** What was decided of a version, newest first. */
  *of(version: number): Generator<Reviewed> {
    for (let r = this.#newest.get(version) ?? -1; r >= 0; r = this.#previous[r]!) {
      yield { position: this.#entry[r]!, state: REVIEW_STATES[this.#state[r]!]! };
    }
  }

  /** Everything as plain columns, which are the trail's own memory. */
  save(): SavedTrail {
    return {
      reviewed: this.#version.subarray(0, this.#count),
      reviewEntry: this.#entry.subarray(0, this.#count),
      reviewState: this.#state.subarray(0, this.#count)
    };
  }

  /** A trail as it was saved, which takes the columns over. */
  static restore(saved: SavedTrail): ReviewTrail {
    const trail = new ReviewTrail();
    if (saved.reviewed.length === 0) return trail;
    trail.#count = saved.reviewed.length;
    trail.#version = saved.reviewed;
    trail.#entry = saved.reviewEntry;
    trail.#state = saved.reviewState;
    trail.#previous = new Int32Array(trail.#count);
    for (let r = 0; r < trail.#count; r++) trail.#link(r);
    return trail;
  }

  #link(review: number): void {
    const version = this.#version[review]!;
    this.#previous[review] = this.#newest.get(version) ?? -1;
    this.#newest.set(version, review);
  }

  #widen(): void {
    const size = this.#version.length * 2;
    const wider = <A extends { set(from: A): void }>(old: A, wide: A): A => {
      wide.set(old);
      return wide;
    };
    this.#version = wider(this.#version, new Int32Array(size));
    this.#entry = wider(this.#entry, new Float64Array(size));
    this.#state = wider(this.#state, new Uint8Array(size));
    this.#previous = wider(this.#previous, new Int32Array(size));
  }
}
