import { groupValue, type Cells, type FiledBlock, type GroupValue } from './cells.ts';
import { hasSmallBases, MIN_BASE, reachBack, type Indicator } from './indicator.ts';
import { lastDay, type Period } from './period.ts';
import type { Basis } from './rows.ts';
import type { Fraction } from './target.ts';
import type { World } from './world.ts';

/** One column of figures that is told: an indicator in a period, over every version or over approved ones. */
export interface Observation {
  /** Ordinal of the indicator. */
  readonly indicator: number;
  readonly measured: Indicator;
  readonly period: Period;
  readonly approved: boolean;
}

/** What one group says in each observation. */
export interface GroupColumns {
  /** −1 where it has no value. */
  readonly num: Float64Array;
  readonly den: Float64Array;
  /** The months whose filings its value is made of, one but for a year's sum; empty where it has none. */
  readonly filings: readonly (readonly Period[])[];
  /** In which observations the filing of a month stands. */
  readonly standing: ReadonlyMap<Period, readonly number[]>;
}

/** A numerator and its denominator. */
export interface Sum {
  readonly num: number;
  readonly den: number;
}

/** Indicators whose denominator is one base of persons or households: what is told of one tells of the others. */
export interface Family {
  readonly base: string;
  readonly indicators: readonly number[];
}

/** The families of the catalogue, by base. */
export function familiesOf({ indicators }: Pick<World, 'indicators'>): Family[] {
  const shares = indicators.filter(({ indicator }) => indicator.kind === 'share' && indicator.base !== null);
  const bases = new Set(
    shares.filter(({ indicator }) => hasSmallBases(indicator)).map(({ indicator }) => indicator.base ?? '')
  );
  return [...bases].map((base) => ({
    base,
    indicators: shares.filter(({ indicator }) => indicator.base === base).map(({ ordinal }) => ordinal)
  }));
}

const NONE: readonly Period[] = [];

/** The observations of one family, and what groups and units say in them. */
export class FamilyValues {
  readonly observations: readonly Observation[];
  readonly #world: World;
  readonly #cells: Cells;
  /** By indicator and by period where its observations begin. */
  readonly #places: ReadonlyMap<number, ReadonlyMap<Period, number>>;
  readonly #columns = new Map<number, GroupColumns>();
  /** Sums of units by observation, until a figure changes. */
  readonly #sums = new Map<number, (Sum | undefined)[]>();
  readonly #targets = new Map<string, Fraction | null>();
  #noted: Set<number> | null = null;
  readonly #value: GroupValue = { num: -1, den: -1, age: -1 };

  /** `periods` are those that were filed for. */
  constructor(world: World, cells: Cells, { indicators }: Family, periods: readonly Period[]) {
    this.#world = world;
    this.#cells = cells;
    const places = new Map<number, Map<Period, number>>();
    const observations: Observation[] = [];
    for (const indicator of indicators) {
      const measured = world.indicators[indicator]!.indicator;
      const byPeriod = new Map<Period, number>();
      places.set(indicator, byPeriod);
      for (const period of periods) {
        byPeriod.set(period, observations.length);
        observations.push({ indicator, measured, period, approved: false });
        observations.push({ indicator, measured, period, approved: true });
      }
    }
    this.observations = observations;
    this.#places = places;
  }

  get count(): number {
    return this.observations.length;
  }

  /** Notes which groups' and units' figures are asked for, until the next call. */
  noteIn(nodes: Set<number> | null): void {
    this.#noted = nodes;
  }

  /** What a group says, worked out once. */
  columns(group: number): GroupColumns {
    this.#noted?.add(group);
    let columns = this.#columns.get(group);
    if (!columns) this.#columns.set(group, (columns = this.#read(group)));
    return columns;
  }

