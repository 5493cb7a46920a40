import type { Board } from '$lib/board/board.svelte.ts';
import { getBoard } from '$lib/board/context.ts';
import { valueOf, type Line } from '$lib/board/lines.ts';
import { getSpeech, getTexts } from '$lib/i18n/context.ts';
import { viewTexts } from '$lib/i18n/messages/views.ts';
import { unitsInWords } from '$lib/i18n/unit-types.ts';
import { insideSentence } from '$lib/ui/figures.ts';
import { unitTypes } from '../../faces/unit-words.ts';
import { getSteering, type Steering } from '../steering.svelte.ts';

/** What the chart views have in common: the lines and what of them is kept, words, and how a mark is hovered and marked. */
export class DeskView {
  readonly board: Board = getBoard();
  readonly steering: Steering = getSteering();
  readonly #speech = getSpeech();
  readonly #texts = getTexts(viewTexts);

  readonly speech = $derived.by(() => this.#speech());
  readonly texts = $derived.by(() => this.#texts());
  readonly indicator = $derived.by(() => this.board.chosen.indicator);
  readonly isCount = $derived.by(() => this.indicator.kind === 'count');
  /** The indicator as it stands inside a sentence. */
  readonly indicatorWords = $derived.by(() => insideSentence(this.speech.say(this.indicator.short)));
  readonly units = $derived.by(() => unitsInWords(this.speech.language, unitTypes(this.board.lines)));
  readonly marked = $derived.by(() => this.board.focus?.place.ordinal ?? null);

  readonly hovered = $derived.by(() => this.steering.hovered);
  readonly hover = (key: number | null): void => {
    this.steering.hovered = key;
  };
  /** Marks a unit everywhere, or none. */
  readonly mark = (key: number | null): void => {
    const place = key === null ? null : this.board.nodes.place(key);
    this.steering.go({ focus: place?.key ?? null }, true);
  };

  lineOf(key: number): Line | null {
    return this.board.lineOn(key);
  }

  nameOf(line: Line): string {
    return line.place.level === 'province' ? line.place.name : line.place.fullName;
  }

  /** Why there is nothing to draw of these lines; null where there is something. */
  emptyOf(drawn: readonly unknown[]): string | null {
    if (drawn.length > 0) return null;
    const held = this.board.lines.filter((line) => valueOf(line) !== null).length;
    const { t } = this.texts;
    if (held > 0) return t('allFiltered', { n: held, units: this.units });
    const period = this.speech.format.period(this.board.period);
    return t('noFigures', { units: this.units, indicator: this.indicatorWords, period });
  }
}
