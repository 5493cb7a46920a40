import type { Board } from '$lib/board/board.svelte.ts';
import type { Line } from '$lib/board/lines.ts';
import type { Basis } from '$lib/charts/chart-table.ts';
import type { Indicator } from '$lib/domain/indicator.ts';
import type { Speech } from '$lib/i18n/speech.ts';
import { baseWords, countedWords } from '$lib/ui/figures.ts';

/** The age and coverage of what is drawn, as the unit's own line has them. */
export function basisOf(board: Pick<Board, 'day' | 'basis'>, line: Line): Basis {
  return {
    day: board.day,
    coverage: line.reading.coverage,
    oldestAge: line.oldestAge,
    approvedOnly: board.basis === 'approved'
  };
}

/** What the values of an indicator are in: `% người dân trưởng thành`, `buổi`. */
export function unitsOf(speech: Speech, indicator: Pick<Indicator, 'kind' | 'counts' | 'base'>): string {
  return indicator.kind === 'count' ? countedWords(speech, indicator) : `% ${baseWords(speech, indicator)}`;
}
