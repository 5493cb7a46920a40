import { MIN_BASE } from './indicator.ts';
import { reduce } from './reduce.ts';
import type { FamilyValues } from './withholding-values.ts';

/**
 * A group that is withheld, as it shows in the sum of a unit above it: through which of that unit's parts, and through
 * which units that are withheld in some observations alone.
 */
export interface Hidden {
  readonly group: number;
  readonly branch: number;
  readonly gates: readonly number[];
}

/** What a check asks besides the values. */
export interface CheckedUnit {
  /** The unit whose sum is told. */
  readonly node: number;
  /** Groups of a few: they are what is to be protected. */
  readonly few: ReadonlySet<number>;
  /** Whether a unit's own sum is not told in an observation: it is of a few, or would tell of a few below it. */
  isUntold(node: number, observation: number): boolean;
}

/** A withheld denominator, known by its number. */
interface Unknown {
  readonly value: number;
  readonly branch: number;
  readonly isFew: boolean;
  readonly den: number;
}

/** What is unknown in a sum that is told, and in which observations it is. */
export interface Told {
  readonly unknowns: readonly Unknown[];
  readonly values: ReadonlySet<number>;
  readonly observations: number[];
  /** The least of the numerators' sums. */
  least: { num: number; observation: number };
}

/** Where something can be found out: an observation in which it is told, and whether numerators alone are too few. */
export interface Weakness {
  readonly observation: number;
  readonly isOfNumerators: boolean;
}

/**
 * What a unit tells with the withheld values in it, and whether somebody who adds up and subtracts what is told can
 * narrow a few's value down to less than `MIN_BASE`.
 */
export class Puzzle {
  /** Its own sums. */
  readonly told: readonly Told[];
  readonly #all: readonly Told[];

  /** `given` is what units below tell of the same values where they are not withheld. */
  constructor(values: FamilyValues, unit: CheckedUnit, hidden: readonly Hidden[], given: readonly Told[]) {
    const told = new Map<string, Told>();
    for (let k = 0; k < values.count; k++) {
      if (unit.isUntold(unit.node, k)) continue;
      const unknowns: Unknown[] = [];
      let num = 0;
      for (const { group, branch, gates } of hidden) {
        const columns = values.columns(group);
        if (columns.value[k]! < 0 || !gates.every((gate) => unit.isUntold(gate, k))) continue;
        const [value, den] = [columns.value[k]!, columns.den[k]!];
        unknowns.push({ value, branch, isFew: unit.few.has(group), den });
        num += columns.num[k]!;
      }
      if (unknowns.length === 0) continue;
      const key = unknowns.map(({ value }) => value).join();
      const known = told.get(key);
      if (!known) {
        const values = new Set(unknowns.map(({ value }) => value));
        told.set(key, { unknowns, values, observations: [k], least: { num, observation: k } });
      } else {
        known.observations.push(k);
        if (num < known.least.num) known.least = { num, observation: k };
      }
    }
    this.told = [...told.values()];
    this.#all = [...this.told, ...given];
  }

  /** The first weakness; `isLetGo` are observations whose numerators cannot be hidden. */
  weakness(isLetGo: ReadonlySet<number>): Weakness | null {
    for (const told of this.told) {
      const [observation] = told.observations;
      if (observation === undefined) continue;
      const isBare = !isWide(told.unknowns) || this.#all.some((other) => !isLeftHidden(told, other));
      if (isBare) return { observation, isOfNumerators: false };
      const { least } = told;
      if (least.num < MIN_BASE && !isLetGo.has(least.observation))
        return { observation: least.observation, isOfNumerators: true };
    }
    return this.#solved();
  }

  /** All sums together: what stands alone when they are reduced, or with others of which none can be negative. */
  #solved(): Weakness | null {
    const places = new Map<number, number>();
    const owners: { unknown: Unknown; observation: number }[] = [];
    for (const told of this.#all) {
      // What only others tell is theirs to withhold.
      const observation = this.told.includes(told) ? told.observations[0]! : -1;
      for (const unknown of told.unknowns) {
        if (places.has(unknown.value)) continue;
        places.set(unknown.value, places.size);
        owners.push({ unknown, observation });
      }
    }
    const rows = this.#all.map(({ unknowns }) => {
      const row = new Float64Array(places.size);
      for (const { value } of unknowns) row[places.get(value)!] = 1;
      return row;
    });
    for (const row of reduce(rows)) {
      let sum = 0;
      let few = -1;
      for (const [k, factor] of row.entries()) {
        sum = factor < 0 ? Infinity : sum + factor * owners[k]!.unknown.den;
        if (factor > 0 && owners[k]!.unknown.isFew && owners[k]!.observation >= 0) few = few < 0 ? k : few;
      }
      const isAlone = few >= 0 && row.every((factor, k) => factor === 0 || k === few);
      if (few >= 0 && (isAlone || sum < MIN_BASE))
        return { observation: owners[few]!.observation, isOfNumerators: false };
    }
    return null;
  }
}

/** Whether what is left of two sums, one subtracted from the other, tells of no few. */
function isLeftHidden(here: Told, there: Told): boolean {
  const [more, less] = [without(here, there), without(there, here)];
  // Where both sides have some left, all that is known is a difference of unknowns.
  if (more.length > 0 && less.length > 0) return true;
  const left = [...more, ...less];
  return !left.some(({ isFew }) => isFew) || isWide(left);
}

function without(these: Told, those: Told): Unknown[] {
  return these.unknowns.filter(({ value }) => !those.values.has(value));
}

function isWide(unknowns: readonly Unknown[]): boolean {
  const branches = new Set(unknowns.map(({ branch }) => branch));
  return branches.size >= 2 && unknowns.reduce((sum, { den }) => sum + den, 0) >= MIN_BASE;
}
