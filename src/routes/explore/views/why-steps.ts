import type { Split } from '$lib/board/selection.ts';
import { WHY_PARTS, type Why, type WhyPart } from '$lib/queries/why-of.ts';

/** What moves the gap besides the numerator. */
const GAP_PARTS = ['byDen', 'byTarget', 'beyond'] as const;
export type StepPart = WhyPart | 'untold' | (typeof GAP_PARTS)[number];

/** One part of a change. */
export interface Step {
  readonly part: StepPart;
  readonly amount: number;
  /** Of how many rows it is made; 0 for what is not made of rows. */
  readonly rows: number;
}

/** A change by its parts; null where one of its ends is not told. */
interface Steps {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Those that are not 0, in the order in which they are told. Their amounts sum to the change. */
  readonly steps: readonly Step[];
}

/** The change of a figure, or of what is missing to its target, by its parts. */
export function stepsOf(why: Why, split: Split): Steps | null {
  if (why.change === null || why.untold === null) return null;
  const parts: Step[] = [
    ...WHY_PARTS.map((part) => ({ part, amount: why[part], rows: why[`${part}Rows`] })),
    { part: 'untold', amount: why.untold, rows: why.untoldRows }
  ];
  if (split === 'figure') {
    const [before, after] = [why.numBefore ?? 0, why.numAfter ?? 0];
    return { before, after, change: why.change, steps: parts.filter(({ amount }) => amount !== 0) };
  }
  const { gapBefore, gapAfter, gapByDen, gapByTarget, gapBeyond } = why;
  if (gapBefore === null || gapAfter === null) return null;
  const moved = [gapByDen ?? 0, gapByTarget ?? 0, gapBeyond ?? 0];
  const steps = [
    ...parts.map((step) => ({ ...step, amount: 0 - step.amount })),
    ...GAP_PARTS.map((part, i) => ({ part, amount: moved[i] ?? 0, rows: 0 }))
  ];
  return {
    before: gapBefore,
    after: gapAfter,
    change: gapAfter - gapBefore,
    steps: steps.filter(({ amount }) => amount !== 0)
  };
}

/** The largest parts that a sentence names, and what all others come to. */
export function mostOf(steps: readonly Step[], most = 3): { named: readonly Step[]; others: number } {
  const bySize = [...steps].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const named = bySize.slice(0, bySize.length === most + 1 ? most + 1 : most);
  return { named, others: bySize.slice(named.length).reduce((sum, { amount }) => sum + amount, 0) };
}
