import type { Board } from '$lib/board/board.svelte.ts';
import type { Indicator } from '$lib/domain/indicator.ts';
import type { Speech } from '$lib/i18n/speech.ts';
import { targetWords } from '$lib/ui/figures.ts';

/** The target that is tried out, in words (`85%`); null where none is. Said wherever its colours are seen. */
export function goalWords(speech: Speech, board: Pick<Board, 'tried' | 'chosen'>): string | null {
  const { tried, chosen } = board;
  return tried && targetWords(speech, chosen.indicator, tried.num / tried.den);
}

/** What a slider of goals reaches over and by what steps, in the address's whole numbers. */
export interface GoalScale {
  readonly most: number;
  readonly step: number;
}

/** Rates in half percents; counts in round steps up to twice the largest value. */
export function goalScale(indicator: Pick<Indicator, 'kind'>, largest: number): GoalScale {
  if (indicator.kind === 'share') return { most: 1000, step: 5 };
  if (indicator.kind === 'quota') return { most: 1500, step: 5 };
  const reach = Math.max(10, largest * 2);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(reach)) - 2);
  return { most: Math.ceil(reach / step) * step, step };
}

/** What somebody typed as a goal, in the address's whole numbers; null where it is none. */
export function readGoal(indicator: Pick<Indicator, 'kind'>, text: string): number | null {
  const plain = text.trim().replace('%', '').replace(/\s/g, '');
  if (indicator.kind === 'count')
    return /^\d{1,3}(\.?\d{3})*$|^\d{1,9}$/.test(plain) ? Number(plain.replace(/\./g, '')) : null;
  if (!/^\d{1,3}([.,]\d)?$/.test(plain)) return null;
  return Math.round(Number(plain.replace(',', '.')) * 10);
}

/** A goal as one types it: `85`, `72,5`. */
export function goalText(indicator: Pick<Indicator, 'kind'>, goal: number): string {
  if (indicator.kind === 'count') return String(goal);
  return goal % 10 === 0 ? String(goal / 10) : `${Math.floor(goal / 10)},${goal % 10}`;
}
