import type { Group } from '../../src/lib/domain/group.ts';
import type { Indicator } from '../../src/lib/domain/indicator.ts';
import type { Target } from '../../src/lib/domain/target.ts';
import type { Unit } from '../../src/lib/domain/unit.ts';
import { ratio, type Ratio } from './naive-fraction.ts';
import type { NaiveFigures } from './naive-reading.ts';
import { wholeReports, type PlainReport, type PlainWorld } from './plain-world.ts';

// RULES 1–13 worked through once more on plain objects, in the simplest way, without anything of the product's code.

/** One row by the rules; `path` of a unit is its key, of a group `group` and its code. */
export interface NaiveRow extends NaiveFigures {
  readonly carried: bigint;
  readonly oldestAge: bigint | null;
}

interface Place {
  readonly path: string;
  /** Itself and everything above it, up to the top. */
  readonly upward: readonly Place[];
  readonly span: { readonly validFrom: string; readonly validTo: string | null };
  readonly group: Group | null;
}

export const pathOfUnit = (unit: Pick<Unit, 'code' | 'validFrom'>) => `${unit.code}@${unit.validFrom}`;
export const pathOfGroup = (group: Pick<Group, 'code'>) => `group ${group.code}`;

interface Filed {
  readonly num: number;
  readonly den: number | null;
}

/** A world read by the rules. */
export class Naive {
  readonly #world: PlainWorld;
  readonly #places = new Map<string, Place>();
  /** Groups that stand, all above them included, by day. */
  readonly #standing = new Map<string, Place[]>();
  /** Targets by indicator, recipient and first day: one given again replaces what it was. */
  readonly #given = new Map<string, { path: string; target: Target }>();
  /** Versions by group and period, newest first. */
  readonly #versions = new Map<string, { state: string; values: Map<string, Filed> }[]>();

  constructor(world: PlainWorld) {
    this.#world = world;
    for (const unit of world.units) this.#enterPlace(pathOfUnit(unit), unit.parent, unit, null);
    for (const group of world.groups) this.#enterPlace(pathOfGroup(group), group.unit, group, group);
    for (const target of world.targets) {
      const to = target.recipient;
      const path = 'unit' in to ? to.unit : pathOfGroup({ code: to.group });
      this.#given.set(`${target.indicator} ${path} ${target.validFrom}`, { path, target });
    }
    for (const report of wholeReports(world.reports)) this.#enter(report);
  }

