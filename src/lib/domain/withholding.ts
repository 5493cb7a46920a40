import { withholdFew, type Telling } from './few.ts';
import { groupValue, type Cells, type GroupValue } from './cells.ts';
import type { Indicator } from './indicator.ts';
import type { Period } from './period.ts';
import type { Basis, Rows } from './rows.ts';
import type { World } from './world.ts';
import { FamilyWithholding, type FamilyFigures } from './withholding-family.ts';
import { familiesOf, type Family } from './withholding-values.ts';

/** Figures of a group, for a period, that are others now. */
export interface FiledFigures {
  readonly group: number;
  readonly period: Period;
  readonly indicators: ArrayLike<number>;
}

/** A node whose counts are withheld in some indicators, or no longer are. */
export interface Turned {
  readonly node: number;
  /** In which observations: alike where they are the same; empty where in none. */
  readonly state: string;
  readonly indicators: readonly number[];
}

/** The base facts of withheld groups, summed up to a node: they are left out of its coverage. */
interface LeftOut {
  expected: number;
  all: number;
  approved: number;
}

/**
 * What is withheld from whoever may not be told counts of a few persons or households, so that none of them can be
 * worked out from what is told beside it (RULES 17; docs/design/withholding.md). A function of the register and of the
 * figures that count.
 */
export class Withholding {
  readonly #world: World;
  readonly #cells: Cells;
  readonly #families: readonly FamilyWithholding[];
  readonly #byIndicator = new Map<number, FamilyWithholding>();
  readonly #measured: readonly Indicator[];
  /** By indicator and period, until any figure changes. */
  readonly #leftOut = new Map<string, ReadonlyMap<number, LeftOut>>();
  /** The states that were asked for last. */
  readonly #shown = new Map<FamilyWithholding, ReadonlyMap<number, string>>();

