import type { Line } from '$lib/board/lines.ts';
import type { Indicator } from '$lib/domain/indicator.ts';
import { attainedWords, figureWords, stateWords } from '$lib/ui/figures.ts';
import type { DeskView } from './desk-view.svelte.ts';
import { drawnAttainment } from './measure.ts';

/** A cell in words: the figure, what of its target that is, and its state. */
export function heatWords(view: DeskView, line: Line | null, indicator: Indicator): string {
  const { speech } = view;
  const state = stateWords(speech, line?.reading.state ?? 'notApplicable');
  if (!line || line.num < 0) return state;
  const attainment = drawnAttainment(line);
  const figure = figureWords(speech, indicator, line);
  return attainment === null
    ? `${figure}, ${state}`
    : `${figure}, ${speech.t('figure.completed', { attainment: attainedWords(speech, attainment) })}, ${state}`;
}
