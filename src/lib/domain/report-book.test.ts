import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cells, groupValue, type GroupValue } from './cells.ts';
import { ReportBook, type VersionBase } from './report-book.ts';
import type { ReviewState } from './report.ts';

const GROUP = 7;
const PERIOD = 60;
const INDICATORS = [0, 1, 2, 3];

/** What counts of an indicator, read as the roll-up reads it: its numerator, or null. */
function counted(cells: Cells, indicator: number, approved: boolean): number | null {
  const value: GroupValue = { num: 0, den: 0, age: 0 };
  return groupValue([cells.block(indicator, PERIOD)], 'flow', GROUP, approved, value) ? value.num : null;
}

function room() {
  const [book, cells] = [new ReportBook(), new Cells()];
  let position = 0;
  return {
    book,
    cells,
    file: (own: Record<number, number>, base: VersionBase = {}): number => {
      const indicators = Object.keys(own).map(Number);
      const nums = indicators.map((one) => own[one]!);
      const values = { indicators, nums, dens: nums.map(() => -1) };
      book.add({ position: ++position, at: position }, GROUP, PERIOD, values, cells, base);
      return position;
    },
    review: (version: number, state: ReviewState): void => {
      book.review(version, state, cells, ++position);
    },
    all: () => INDICATORS.map((one) => counted(cells, one, false)),
    approved: () => INDICATORS.map((one) => counted(cells, one, true))
  };
}

describe('what a version says (RULES 9a)', () => {
  it('a correction of a returned version takes over what it does not name', () => {
    const { file, review, all, book } = room();
    const first = file({ 0: 10, 1: 20, 2: 30 });
    review(first, 'returned');
    expect(all()).toEqual([null, null, null, null]);
    const second = file({ 1: 21 }, { basedOn: first });
    expect(all()).toEqual([10, 21, 30, null]);
    expect(book.authorsOf(second).sort()).toEqual([first, second]);
    expect(book.namedBy(second, 0)).toBe(first);
    expect(book.lostFrom(second).indicators).toEqual([]);
  });

  it('approving a version approves what it took over', () => {
    const { file, review, approved } = room();
    file({ 0: 10, 1: 20 });
    review(file({ 0: 11 }), 'approved');
    expect(approved()).toEqual([11, 20, null, null]);
  });

  it('the version before a returned one counts again and can be approved', () => {
    const { file, review, all, approved, book } = room();
    const first = file({ 0: 10, 1: 20 });
    const second = file({ 0: 11 });
    review(second, 'returned');
    expect(all()).toEqual([10, 20, null, null]);
    expect(book.standing(GROUP, PERIOD)?.position).toBe(first);
    review(first, 'approved');
    expect(approved()).toEqual([10, 20, null, null]);
  });

  it('a late version takes over from the newest that stands, not from the one that its author saw', () => {
    const { file, all } = room();
    const first = file({ 0: 10, 1: 20 });
    file({ 0: 15 });
    file({ 1: 21 }, { basedOn: first });
    expect(all()).toEqual([15, 21, null, null]);
  });

  it('what is taken back counts nowhere, approved or not, until the taking back is returned', () => {
    const { file, review, all, approved, book } = room();
    review(file({ 0: 10, 1: 20 }), 'approved');
    const second = file({ 0: 10 }, { withdrawn: [1] });
    expect(all()).toEqual([10, null, null, null]);
    expect(approved()).toEqual([10, null, null, null]);
    expect(book.lostFrom(second)).toEqual({ indicators: [1], words: [], since: 1 });
    review(second, 'returned');
    expect(all()).toEqual([10, 20, null, null]);
    expect(approved()).toEqual([10, 20, null, null]);
  });

  it('a version that was made from one that says less is less itself, until somebody approved the taking back', () => {
    const { file, review, book } = room();
    const first = file({ 0: 10, 1: 20, 2: 30 });
    file({ 0: 10 }, { withdrawn: [1] });
    const third = file({ 0: 11 });
    expect(book.lostFrom(third)).toEqual({ indicators: [1], words: [], since: first });
    review(third, 'approved');
    expect(book.lostFrom(file({ 0: 12 })).indicators).toEqual([]);
  });

  it('what an approved version said and a returned one took back is missing from the one made after it', () => {
    const { file, review, book } = room();
    const first = file({ 0: 10, 1: 20 });
    review(first, 'approved');
    const second = file({ 0: 10 }, { withdrawn: [1] });
    review(second, 'returned');
    expect(book.lostFrom(file({ 0: 11 }, { basedOn: second }))).toEqual({
      indicators: [1],
      words: [],
      since: first
    });
  });

  it('texts and photos are taken over, and what is taken back of them is missing as figures are', () => {
    const { file, review, book, cells } = room();
    const first = file({ 0: 10 }, { words: [0, 3, 77] });
    const second = file({ 0: 11 }, { words: [1] });
    expect(book.lostFrom(second).words).toEqual([]);
    const third = file({}, { withdrawnWords: [3, 77] });
    expect(book.lostFrom(third)).toEqual({ indicators: [], words: [3, 77], since: first });
    expect(ReportBook.restore(book.save(), cells).lostFrom(third).words).toEqual([3, 77]);
    review(third, 'approved');
    expect(book.lostFrom(file({ 0: 12 })).words).toEqual([]);
  });
});