  /**
   * `periods` are those that were filed for; where there is another one, or the register or a target changes, it is made
   * anew, from the one `before`. Nothing may be asked of it before `settle` or all of `settleSteps`.
   */
  constructor(world: World, cells: Cells, periods: readonly Period[], before: Withholding | null = null) {
    this.#world = world;
    this.#cells = cells;
    this.#measured = world.indicators.map(({ indicator }) => indicator);
    const known = before ? before.#families : [];
    this.#families = familiesOf(world).map((family) => {
      const same = known.find((one) => isSame(one.family, family));
      return new FamilyWithholding(world, cells, family, periods, same?.candidates ?? null);
    });
    for (const family of this.#families)
      for (const indicator of family.family.indicators) this.#byIndicator.set(indicator, family);
  }

  /** Works out what is not known yet, or no longer, in steps; between them figures may change that it is told of. */
  *settleSteps(): Generator<void> {
    for (const family of this.#families) yield* family.settleSteps();
    this.#leftOut.clear();
  }

  /** Whether all is worked out. */
  get isSettled(): boolean {
    return this.#families.every((family) => family.isSettled);
  }

  /** The same at once; which nodes are withheld since it was last asked, or no longer are. */
  settle(): Turned[] {
    const steps = this.settleSteps();
    while (!steps.next().done);
    return this.turned();
  }

  /** Which nodes are withheld since this was last asked, or no longer are. */
  turned(): Turned[] {
    return this.#families.flatMap((family) => {
      const before = this.#shown.get(family) ?? new Map<number, string>();
      const after = family.states();
      this.#shown.set(family, after);
      if (before === after) return [];
      const { indicators } = family.family;
      return [...new Set([...before.keys(), ...after.keys()])].flatMap((node) => {
        const state = after.get(node) ?? '';
        return before.get(node) === after.get(node) ? [] : [{ node, state, indicators }];
      });
    });
  }

  /** What is told of a node in an indicator and period, on one basis. */
  telling(indicator: number, node: number, period: Period, basis: Basis): Telling {
    return this.#byIndicator.get(indicator)?.telling(node, indicator, period, basis) ?? 'counts';
  }

  /** Whether any group at or below a node is withheld for some base. */
  hidesWithin(base: string, node: number): boolean {
    const family = this.#families.find((one) => one.family.base === base);
    if (!family) return false;
    for (const group of family.groups()) if (this.#world.tree.isWithin(group, node)) return true;
    return false;
  }

  /** The groups withheld for an indicator. */
  groups(indicator: number): Set<number> {
    return new Set(this.#byIndicator.get(indicator)?.groups() ?? []);
  }

  /** Everything that is withheld. */
  all(): Turned[] {
    return this.#families.flatMap((one) =>
      [...one.states()].map(([node, state]) => ({ node, state, indicators: one.family.indicators }))
    );
  }

  /** Hears that figures have changed; what follows is worked out by `settle` or `settleSteps`. */
  note(filings: readonly FiledFigures[]): void {
    this.#leftOut.clear();
    const byFamily = new Map<FamilyWithholding, FamilyFigures[]>();
    for (const { group, period, indicators } of filings) {
      const named = new Map<FamilyWithholding, number[]>();
      for (let k = 0; k < indicators.length; k++) {
        const family = this.#byIndicator.get(indicators[k]!);
        if (family) entryOf(named, family, (): number[] => []).push(indicators[k]!);
      }
      for (const [family, own] of named) {
        const figures = { group, period, indicators: own };
        entryOf(byFamily, family, (): FamilyFigures[] => []).push(figures);
      }
    }
    for (const [family, filed] of byFamily) family.note(filed);
  }

  /** Takes what is withheld out of rows, in place; they must be the caller's own. Doing it twice is not allowed. */
  withhold(rows: Rows): Rows {
    for (let i = 0; i < rows.length; i++) this.#leaveOut(rows, i);
    const telling = (i: number, basis: Basis) =>
      this.telling(rows.indicator[i]!, rows.node[i]!, rows.period[i]!, basis);
    return withholdFew(rows, this.#measured, telling);
  }

  /** Leaves the bases of withheld groups out of a told row's coverage. */
  #leaveOut(rows: Rows, i: number): void {
    const [indicator, node] = [rows.indicator[i]!, rows.node[i]!];
    if (rows.expected[i]! <= 0) return;
    const left = this.#leftOutOf(indicator, rows.period[i]!).get(node);
    if (!left) return;
    rows.expectedBase[i]! -= left.expected;
    for (const basis of BASES) rows[basis].freshBase[i]! -= left[basis];
    if (rows.expectedBase[i]! > 0) return;
    rows.expectedBase[i] = rows.expected[i]!;
    for (const basis of BASES) rows[basis].freshBase[i] = rows[basis].fresh[i]!;
  }

  #leftOutOf(indicator: number, period: Period): ReadonlyMap<number, LeftOut> {
    return entryOf(this.#leftOut, `${indicator} ${period}`, () => this.#makeLeftOut(indicator, period));
  }

  #makeLeftOut(indicator: number, period: Period): Map<number, LeftOut> {
    const sums = new Map<number, LeftOut>();
    const family = this.#byIndicator.get(indicator);
    if (!family) return sums;
    const { time } = this.#world.indicators[indicator]!.indicator;
    const expectation = this.#world.expected(indicator, period);
    const blocks = this.#cells.reaching(indicator, time, period);
    const value: GroupValue = { num: -1, den: -1, age: -1 };
    for (const group of family.groups()) {
      const place = this.#world.placeIn(expectation, group);
      if (place < 0) continue;
      const base = expectation.base[place]!;
      const isFresh = (basis: Basis) =>
        groupValue(blocks, time, group, basis === 'approved', value) && value.age === 0;
      const [all, approved] = BASES.map((basis) => (isFresh(basis) ? base : 0));
      for (const { ordinal } of this.#world.tree.upward(group)) {
        const sum = entryOf(sums, ordinal, () => ({ expected: 0, all: 0, approved: 0 }));
        sum.expected += base;
        sum.all += all!;
        sum.approved += approved!;
      }
    }
    return sums;
  }
}

const BASES: readonly Basis[] = ['all', 'approved'];

function isSame(one: Family, other: Family): boolean {
  return one.base === other.base && one.indicators.join() === other.indicators.join();
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
