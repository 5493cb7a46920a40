import { getBoard } from '$lib/board/context.ts';
import { getSpeech, getTexts } from '$lib/i18n/context.ts';
import { mattersTexts } from '$lib/i18n/messages/matters.ts';
import { operationsTexts } from '$lib/i18n/messages/operations.ts';
import { reviewTexts } from '$lib/i18n/messages/review.ts';
import type { RowSpeech } from './words.ts';

/** The words of rows, as something to ask inside `$derived`. */
export function getRowSpeech(): () => RowSpeech {
  const board = getBoard();
  const [speech, room, review, matters] = [
    getSpeech(),
    getTexts(operationsTexts),
    getTexts(reviewTexts),
    getTexts(mattersTexts)
  ];
  return () => ({
    room: room(),
    review: review(),
    matters: matters(),
    known: board.path.map(({ fullName }) => fullName),
    nameOf: (code) => {
      const found = board.picture.catalogue.indicators.find(({ indicator }) => indicator.code === code);
      return found ? speech().say(found.indicator.short) : code;
    }
  });
}
