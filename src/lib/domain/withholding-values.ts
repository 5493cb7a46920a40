import { groupValue, type Cells, type FiledBlock, type GroupValue } from './cells.ts';
import {
  hasSmallBases,
  MAX_CARRY,
  MIN_BASE,
  reachBack,
  reachForward,
  type IndicatorTime
} from './indicator.ts';
import type { Period } from './period.ts';
import type { World } from './world.ts';

/** One column of figures that is told: an indicator in a period, over every version or over approved ones. */
interface Observation {
  readonly indicator: number;
  readonly time: IndicatorTime;
  readonly period: Period;
  readonly approved: boolean;
}

/** What one group says in each observation; `den` −1 where it has no value. */
export interface GroupColumns {
  readonly num: Float64Array;
  readonly den: Float64Array;
  /** A number for each denominator, the same wherever it is carried to and under every indicator filed with it; −1 where there is none. */
  readonly value: Int32Array;
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

/** The observations of one family over the periods that are shown, and what groups and units say in them. */
export class FamilyValues {
  readonly count: number;
  readonly #world: World;
  readonly #cells: Cells;
  readonly #observations: readonly Observation[];
  readonly #runs: readonly number[];
  /** By indicator and by period where its observations begin. */
  readonly #places: ReadonlyMap<number, ReadonlyMap<Period, number>>;
  readonly #columns = new Map<number, GroupColumns>();
  #noted: Set<number> | null = null;
  readonly #below = new Map<number, readonly number[]>();
  readonly #value: GroupValue = { num: -1, den: -1, age: -1 };
  /** Numbers of denominators, by group, the period that they were filed for, and how much. */
  readonly #numbers = new Map<string, number>();

  constructor(world: World, cells: Cells, { indicators }: Family, periods: readonly Period[]) {
    this.#world = world;
    this.#cells = cells;
    const places = new Map<number, Map<Period, number>>();
    const observations: Observation[] = [];
    for (const indicator of indicators) {
      const { time } = world.indicators[indicator]!.indicator;
      const byPeriod = new Map<Period, number>();
      places.set(indicator, byPeriod);
      for (const period of periods) {
        byPeriod.set(period, observations.length);
        observations.push({ indicator, time, period, approved: false });
        observations.push({ indicator, time, period, approved: true });
      }
    }
    this.#observations = observations;
    this.#places = places;
    const runs = new Map<Period, number>();
    let run = 0;
    for (const [i, period] of periods.entries()) {
      if (i > 0 && period - periods[i - 1]! > MAX_CARRY) run++;
      runs.set(period, run);
    }
    this.#runs = observations.map(({ period }) => runs.get(period)!);
    this.count = observations.length;
  }

  /** Notes whose figures are asked for while something is worked out. */
  noting<T>(groups: Set<number>, work: () => T): T {
    this.#noted = groups;
    try {
      return work();
    } finally {
      this.#noted = null;
    }
  }

  /** What a group says, worked out once. */
  columns(group: number): GroupColumns {
    this.#noted?.add(group);
    let columns = this.#columns.get(group);
    if (!columns) this.#columns.set(group, (columns = this.#read(group)));
    return columns;
  }

  /** A group has filed or was reviewed: what it said is read anew. */
  forget(group: number): void {
    this.#columns.delete(group);
  }

  /** Keeps only what some groups say; what others say is seldom asked for again. */
  forgetBut(isKept: (group: number) => boolean): void {
    for (const group of this.#columns.keys()) if (!isKept(group)) this.#columns.delete(group);
  }

  /** Groups that ever filed a denominator of a few; no other can be of a few. */
  candidates(): Set<number> {
    const found = new Set<number>();
    const seen = new Set<FiledBlock>();
    for (const { indicator, time, period } of this.#observations) {
      for (let q = reachBack(time, period); q <= period; q++) {
        const block = this.#cells.block(indicator, q);
        if (!block || seen.has(block)) continue;
        seen.add(block);
        for (const [high, page] of block.entries()) {
          if (page) addFew(page.den, high, found);
          if (page?.approved) addFew(page.approved.den, high, found);
        }
      }
    }
    return found;
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

  /** The observations that a group's values of an indicator and period reach. */
  reachedBy(indicator: number, period: Period): number[] {
    const places = this.#places.get(indicator);
    const last = reachForward(this.#world.indicators[indicator]!.indicator.time, period);
    const found: number[] = [];
    for (let p = period; p <= last; p++) {
      const place = places?.get(p);
      if (place !== undefined) found.push(place, place + 1);
    }
    return found;
  }

  /** The observations of all months that values may be carried between, and so on from month to month. */
  runOf(observation: number): number[] {
    const run = this.#runs[observation];
    return this.#runs.flatMap((one, k) => (one === run ? [k] : []));
  }

  /** Where the observations of an indicator and period stand: over all versions, then over approved ones. */
  placeOf(indicator: number, period: Period): number | undefined {
    return this.#places.get(indicator)?.get(period);
  }

  /** Whether the denominators below a node come to a few, and not to nothing. */
  isFewIn(node: number, observation: number): boolean {
    const one = this.#observations[observation]!;
    const blocks = this.#cells.reaching(one.indicator, one.time, one.period);
    if (!blocks.some((block) => block)) return false;
    const expectation = this.#world.expected(one.indicator, one.period);
    const { groups } = expectation;
    const isAll = this.#world.tree.nodes[node]!.parent < 0;
    let sum = 0;
    for (const group of isAll ? groups : this.#groupsBelow(node)) {
      if (!groupValue(blocks, one.time, group, one.approved, this.#value)) continue;
      if (!isAll && this.#world.placeIn(expectation, group) < 0) continue;
      sum += Math.max(0, this.#value.den);
      if (sum >= MIN_BASE) return false;
    }
    return sum > 0;
  }

  /** The groups below a unit, ascending; kept for units that are asked about. */
  #groupsBelow(node: number): readonly number[] {
    let below = this.#below.get(node);
    if (!below) {
      below = [...this.#world.tree.downward(node)].flatMap(({ kind, ordinal }) =>
        kind === 'group' ? [ordinal] : []
      );
      this.#below.set(node, below);
    }
    return below;
  }

  /** Reads a group's value into `#value`; false where it has none that is shown. */
  #find(group: number, { indicator, time, period, approved }: Observation): boolean {
    const blocks = this.#cells.reaching(indicator, time, period);
    if (!groupValue(blocks, time, group, approved, this.#value) || this.#value.den <= 0) return false;
    return this.#world.placeIn(this.#world.expected(indicator, period), group) >= 0;
  }

  #read(group: number): GroupColumns {
    const columns = {
      num: new Float64Array(this.count).fill(-1),
      den: new Float64Array(this.count).fill(-1),
      value: new Int32Array(this.count).fill(-1)
    };
    for (const [k, one] of this.#observations.entries()) {
      if (!this.#find(group, one)) continue;
      const { num, den, age } = this.#value;
      columns.num[k] = num;
      columns.den[k] = den;
      // A sum of months is another one each month.
      const from = one.time === 'flow-ytd' ? one.period : one.period - age;
      const name = `${group} ${from} ${den}`;
      let value = this.#numbers.get(name);
      if (value === undefined) this.#numbers.set(name, (value = this.#numbers.size));
      columns.value[k] = value;
    }
    return columns;
  }
}

function addFew(dens: Int32Array, high: number, into: Set<number>): void {
  for (let low = 0; low < dens.length; low++)
    if (dens[low]! > 0 && dens[low]! < MIN_BASE) into.add(high * dens.length + low);
}
