import type { Indicator } from '../domain/indicator.ts';
import { lastDay, type Day, type Period, type PeriodProfile } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import type { LevelName } from '../domain/unit.ts';
import type { FirstPicture } from '../wire/first-picture.ts';
import type { NodeTable } from '../wire/manifest.ts';
import { lineOf, sumOfGaps, type Line, type RowSource } from './lines.ts';
import { Live } from './live.svelte.ts';
import { NodeBook, type Place } from './nodes.ts';
import { Questions } from './questions.svelte.ts';
import type { Selection } from './selection.ts';
import { SliceSource } from './slice-source.ts';

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

/**
 * The explore page's state: what was chosen, joined with the rows that are held. Everything follows from the address,
 * the picture and the live table; nothing is kept twice.
 */
export class Board {
  readonly #given: () => Given;
  /** The rows of the picture's scope as the connection keeps them; null until they are there. */
  #table = $state.raw<{ scope: string; source: RowSource; nodes: NodeTable | null } | null>(null);
  #revision = $state(0);
  readonly live = new Live();
  readonly questions: Questions;

  constructor(given: () => Given) {
    this.#given = given;
    this.questions = new Questions();
  }

  readonly picture = $derived.by(() => this.#given().picture);
  readonly selection = $derived.by(() => this.#given().selection);
  readonly profile: PeriodProfile = $derived.by(() => this.picture.catalogue.profile);
  readonly basis: Basis = $derived.by(() => this.selection.basis);
  readonly level: LevelName = $derived.by(() => this.picture.level);

  readonly #slices = $derived.by(() => new SliceSource(this.picture));
  readonly #held = $derived.by(() => (this.#table?.scope === this.picture.scope ? this.#table : null));
  /** The nodes of the picture and, once they are there, of every era of its scope. */
  readonly nodes = $derived.by(() => new NodeBook(this.#held?.nodes ?? this.picture.nodes));

  /** What the address asks for, whether or not its rows are here yet. */
  readonly #wished = $derived.by(() => {
    const { picture, selection } = this;
    const code = selection.indicator;
    const indicator = picture.catalogue.indicators.find((view) => view.indicator.code === code)?.ordinal;
    const period =
      selection.period !== null && picture.periods.includes(selection.period) ? selection.period : null;
    return { indicator: indicator ?? picture.indicator, period: period ?? picture.period };
  });
  /** True while rows that the address asks for are not here: the picture before them stays. */
  readonly missing = $derived.by(() => {
    void this.#revision;
    const { indicator, period } = this.#wished;
    const here = this.nodes.standsOn(this.picture.unit, lastDay(period, this.profile));
    return !here || !this.#holds(indicator, period);
  });
  readonly #shown = $derived.by(() => {
    const { indicator, period } = this.picture;
    return this.missing ? { indicator, period } : this.#wished;
  });

  readonly period: Period = $derived.by(() => this.#shown.period);
  readonly day: Day = $derived.by(() => lastDay(this.period, this.profile));
  readonly chosen: Chosen = $derived.by(() => this.indicatorAt(this.#shown.indicator));

  readonly unit: Place = $derived.by(() => this.#place(this.picture.unit));
  /** From the top down to the unit. */
  readonly path: readonly Place[] = $derived.by(() =>
    this.picture.path.map((ordinal) => this.#place(ordinal))
  );

  /** The unit itself. */
  readonly here: Line = $derived.by(() => this.lineAt(this.unit, this.period));
  /** The unit one period earlier; null where that is not held. */
  readonly before: Line | null = $derived.by(() => {
    void this.#revision;
    return this.#holds(this.chosen.ordinal, this.period - 1) ? this.lineAt(this.unit, this.period - 1) : null;
  });
  /** The units or groups of the level that is shown, in the order of the log. */
  readonly lines: readonly Line[] = $derived.by(() =>
    this.nodes.within(this.unit.ordinal, this.level, this.day).map((place) => this.lineAt(place, this.period))
  );
  readonly byOrdinal = $derived.by(() => new Map(this.lines.map((line) => [line.place.ordinal, line])));
  readonly childGaps: number | null = $derived.by(() => sumOfGaps(this.lines));
  /** Rises with every change of the rows that are shown. */
  readonly revision: number = $derived.by(() => this.#revision);
  /** The marked row; null where nothing or something unknown is marked. */
  readonly focus: Line | null = $derived.by(() => {
    const { focus } = this.selection;
    const ordinal = focus === null ? null : this.nodes.ordinalOf(focus);
    return ordinal === null ? null : (this.byOrdinal.get(ordinal) ?? null);
  });

  /** What the rows say of a place for the indicator that is shown. */
  lineAt(place: Place, period: Period, chosen: Chosen = this.chosen): Line {
    void this.#revision;
    return lineOf(this.#source(chosen.ordinal, period), place, chosen, period, this.basis);
  }

  indicatorAt(ordinal: number): Chosen {
    const { indicators } = this.picture.catalogue;
    const found = indicators.find((view) => view.ordinal === ordinal) ?? indicators[0];
    if (!found) throw new Error('a picture without a catalogue');
    return found;
  }

  /** Whether the rows of an indicator in a period are here. */
  hasRows(indicator: number, period: Period): boolean {
    void this.#revision;
    return this.#holds(indicator, period);
  }

  /** Takes the rows that a connection keeps for a scope; `nodes` once they are known. */
  useTable(scope: string, source: RowSource, nodes: NodeTable | null): void {
    this.#table = { scope, source, nodes };
    this.#revision++;
  }

  /** The rows have changed. */
  touch(): void {
    this.#revision++;
  }

  #place(ordinal: number): Place {
    const place = this.nodes.place(ordinal);
    if (!place) throw new Error(`a picture without its node ${ordinal}`);
    return place;
  }

  #holds(indicator: number, period: Period): boolean {
    return (this.#held?.source.holds(indicator, period) ?? false) || this.#slices.holds(indicator, period);
  }

  #source(indicator: number, period: Period): RowSource {
    const held = this.#held?.source;
    return held?.holds(indicator, period) ? held : this.#slices;
  }
}
