import type { Board } from '$lib/board/board.svelte.ts';
import { sentence } from '$lib/i18n/formats.ts';
import type { Speech } from '$lib/i18n/speech.ts';
import { unitsInWords } from '$lib/i18n/unit-types.ts';
import { figureWords, insideSentence } from '$lib/ui/figures.ts';
import { countCodes, headline, leafHeadline } from '$lib/ui/headline.ts';
import { unitTypes } from '../unit-words.ts';

/** The unit of a board as a sentence names it. */
export function unitWords({ t }: Speech, { unit }: Pick<Board, 'unit'>): string {
  return unit.level === 'country' ? t('unitType.country') : unit.fullName;
}

/** The finding of what a board shows, in one sentence. */
export function findingOf(speech: Speech, board: Board): string {
  const { lines, here, chosen } = board;
  const facts = {
    indicator: insideSentence(speech.say(chosen.indicator.short)),
    unit: unitWords(speech, board),
    period: speech.format.period(board.period)
  };
  const isList =
    lines.some(({ reading }) => reading.state !== 'notApplicable') || here.reading.state === 'notApplicable';
  if (isList) {
    const counts = countCodes(lines.map(({ code }) => code));
    return headline(speech, { ...facts, counts, units: unitsInWords(speech.language, unitTypes(lines)) });
  }
  const figure = figureWords(speech, chosen.indicator, here);
  return sentence(leafHeadline(speech, { ...facts, state: here.reading.state, figure }));
}
