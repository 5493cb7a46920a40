import { parseWhole } from '../reading/number-text.ts';
import { isOutlying } from '../domain/spread.ts';
import type { SheetIndicator } from '../api/filing.ts';
import type { DraftValue } from './draft.ts';

/** What is wrong with a figure, so that it cannot be sent. */
export type FigureFault =
  'notANumber' | 'negative' | 'notWhole' | 'tooLarge' | 'overFiled' | 'noDenominator' | 'noNumerator';

/** What the checks say of one field while it is typed in. */
export interface Check {
  /** What keeps it from being sent, and in which of its two fields. */
  readonly fault: { readonly field: 'num' | 'den'; readonly code: FigureFault } | null;
  /** Over the base fact, which may be out of date: it is taken and marked (RULES 7). Here by how many. */
  readonly overBase: number | null;
  /** A stock fell by more than a fifth: by how many, and a reason is asked for. */
  readonly fall: number | null;
  /** It stands out among the other groups of the commune: it is taken and marked. */
  readonly outlying: boolean;
  readonly needsWhy: boolean;
  /** How many are still missing to reach the target; null where there is none or fewer is better. */
  readonly gap: number | null;
  /** Numbers that can be sent; null where the field is empty or wrong. */
  readonly num: number | null;
  readonly den: number | null;
}

/** Reads a field as people write numbers; null where it is empty. */
export function readFigure(text: string): number | FigureFault | null {
  const said = parseWhole(text);
  if (said === null) return null;
  return 'value' in said ? said.value : said.fault;
}

/** Judges one figure by what the phone knows of its indicator. The server judges it again. */
export function check(indicator: SheetIndicator, field: DraftValue): Check {
  const num = readFigure(field.num);
  const den = readFigure(field.den);
  const nothing = {
    ...{ overBase: null, fall: null, outlying: false, needsWhy: false },
    ...{ gap: null, num: null, den: null }
  };
  if (typeof num === 'string') return { ...nothing, fault: { field: 'num', code: num } };
  if (typeof den === 'string') return { ...nothing, fault: { field: 'den', code: den } };
  if (num === null) {
    // What was filed is taken back by emptying it; a denominator by itself says nothing.
    const isHalf = den !== null && !indicator.filed;
    return { ...nothing, fault: isHalf ? { field: 'num', code: 'noNumerator' } : null };
  }
  const base = denominatorOf(indicator, den);
  if (indicator.kind !== 'count' && base === null)
    return { ...nothing, num, fault: { field: 'den', code: 'noDenominator' } };
  if (indicator.kind === 'share' && den !== null && num > den)
    return { ...nothing, num, den, fault: { field: 'num', code: 'overFiled' } };
  const fall = fallOf(indicator, num);
  const isOver = isOverBase(indicator, num, base);
  return {
    fault: null,
    overBase: isOver && base !== null ? num - base : null,
    fall,
    outlying: !isOver && isOutlying(indicator.neighbours, num, base),
    needsWhy: fall !== null && field.why.trim() === '',
    // Nobody has reached a target by more people than there are.
    gap: isOver ? null : gapTo(indicator, num, base),
    num,
    den: indicator.kind === 'quota' && den === null ? base : den
  };
}

/** More people than there are by the denominator of a share. */
function isOverBase({ kind }: Pick<SheetIndicator, 'kind'>, num: number, base: number | null): boolean {
  return kind === 'share' && base !== null && num > base;
}

/** Whether a figure that can be sent, with the denominator that it is measured by, wants a second look. */
export function wantsLook(
  indicator: Pick<SheetIndicator, 'kind' | 'neighbours'>,
  num: number,
  den: number | null
): boolean {
  return isOverBase(indicator, num, den) || isOutlying(indicator.neighbours, num, den);
}

/** The denominator that a figure is measured by: as typed, else the base fact, for quotas the last one; null where there is none. */
export function denominatorOf(indicator: SheetIndicator, typed: number | null): number | null {
  if (indicator.kind === 'count') return null;
  if (typed !== null) return typed;
  if (indicator.kind === 'share') return indicator.base;
  return indicator.filed?.den ?? indicator.last?.den ?? null;
}

/** max(0, ⌈target × den⌉ − num), in whole numbers (RULES 16). */
export function gapTo(
  { kind, direction, target }: Pick<SheetIndicator, 'kind' | 'direction' | 'target'>,
  num: number,
  den: number | null
): number | null {
  if (direction === 'down' || target === null) return null;
  if (kind === 'count') return Math.max(0, ceilOf(target.num, 1, target.den) - num);
  return den === null || den <= 0 ? null : Math.max(0, ceilOf(target.num, den, target.den) - num);
}

/** By how many a stock fell below last month's figure, where that is more than a fifth; null otherwise. */
export function fallOf({ time, last }: Pick<SheetIndicator, 'time' | 'last'>, num: number): number | null {
  if (time !== 'stock' || last === null || num >= last.num) return null;
  return (last.num - num) * 5 > last.num ? last.num - num : null;
}

/** ⌈a × b ÷ c⌉, exactly. */
function ceilOf(a: number, b: number, c: number): number {
  return Number((BigInt(a) * BigInt(b) + BigInt(c) - 1n) / BigInt(c));
}
