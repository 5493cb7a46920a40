import type { Line } from '$lib/board/lines.ts';
import { baseWords, figureWords, stateWords } from '$lib/ui/figures.ts';
import type { DeskView } from './desk-view.svelte.ts';

/** A unit in words, beside its mark: its name, its figure, what it is made of, its state. */
export function sayLine(view: DeskView, line: Line): string[] {
  const { speech, indicator } = view;
  const { t, format } = speech;
  const { reading, num, den, oldestAge } = line;
  const state = stateWords(speech, reading.state);
  return [
    view.nameOf(line),
    reading.attainment === null || !Number.isFinite(reading.attainment)
      ? `${figureWords(speech, indicator, line)} · ${state}`
      : `${figureWords(speech, indicator, line)} · ${t('figure.completed', { attainment: format.attainment(reading.attainment) })}`,
    ...(den > 0
      ? [
          t('figure.ofBase', {
            num: format.count(num),
            den: format.count(den),
            base: baseWords(speech, indicator)
          })
        ]
      : []),
    [
      ...(reading.attainment === null ? [] : [state]),
      ...(reading.coverage === null
        ? []
        : [t('table.covered', { coverage: format.percent(reading.coverage) })]),
      ...(oldestAge > 0 ? [t('table.age', { n: oldestAge })] : [])
    ].join(' · ')
  ].filter((part) => part !== '');
}
