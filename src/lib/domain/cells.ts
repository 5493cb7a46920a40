import { reachBack, type IndicatorTime } from './indicator.ts';
import type { Period } from './period.ts';

/** What a run of groups filed, by the low bits of their node ordinals; −1 where nothing counts. */
interface Page {
  readonly num: Int32Array;
  readonly den: Int32Array;
  /** Made when the first version is approved. */
  approved: { readonly num: Int32Array; readonly den: Int32Array } | null;
}

/** What groups filed for one indicator in one period: pages by the high bits of their node ordinals. */
export type FiledBlock = readonly (Page | undefined)[];

const PAGE_BITS = 8;
const PAGE_SIZE = 1 << PAGE_BITS;
const LOW_BITS = PAGE_SIZE - 1;

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
 * that every row is made of; a page is made when its first figure lands.
 */
export class Cells {
  /** By period, then by indicator. */
  readonly #blocks = new Map<Period, (Page | undefined)[][]>();

  /** Sets what counts for one group, indicator (ordinal) and period; −1 takes it away. */
  set(indicator: number, period: Period, group: number, num: number, den: number, approved: boolean): void {
    const page = this.#page(indicator, period, group);
    const columns = approved ? (page.approved ??= emptyColumns()) : page;
    columns.num[group & LOW_BITS] = num;
    columns.den[group & LOW_BITS] = den;
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

  #page(indicator: number, period: Period, group: number): Page {
    let ofPeriod = this.#blocks.get(period);
    if (!ofPeriod) this.#blocks.set(period, (ofPeriod = []));
    const block = (ofPeriod[indicator] ??= []);
    return (block[group >> PAGE_BITS] ??= { ...emptyColumns(), approved: null });
  }
}

function emptyColumns(): { num: Int32Array; den: Int32Array } {
  return { num: new Int32Array(PAGE_SIZE).fill(-1), den: new Int32Array(PAGE_SIZE).fill(-1) };
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
    const page = blocks[age]?.[group >> PAGE_BITS];
    const columns = approved ? page?.approved : page;
    const num = columns ? columns.num[group & LOW_BITS]! : -1;
    if (!columns || num < 0) continue;
    const den = columns.den[group & LOW_BITS]!;
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
