import type { Indicator } from '../domain/indicator.ts';
import type { Period, PeriodProfile } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import type { LevelName } from '../domain/unit.ts';
import type { FirstPicture } from '../wire/first-picture.ts';
import type { Selection } from './selection.ts';

/** What the page was given: the picture that the server chose, and what the address says. */
export interface Given {
  readonly picture: FirstPicture;
  readonly selection: Selection;
}

/** An indicator with its number. */
export interface Chosen {
  readonly ordinal: number;
  readonly indicator: Indicator;
}

/** What the person has chosen, by the picture and the address, whether or not its rows are here. */
export class Choice {
  readonly #given: () => Given;
  #dragged = $state<number | null>(null);

  constructor(given: () => Given) {
    this.#given = given;
  }

  readonly picture: FirstPicture = $derived.by(() => this.#given().picture);
  readonly selection: Selection = $derived.by(() => this.#given().selection);
  readonly profile: PeriodProfile = $derived.by(() => this.picture.catalogue.profile);
  readonly basis: Basis = $derived.by(() => this.selection.basis);
  readonly level: LevelName = $derived.by(() => this.picture.level);

  /** The indicator and the period that the address asks for, else the picture's. */
  readonly wished: { readonly indicator: number; readonly period: Period } = $derived.by(() => {
    const { picture, selection } = this;
    const code = selection.indicator;
    const indicator = picture.catalogue.indicators.find((view) => view.indicator.code === code)?.ordinal;
    const period =
      selection.period !== null && picture.periods.includes(selection.period) ? selection.period : null;
    return { indicator: indicator ?? picture.indicator, period: period ?? picture.period };
  });

  /** The goal that is shown: the one under the person's hand, else the address's. */
  readonly goal: number | null = $derived.by(() =>
    this.#dragged === null ? this.selection.goal : this.#dragged
  );

  /** A goal under the person's hand is shown at once, before it is in the address; null lets go of it. */
  drag(goal: number | null): void {
    this.#dragged = goal;
  }

  indicatorAt(ordinal: number): Chosen {
    const { indicators } = this.picture.catalogue;
    const found = indicators.find((view) => view.ordinal === ordinal) ?? indicators[0];
    if (!found) throw new Error('a picture without a catalogue');
    return found;
  }
}
