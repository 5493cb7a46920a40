import { expectedSteps } from './filing-sheet.ts';
import type { FilingCount } from './filing-state.ts';
import type { Period } from './period.ts';
import type { ReportBook } from './report-book.ts';
import type { World } from './world.ts';

const FIELDS = 3;
const [EXPECTED, FILED, RETURNED] = [0, 1, 2];
/** So many nodes are gone through before others may be served. */
const STRIDE = 4_000;

/** What the four are worked out from. */
export interface FilingFourBooks {
  readonly world: World;
  readonly book: Pick<ReportBook, 'standing' | 'versionsOf'>;
}

/**
 * The one count of filing (RULES 9b) of a period for every node, without days, chains and consolidations: the same four
 * as `FilingSheet.counts`, at a tenth of the work, for what many ask.
 */
export class FilingFour {
  readonly #books: FilingFourBooks;
  readonly #period: Period;
  readonly #counts: Int32Array;
  /** By group: FILED, RETURNED or neither. */
  readonly #state: Uint8Array;

  private constructor(books: FilingFourBooks, period: Period) {
    const { length } = books.world.tree.nodes;
    this.#books = books;
    this.#period = period;
    this.#counts = new Int32Array(length * FIELDS);
    this.#state = new Uint8Array(length);
  }

  /** Works them out in steps, between which others may be served; what is filed meanwhile is `mend`ed afterwards. */
  static *steps(books: FilingFourBooks, period: Period): Generator<void, FilingFour> {
    const four = new FilingFour(books, period);
    yield* four.#fill(yield* expectedSteps(books.world, period));
    return four;
  }

  *#fill(expected: Uint8Array): Generator<void> {
    const { nodes } = this.#books.world.tree;
    const counts = this.#counts;
    for (let group = 0; group < expected.length; group++) {
      if (group % STRIDE === STRIDE - 1) yield;
      if (expected[group] === 0) continue;
      counts[group * FIELDS + EXPECTED] = 1;
      const state = (this.#state[group] = this.#judge(group));
      if (state > 0) counts[group * FIELDS + state] = 1;
    }
    // Children come after their parents.
    for (let ordinal = nodes.length - 1; ordinal > 0; ordinal--) {
      const above = nodes[ordinal]?.parent ?? -1;
      if (above < 0) continue;
      for (let k = 0; k < FIELDS; k++) counts[above * FIELDS + k]! += counts[ordinal * FIELDS + k]!;
    }
  }

  /** Looks again at groups of which something was filed or reviewed, and puts the sums right up to the top. */
  mend(groups: Iterable<number>): void {
    for (const group of groups) {
      const before = this.#state[group] ?? 0;
      if (this.#counts[group * FIELDS + EXPECTED] === 0) continue;
      const state = this.#judge(group);
      if (state === before) continue;
      this.#state[group] = state;
      for (const { ordinal } of this.#books.world.tree.upward(group)) {
        if (before > 0) this.#counts[ordinal * FIELDS + before]! -= 1;
        if (state > 0) this.#counts[ordinal * FIELDS + state]! += 1;
      }
    }
  }

  #judge(group: number): number {
    const { book } = this.#books;
    if (book.standing(group, this.#period)) return FILED;
    return book.versionsOf(group, this.#period)[Symbol.iterator]().next().done ? 0 : RETURNED;
  }

  /** The sums over the groups at and below a node. */
  at(node: number): FilingCount {
    const of = (field: number) => this.#counts[node * FIELDS + field] ?? 0;
    const [expected, filed, returned] = [of(EXPECTED), of(FILED), of(RETURNED)];
    return { expected, filed, returned, owed: expected - filed };
  }
}