interface ModelVersion {
  readonly position: number;
  readonly whole: ReadonlyMap<number, number>;
  state: ReviewState;
}

const step = fc.oneof(
  fc.record({
    kind: fc.constant('file' as const),
    own: fc.dictionary(fc.constantFrom('0', '1', '2', '3'), fc.nat(99)),
    basedOn: fc.option(fc.nat(9), { nil: undefined }),
    withdrawn: fc.subarray(INDICATORS)
  }),
  fc.record({
    kind: fc.constant('review' as const),
    which: fc.nat(9),
    state: fc.constantFrom('approved', 'returned', 'checked', 'submitted' as const)
  })
);

describe('any filings, corrections, returns, approvals and withdrawals', () => {
  it('come to what a plain reading of the rule says, and nothing that was not taken back is lost', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { book, file, review, all, approved } = room();
        const versions: ModelVersion[] = [];
        const takenBack = new Set<number>();
        const named = new Set<number>();
        let late = false;
        for (const one of steps) {
          if (one.kind === 'review') {
            const version = versions[one.which % Math.max(1, versions.length)];
            if (!version) continue;
            version.state = one.state;
            review(version.position, one.state);
          } else {
            const shown =
              one.basedOn === undefined ? undefined : versions[one.basedOn % (versions.length + 1)];
            const basedOn = one.basedOn === undefined ? undefined : (shown?.position ?? 0);
            const after = versions.filter(({ position }) => position > (basedOn ?? Infinity));
            const base =
              basedOn === undefined
                ? versions.at(-1)
                : (after.filter(({ state }) => state !== 'returned').at(-1) ?? shown);
            late ||= base !== versions.at(-1);
            const own = new Map(Object.entries(one.own).map(([key, num]) => [Number(key), num]));
            const withdrawn = one.withdrawn.filter((indicator) => !own.has(indicator));
            const kept = [...(base?.whole ?? [])].filter(([indicator]) => !withdrawn.includes(indicator));
            const position = file(one.own, {
              ...(basedOn === undefined ? {} : { basedOn }),
              withdrawn
            });
            versions.push({ position, whole: new Map([...kept, ...own]), state: 'submitted' });
            for (const indicator of own.keys()) named.add(indicator);
            for (const indicator of withdrawn) takenBack.add(indicator);
          }
        }
        const standing = versions.findLast(({ state }) => state !== 'returned');
        const newestApproved = versions.findLast(({ state }) => state === 'approved');
        expect(all()).toEqual(INDICATORS.map((one) => standing?.whole.get(one) ?? null));
        expect(approved()).toEqual(
          INDICATORS.map((one) =>
            standing?.whole.has(one) ? (newestApproved?.whole.get(one) ?? null) : null
          )
        );
        // Where everybody answered to the newest version, it says all that was ever named and not taken back.
        const newest = versions.at(-1);
        if (newest && !late)
          for (const one of named) if (!takenBack.has(one)) expect(newest.whole.has(one)).toBe(true);
        // Whatever counts can be approved: the standing version is one decision away.
        if (standing) {
          const again = new Cells();
          const copy = ReportBook.restore(structuredClone(book.save()), again);
          expect(INDICATORS.map((one) => counted(again, one, false))).toEqual(all());
          expect(INDICATORS.map((one) => counted(again, one, true))).toEqual(approved());
          copy.review(standing.position, 'approved', again, 999);
          expect(INDICATORS.map((one) => counted(again, one, true))).toEqual(all());
        }
      }),
      { numRuns: 300 }
    );
  });
});
