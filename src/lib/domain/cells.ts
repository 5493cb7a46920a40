import { reachBack, type IndicatorTime } from './indicator.ts';
import type { Period } from './period.ts';

/** What groups filed for one indicator in one period, by group's node ordinal; −1 where nothing counts. */
export interface FiledBlock {
  num: Int32Array;
  den: Int32Array;
  approvedNum: Int32Array;
  approvedDen: Int32Array;
}

/** A group's value at a period after carrying or summing (RULES 9). */
export interface GroupValue {
  num: number;
  /** −1 for counts. */
  den: number;
  /** Periods since it was filed; for flow-ytd since the newest month that it holds. */
  age: number;
}

/**
 * The figures that count, column by column: for each indicator and period one number a group. This is the warm state
 * that every row is made of; a block is made when its first figure lands.
 */
export class Cells {
  /** By period, then by indicator. */
  readonly #blocks = new Map<Period, (FiledBlock | undefined)[]>();
  #capacity: number;

  /** `nodes` is how many nodes there are about to be; it grows as needed. */
  constructor(nodes = 1024) {
    this.#capacity = Math.max(1024, nodes);
  }

  /** Sets what counts for one group, indicator (ordinal) and period; −1 takes it away. */
  set(indicator: number, period: Period, group: number, num: number, den: number, approved: boolean): void {
    const block = this.#open(indicator, period, group);
    if (approved) {
      block.approvedNum[group] = num;
      block.approvedDen[group] = den;
    } else {
      block.num[group] = num;
      block.den[group] = den;
    }
  }

  block(indicator: number, period: Period): FiledBlock | undefined {
    return this.#blocks.get(period)?.[indicator];
  }

  /** The blocks that can reach a period, nearest first: index is the age. */
  reaching(indicator: number, time: IndicatorTime, period: Period): (FiledBlock | undefined)[] {
    const blocks: (FiledBlock | undefined)[] = [];
    for (let q = period; q >= reachBack(time, period); q--) blocks.push(this.block(indicator, q));
    return blocks;
  }

  #open(indicator: number, period: Period, group: number): FiledBlock {
    if (group >= this.#capacity) this.#widen(group);
    let ofPeriod = this.#blocks.get(period);
    if (!ofPeriod) this.#blocks.set(period, (ofPeriod = []));
    const empty = () => new Int32Array(this.#capacity).fill(-1);
    return (ofPeriod[indicator] ??= {
      num: empty(),
      den: empty(),
      approvedNum: empty(),
      approvedDen: empty()
    });
  }

  #widen(group: number): void {
    this.#capacity = Math.max(group + 1, Math.ceil(this.#capacity * 1.5));
    const wide = (old: Int32Array) => {
      const array = new Int32Array(this.#capacity).fill(-1);
      array.set(old);
      return array;
    };
    for (const block of [...this.#blocks.values()].flat()) {
      if (!block) continue;
      block.num = wide(block.num);
      block.den = wide(block.den);
      block.approvedNum = wide(block.approvedNum);
      block.approvedDen = wide(block.approvedDen);
    }
  }
}

/**
 * A group's value at a period, written into `into`; false where it has none. `blocks` are those of `reaching`: a
 * stock is the nearest, a flow the period's own, a flow-ytd the sum of all.
 */
export function groupValue(
  blocks: readonly (FiledBlock | undefined)[],
  time: IndicatorTime,
  group: number,
  approved: boolean,
  into: GroupValue
): boolean {
  let found = false;
  for (let age = 0; age < blocks.length; age++) {
    const block = blocks[age];
    const num = block ? (approved ? block.approvedNum : block.num)[group]! : -1;
    if (num < 0) continue;
    const den = (approved ? block!.approvedDen : block!.den)[group]!;
    if (!found) {
      into.num = num;
      into.den = den;
      into.age = age;
      found = true;
      if (time !== 'flow-ytd') break;
    } else {
      into.num += num;
      if (den >= 0) into.den += den;
    }
  }
  return found;
}
