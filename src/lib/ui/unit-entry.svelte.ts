import type { UnitPick } from './unit-pick.ts';

/** The field of a picker, as whoever uses the picker holds it. */
export interface EntryField {
  /** What is chosen; null while nothing is. */
  readonly value: UnitPick | null;
  /** Whether a choice takes one there at once; else it is sent with a form. */
  readonly navigates: boolean;
  /** Whether nothing may be chosen. */
  readonly mayBeNone: boolean;
  readonly choose: (pick: UnitPick | null) => void;
}

/**
 * What stands in the field of a picker. In a form the text and what is sent are one thing: as soon as the text is not
 * the chosen unit's name nothing is chosen, and a text that was left stays, chooses nothing and says so. Where a choice
 * takes one there at once, a text that is left gives way to the name of where one is, and that is said as well.
 */
export class UnitEntry {
  #typed = $state<string | null>(null);
  #gaveWay = $state(false);
  /** What was chosen before it was typed over. */
  #before: UnitPick | null = null;
  readonly #field: () => EntryField;

  constructor(field: () => EntryField) {
    this.#field = field;
  }

  get text(): string {
    return this.typed ?? this.#field().value?.name ?? '';
  }

  /** What has been typed since something was chosen; null while nothing was. */
  get typed(): string | null {
    const { value, navigates } = this.#field();
    return navigates || value === null ? this.#typed : null;
  }

  /** Whether the text stands for no unit, so that nothing may be sent. */
  get isLoose(): boolean {
    return !this.#field().navigates && (this.typed ?? '').trim() !== '';
  }

  /** Whether a text that named nothing was left and gave way to the name of where one is. */
  get gaveWay(): boolean {
    return this.#gaveWay;
  }

  type(text: string): void {
    const { value, navigates, mayBeNone, choose } = this.#field();
    this.#typed = text;
    this.#gaveWay = false;
    if (navigates) {
      if (text === '' && mayBeNone) choose(null);
      return;
    }
    if (value) this.#before = value;
    const again = this.#before?.name === text ? this.#before : null;
    if (again?.key !== value?.key) choose(again);
  }

  choose(pick: UnitPick): void {
    this.#typed = null;
    this.#gaveWay = false;
    this.#before = null;
    this.#field().choose(pick);
  }

  /** The field was left. */
  leave(): void {
    this.#before = null;
    if (this.isLoose) return;
    const { value } = this.#field();
    const text = (this.typed ?? '').trim();
    if (this.typed !== null) this.#gaveWay = text !== '' && text !== value?.name;
    this.#typed = null;
  }

  /** Back to what was chosen before it was typed over. */
  undo(): void {
    const before = this.#before;
    this.#typed = null;
    this.#before = null;
    const { value, choose } = this.#field();
    if (before && value === null) choose(before);
  }
}
