import { expectedGroups } from './filing-sheet.ts';
import type { FilingCount } from './filing-state.ts';
import type { Period } from './period.ts';
import type { ReportBook } from './report-book.ts';
import type { World } from './world.ts';

const FIELDS = 3;
const [EXPECTED, FILED, RETURNED] = [0, 1, 2];

/**
 * The one count of filing (RULES 9b) of a period for every node, without days, chains and consolidations: the same four
 * as `FilingSheet.counts`, at a tenth of the work, for what many ask.
 */
export class FilingFour {
  readonly #counts: Int32Array;

  constructor(
    { world, book }: { readonly world: World; readonly book: Pick<ReportBook, 'standing' | 'versionsOf'> },
    period: Period
  ) {
    const { nodes } = world.tree;
    const counts = (this.#counts = new Int32Array(nodes.length * FIELDS));
    const expected = expectedGroups(world, period);
    for (let group = 0; group < expected.length; group++) {
      if (expected[group] === 0) continue;
      counts[group * FIELDS + EXPECTED] = 1;
      if (book.standing(group, period)) counts[group * FIELDS + FILED] = 1;
      else if (!book.versionsOf(group, period)[Symbol.iterator]().next().done)
        counts[group * FIELDS + RETURNED] = 1;
    }
    // Children come after their parents.
    for (let ordinal = nodes.length - 1; ordinal > 0; ordinal--) {
      const above = nodes[ordinal]?.parent ?? -1;
      if (above < 0) continue;
      for (let k = 0; k < FIELDS; k++) counts[above * FIELDS + k]! += counts[ordinal * FIELDS + k]!;
    }
  }

  /** The sums over the groups at and below a node. */
  at(node: number): FilingCount {
    const of = (field: number) => this.#counts[node * FIELDS + field] ?? 0;
    const [expected, filed, returned] = [of(EXPECTED), of(FILED), of(RETURNED)];
    return { expected, filed, returned, owed: expected - filed };
  }
}