  /** What all groups of a unit come to in an observation. */
  sumOf(unit: number, observation: number): Sum {
    this.#noted?.add(unit);
    let sums = this.#sums.get(unit);
    if (!sums) this.#sums.set(unit, (sums = []));
    return (sums[observation] ??= this.#add(unit, this.observations[observation]!));
  }

  /** A group outside a unit that has a value in an observation; −1 where none has, and all above say no more than it does. */
  outside(unit: number, observation: number): number {
    const { indicator, measured, period, approved } = this.observations[observation]!;
    const blocks = this.#cells.reaching(indicator, measured.time, period);
    for (const group of this.#world.expected(indicator, period).groups) {
      if (!groupValue(blocks, measured.time, group, approved, this.#value)) continue;
      if (!this.#world.tree.isWithin(group, unit)) return group;
    }
    return -1;
  }

  /** The target that holds for a node in an observation; null where none was given. */
  targetOf(node: number, observation: number): Fraction | null {
    const { indicator, measured, period } = this.observations[observation]!;
    const key = `${node} ${indicator} ${period}`;
    let target = this.#targets.get(key);
    if (target === undefined) {
      const { targets, tree, profile } = this.#world;
      const day = lastDay(period, profile);
      target = targets.holding(tree, indicator, measured.kind, node, day)?.value ?? null;
      this.#targets.set(key, target);
    }
    return target;
  }

  /** A group has filed or was reviewed: what it said, and what lies above it, is read anew. */
  forget(group: number): void {
    this.#columns.delete(group);
    for (const { ordinal } of this.#world.tree.upward(group)) this.#sums.delete(ordinal);
  }

  /** Keeps only what some groups say; what others say is seldom asked for again. */
  forgetBut(isKept: (group: number) => boolean): void {
    for (const group of this.#columns.keys()) if (!isKept(group)) this.#columns.delete(group);
    this.#sums.clear();
    this.#targets.clear();
  }

  /** Finds groups that ever filed a denominator of a few, block by block; no other can be of a few. */
  *candidates(into: Set<number>): Generator<void> {
    const seen = new Set<FiledBlock>();
    for (const { indicator, measured, period, approved } of this.observations) {
      // Who is expected is worked out for all groups at once, and asked for from now on.
      if (!approved) this.#world.expected(indicator, period);
      yield;
      for (let q = reachBack(measured.time, period); q <= period; q++) {
        const block = this.#cells.block(indicator, q);
        if (!block || seen.has(block)) continue;
        seen.add(block);
        for (const [high, page] of block.entries()) {
          if (page) addFew(page.den, high, into);
          if (page?.approved) addFew(page.approved.den, high, into);
        }
        yield;
      }
    }
  }

  /** Whether any of a group's denominators is of a few. */
  isFew(group: number): boolean {
    return this.columns(group).den.some((den) => den > 0 && den < MIN_BASE);
  }

  /** Whether what a group filed for an indicator and period may be of a few; a sum of months may be one whatever the month. */
  mayBeFew(group: number, indicator: number, period: Period): boolean {
    const { time } = this.#world.indicators[indicator]!.indicator;
    if (time === 'flow-ytd') return true;
    const blocks = [this.#cells.block(indicator, period)];
    return [false, true].some(
      (approved) =>
        groupValue(blocks, 'flow', group, approved, this.#value) &&
        this.#value.den > 0 &&
        this.#value.den < MIN_BASE
    );
  }

  /** Where the observation of an indicator, period and basis stands. */
  placeOf(indicator: number, period: Period, basis: Basis): number | undefined {
    const place = this.#places.get(indicator)?.get(period);
    return place === undefined ? undefined : place + (basis === 'approved' ? 1 : 0);
  }

  #add(unit: number, { indicator, measured, period, approved }: Observation): Sum {
    const blocks = this.#cells.reaching(indicator, measured.time, period);
    const expectation = this.#world.expected(indicator, period);
    const sum = { num: 0, den: 0 };
    for (const { kind, ordinal } of this.#world.tree.downward(unit)) {
      if (kind !== 'group' || !groupValue(blocks, measured.time, ordinal, approved, this.#value)) continue;
      if (this.#world.placeIn(expectation, ordinal) < 0) continue;
      sum.num += this.#value.num;
      sum.den += Math.max(0, this.#value.den);
    }
    return sum;
  }

  #read(group: number): GroupColumns {
    const num = new Float64Array(this.count).fill(-1);
    const den = new Float64Array(this.count).fill(-1);
    const filings = new Array<readonly Period[]>(this.count).fill(NONE);
    const standing = new Map<Period, number[]>();
    for (const [k, { indicator, measured, period, approved }] of this.observations.entries()) {
      const blocks = this.#cells.reaching(indicator, measured.time, period);
      if (!groupValue(blocks, measured.time, group, approved, this.#value) || this.#value.den <= 0) continue;
      const { age } = this.#value;
      [num[k], den[k]] = [this.#value.num, this.#value.den];
      if (this.#world.placeIn(this.#world.expected(indicator, period), group) < 0) {
        num[k] = den[k] = -1;
        continue;
      }
      const months =
        measured.time === 'flow-ytd' ? this.#monthsOf(blocks, group, period, approved) : [period - age];
      filings[k] = months;
      for (const month of months) {
        const known = standing.get(month);
        if (known) known.push(k);
        else standing.set(month, [k]);
      }
    }
    return { num, den, filings, standing };
  }

  /** The months of a year's sum. */
  #monthsOf(
    blocks: readonly (FiledBlock | undefined)[],
    group: number,
    period: Period,
    approved: boolean
  ): Period[] {
    const value: GroupValue = { num: -1, den: -1, age: -1 };
    return blocks.flatMap((block, age) =>
      groupValue([block], 'flow', group, approved, value) ? [period - age] : []
    );
  }
}

function addFew(dens: Int32Array, high: number, into: Set<number>): void {
  for (let low = 0; low < dens.length; low++)
    if (dens[low]! > 0 && dens[low]! < MIN_BASE) into.add(high * dens.length + low);
}
