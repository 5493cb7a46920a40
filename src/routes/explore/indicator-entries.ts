import type { Board } from '$lib/board/board.svelte.ts';
import type { Speech } from '$lib/i18n/speech.ts';
import { figureWords } from '$lib/ui/figures.ts';

/** The indicators that anybody files here, each with the unit's figure where its rows are held. */
export function indicatorEntries(board: Board, speech: Speech) {
  const { indicators } = board.picture.catalogue;
  const chosen = board.chosen.ordinal;
  const shown = indicators.filter(({ ordinal, filed }) => filed || ordinal === chosen);
  const entries = shown.map((view) => {
    const line = board.hasUnit(view.ordinal, board.period)
      ? board.lineAt(board.unit, board.period, view)
      : null;
    return {
      indicator: view.indicator,
      figure: line && figureWords(speech, view.indicator, line),
      state: line?.reading.state ?? null,
      attainment: line?.reading.attainment ?? null
    };
  });
  return { entries, unfiled: indicators.length - shown.length };
}