  /** The row of any unit or group, by path, over every version that counts and over approved ones alone. */
  rows(indicator: Indicator, period: number): (path: string) => Record<'all' | 'approved', NaiveRow> {
    const day = lastDayOf(period, this.#world.profile);
    const sums = new Map<string, Record<'all' | 'approved', Sum>>();
    for (const { group, upward } of this.#expected(indicator, day)) {
      const base = indicator.kind === 'share' && indicator.base ? baseOf(group!, indicator.base, day) : 1;
      const all = this.#valueOf(indicator, group!.code, period, false);
      const approved = this.#valueOf(indicator, group!.code, period, true);
      for (const { path } of upward) {
        if (!sums.has(path)) sums.set(path, { all: new Sum(), approved: new Sum() });
        const sum = sums.get(path)!;
        sum.all.add(base, all);
        sum.approved.add(base, approved);
      }
    }
    const given = this.#targetsGiven(indicator, day);
    return (path) => {
      const target = this.#targetOf(path, indicator, given);
      const { all, approved } = sums.get(path) ?? { all: new Sum(), approved: new Sum() };
      return { all: all.row(target), approved: approved.row(target) };
    };
  }

  #enterPlace(path: string, above: string | null, span: Place['span'], group: Group | null): void {
    const upward: Place[] = [];
    const place: Place = { path, upward, span, group };
    upward.push(place, ...(above === null ? [] : this.#places.get(above)!.upward));
    this.#places.set(path, place);
  }

  #enter(report: PlainReport): void {
    const key = `${report.group} ${report.period}`;
    const values = new Map(
      report.values.map((value) => [value.indicator, { num: value.numerator, den: value.denominator }])
    );
    this.#versions.set(key, [{ state: report.state, values }, ...(this.#versions.get(key) ?? [])]);
  }

  /** RULES 4: each kind in turn, but only where no group of a kind before is expected in the unit or below it. */
  #expected(indicator: Indicator, day: string): Place[] {
    if (indicator.source.type !== 'filed' || !holds(indicator, day)) return [];
    const expected: Place[] = [];
    const taken = new Set<Place>();
    for (const kind of indicator.source.by) {
      const found = this.#standingOn(day).filter(
        ({ group, upward }) =>
          group?.kind === kind && !group.notApplicable.includes(indicator.code) && !taken.has(upward[1]!)
      );
      for (const place of found) for (const above of place.upward) taken.add(above);
      expected.push(...found);
    }
    return expected;
  }

  #standingOn(day: string): Place[] {
    let standing = this.#standing.get(day);
    if (!standing) {
      standing = [...this.#places.values()].filter(
        ({ group, upward }) => group && upward.every(({ span }) => holds(span, day))
      );
      this.#standing.set(day, standing);
    }
    return standing;
  }

  /** RULES 9: what a group's value is at a period, and how old. */
  #valueOf(
    indicator: Indicator,
    group: string,
    period: number,
    approved: boolean
  ): (Filed & { age: number }) | null {
    const filedFor = (p: number) => this.#filed(indicator.code, group, p, approved);
    if (indicator.time === 'flow-ytd') {
      const months = Array.from({ length: (period % 12) + 1 }, (_, k) => period - k)
        .map((month) => ({ month, filed: filedFor(month) }))
        .filter((found): found is { month: number; filed: Filed } => found.filed !== null);
      const newest = months[0];
      if (!newest) return null;
      const dens = months.flatMap(({ filed }) => (filed.den === null ? [] : [filed.den]));
      return {
        num: months.reduce((sum, { filed }) => sum + filed.num, 0),
        den: dens.length > 0 ? dens.reduce((sum, den) => sum + den, 0) : null,
        age: period - newest.month
      };
    }
    for (let age = 0; age <= (indicator.time === 'stock' ? 3 : 0); age++) {
      const filed = filedFor(period - age);
      if (filed) return { ...filed, age };
    }
    return null;
  }

  #filed(indicator: string, group: string, period: number, approved: boolean): Filed | null {
    const versions = this.#versions.get(`${group} ${period}`) ?? [];
    // What the newest version took back is nobody's, approved before or not.
    const standing = versions.find(({ state }) => state !== 'returned');
    if (!standing?.values.has(indicator)) return null;
    const counting = approved ? versions.find(({ state }) => state === 'approved') : standing;
    return counting?.values.get(indicator) ?? null;
  }

  /** The targets that were given and hold on a day, by recipient: the one that began last. */
  #targetsGiven(indicator: Indicator, day: string): Map<string, { from: string; value: Ratio }> {
    const given = new Map<string, { from: string; value: Ratio }>();
    for (const { path, target } of this.#given.values()) {
      if (target.indicator !== indicator.code || !holds(target, day)) continue;
      const value = ratio(BigInt(target.value.num), BigInt(target.value.den));
      const before = given.get(path);
      if (!before || before.from < target.validFrom) given.set(path, { from: target.validFrom, value });
    }
    return given;
  }

  /** RULES 13: shares come down from the nearest above, the rest is for the recipient alone. */
  #targetOf(path: string, { kind }: Indicator, given: Map<string, { value: Ratio }>): Ratio | null {
    const { upward } = this.#places.get(path)!;
    const nearest = (kind === 'share' ? upward : upward.slice(0, 1)).find((place) => given.has(place.path));
    return nearest ? given.get(nearest.path)!.value : null;
  }
}

/** What is added up for one place; whole numbers below 2^53. */
class Sum {
  #expected = 0;
  #expectedBase = 0;
  #num: number | null = null;
  #den: number | null = null;
  #fresh = 0;
  #freshBase = 0;
  #carried = 0;
  #oldest: number | null = null;

  add(base: number, value: (Filed & { age: number }) | null): void {
    this.#expected++;
    this.#expectedBase += base;
    if (!value) return;
    this.#num = (this.#num ?? 0) + value.num;
    if (value.den !== null) this.#den = (this.#den ?? 0) + value.den;
    this.#oldest = Math.max(this.#oldest ?? 0, value.age);
    if (value.age > 0) {
      this.#carried++;
      return;
    }
    this.#fresh++;
    this.#freshBase += base;
  }

  row(target: Ratio | null): NaiveRow {
    return {
      num: exact(this.#num),
      den: exact(this.#den),
      expected: BigInt(this.#expected),
      expectedBase: BigInt(this.#expectedBase),
      fresh: BigInt(this.#fresh),
      freshBase: BigInt(this.#freshBase),
      carried: BigInt(this.#carried),
      oldestAge: exact(this.#oldest),
      target
    };
  }
}

function exact(value: number | null): bigint | null {
  return value === null ? null : BigInt(value);
}

function holds(span: { validFrom: string; validTo: string | null }, day: string): boolean {
  return span.validFrom <= day && (span.validTo === null || day < span.validTo);
}

/** The newest fact that has begun; of two for one day, the one named last. */
function baseOf(group: Group, base: string, day: string): number {
  let newest = { validFrom: '', value: 0 };
  for (const fact of group.bases) {
    if (fact.base === base && fact.validFrom <= day && fact.validFrom >= newest.validFrom) newest = fact;
  }
  return newest.value;
}

/** RULES 2: the window ends on the 14th, the calendar month on its last day. */
function lastDayOf(period: number, profile: PlainWorld['profile']): string {
  const year = Math.floor(period / 12);
  const month = (period % 12) + 1;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${year}-${String(month).padStart(2, '0')}-${profile === 'window' ? 14 : days[month - 1]}`;
}
