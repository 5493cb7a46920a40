import type { ReportTexts } from '$lib/domain/report.ts';
import type { ConsolidationView } from '$lib/api/review.ts';
import { isSameText, TextDrafts } from './text-draft.ts';

const NOTHING: ReportTexts = { tasks: '', difficulties: '', proposals: '', practices: '' };

/** A unit's own texts of a consolidation while they are written: a draft until they are laid before the head. */
export class OwnTexts {
  texts = $state.raw(NOTHING);
  /** The device keeps the draft. */
  isKept = $state(true);
  #place = '';
  #drafts: TextDrafts | null = null;
  /** The last step's texts, and how many steps there were, when what is written was begun. */
  #base = NOTHING;
  #steps = $state(0);

  /**
   * Takes over what the server says. Another unit or period brings its own draft, else the texts of its last step; a
   * new step replaces what was only read, never what was typed.
   */
  follow(
    { unit, period, steps, texts }: Pick<ConsolidationView, 'unit' | 'period' | 'steps' | 'texts'>,
    actor: string
  ): void {
    const place = `${actor} ${unit.key} ${period}`;
    if (place !== this.#place) {
      this.#place = place;
      this.#drafts = new TextDrafts({ actor, unit: unit.key, period });
      const kept = this.#drafts.read();
      this.#begin(texts, steps.length);
      if (kept) [this.texts, this.#steps] = [kept.texts, kept.steps];
    } else if (steps.length !== this.#steps && isSameText(this.texts, this.#base))
      this.#begin(texts, steps.length);
  }

  /** What is written was begun before the last of so many steps. */
  isOlder(steps: number): boolean {
    return this.#steps !== steps;
  }

  write(writing: keyof ReportTexts, text: string): void {
    this.texts = { ...this.texts, [writing]: text };
    if (isSameText(this.texts, this.#base)) this.#drafts?.drop();
    else this.isKept = this.#drafts?.write({ texts: this.texts, steps: this.#steps }) ?? false;
  }

  /** Puts a text behind what is written. */
  append(writing: keyof ReportTexts, text: string): void {
    const before = this.texts[writing].trimEnd();
    this.write(writing, before === '' ? text : `${before}\n${text}`);
  }

  /** Drops the draft: the texts of the last step stand again, or what was laid before the head. */
  drop({ texts, steps }: Pick<ConsolidationView, 'texts' | 'steps'>): void {
    this.#drafts?.drop();
    this.#begin(texts, steps.length);
  }

  #begin(texts: ReportTexts, steps: number): void {
    this.texts = this.#base = texts;
    this.#steps = steps;
    this.isKept = true;
  }
}
