import { lastDay, type Day, type Period, type PeriodProfile } from '../domain/period.ts';
import type { Basis, Rows } from '../domain/rows.ts';
import type { LevelName } from '../domain/unit.ts';
import type { FirstPicture } from '../wire/first-picture.ts';
import type { NodeTable } from '../wire/manifest.ts';
import { unpackNodes } from '../wire/packed-nodes.ts';
import type { Fraction } from '../domain/target.ts';
import { Choice, type Chosen, type Given } from './choice.svelte.ts';
import { Asking } from './asking.svelte.ts';
import { HeldRows } from './held-rows.svelte.ts';
import type { Change } from './journal.ts';
import { indexOfLine, type LineSet } from './line-book.ts';
import { isKept, isSifting, lineOf, linesByOrdinal, sumOfGaps, type Line, type RowSource } from './lines.ts';
import { PageClock } from '../device/page-clock.ts';
import { Live } from './live.svelte.ts';
import { NodeBook, type Place } from './nodes.ts';
import { Questions } from './questions.svelte.ts';
import type { Selection } from './selection.ts';
import { Readings } from './readings.ts';
import { lastSeries, withHoles, type TrendLine } from './trend-lines.ts';

export type { Chosen, Given } from './choice.svelte.ts';

const THOUSANDTHS = 1000;

/** Periods of a group's trend: it has no scope of its own that brings more. */
export const GROUP_TREND = 14;

/** Rows that a view shows beside the chosen ones. */
export interface Need {
  readonly periods: readonly Period[];
  /** Ordinals: single slices of these are brought; without it the whole part of each period. */
  readonly indicators?: readonly number[];
}

const NONE: ReadonlySet<number> = new Set();

/**
 * The explore page's state: the choice, the rows that are held and the readings of them, joined. Everything follows from
 * the address, the picture and the live table; nothing is kept twice.
 */
export class Board {
  readonly #choice: Choice;
  readonly #rows: HeldRows;
  readonly #readings: Readings;
  #nodes = $state.raw<{ scope: string; table: NodeTable } | null>(null);
  /** The picture that was given by a store that is no more; null where none was. */
  #forgotten = $state.raw<FirstPicture | null>(null);
  #needs = $state.raw<readonly Need[]>([]);
  readonly live: Live;
  readonly questions: Questions;
  readonly asking = new Asking();

  /** `clock`: the page's; where there is none, one that begins with the picture. */
  constructor(given: () => Given, clock = new PageClock(given().picture.now)) {
    this.#choice = new Choice(given);
    this.#rows = new HeldRows(() => this.#choice.picture);
    this.#readings = new Readings(this.#rows.journal);
    this.live = new Live(clock);
    this.questions = new Questions();
  }

  get picture(): FirstPicture {
    return this.#choice.picture;
  }
  get selection(): Selection {
    return this.#choice.selection;
  }
  get profile(): PeriodProfile {
    return this.#choice.profile;
  }
  get basis(): Basis {
    return this.#choice.basis;
  }
  get level(): LevelName {
    return this.#choice.level;
  }
  /** What the address asks for, whether or not its rows are here yet. */
  get wished(): Choice['wished'] {
    return this.#choice.wished;
  }
  /** The goal that is shown: the one under the person's hand, else the address's. */
  get goal(): number | null {
    return this.#choice.goal;
  }

  /** The log's last position that the page knows of. */
  readonly position: number = $derived.by(() => {
    const given = this.picture === this.#forgotten ? 0 : this.picture.position;
    return Math.max(this.live.position, given);
  });

  /** The nodes of the picture. */
  readonly givenNodes: NodeTable = $derived.by(() => unpackNodes(this.picture.nodes));
  /** The same and, once they are there, those of every era of its scope. */
  readonly nodes = $derived.by(
    () => new NodeBook(this.#nodes?.scope === this.picture.scope ? this.#nodes.table : this.givenNodes)
  );

  /** True while rows that the address asks for are not here: the picture before them stays. */
  readonly missing = $derived.by(() => {
    const { indicator, period } = this.wished;
    const here = this.nodes.standsOn(this.picture.unit, lastDay(period, this.profile));
    return !here || !this.#rows.holds(indicator, period);
  });
  readonly #shown = $derived.by(() => {
    const { indicator, period } = this.picture;
    return this.missing ? { indicator, period } : this.wished;
  });

  readonly period: Period = $derived.by(() => this.#shown.period);
  readonly day: Day = $derived.by(() => lastDay(this.period, this.profile));
  readonly chosen: Chosen = $derived.by(() => this.indicatorAt(this.#shown.indicator));

  readonly unit: Place = $derived.by(() => this.#place(this.picture.unit));
  /** From the top down to the unit. */
  readonly path: readonly Place[] = $derived.by(() =>
    this.picture.path.map((ordinal) => this.#place(ordinal))
  );

  /** The target that is tried out in place of the one given; null where none is. Nothing of it is stored. */
  readonly tried: Fraction | null = $derived.by(() => {
    const { goal } = this;
    if (goal === null) return null;
    return { num: goal, den: this.chosen.indicator.kind === 'count' ? 1 : THOUSANDTHS };
  });

  readonly #alone = $derived.by(() => [this.unit]);
  /** The unit itself. */
  readonly here: Line = $derived.by(() => {
    const { unit, period, chosen } = this;
    const [line] = this.#read(
      'here',
      this.#alone,
      period,
      chosen,
      this.#rows.source(chosen.ordinal, period, unit.ordinal)
    ).lines;
    return line ?? this.lineAt(unit, period);
  });
  /** The place whose figures the panel tells, one period earlier; null where that is not held. */
  readonly before: Line | null = $derived.by(() => {
    const [indicator, period] = [this.chosen.ordinal, this.period - 1];
    const isUnit = this.trendPlace.level !== 'group';
    const isHere = isUnit ? this.hasUnit(indicator, period) : this.hasRows(indicator, period);
    return isHere && this.picture.periods.includes(period) ? this.lineAt(this.trendPlace, period) : null;
  });
  /** The units or groups of the level that is shown, by ordinal ascending. */
  readonly places: readonly Place[] = $derived.by(() =>
    this.nodes.within(this.unit.ordinal, this.level, this.day)
  );
  readonly #shownSet: LineSet = $derived.by(() => {
    const { period, chosen, places } = this;
    return this.#read('lines', places, period, chosen, this.#rows.source(chosen.ordinal, period, null));
  });
  /** The lines by the targets that were given, whatever is tried out. */
  readonly given: readonly Line[] = $derived.by(() => {
    const { period, chosen, places } = this;
    if (this.tried === null) return this.lines;
    return this.#read('given', places, period, chosen, this.#rows.source(chosen.ordinal, period, null), null)
      .lines;
  });
  /** Their lines. */
  readonly lines: readonly Line[] = $derived.by(() => this.#shownSet.lines);
  /** Ordinals of the units that the choice leaves out (`isKept`): faint wherever they are drawn. */
  readonly faint: ReadonlySet<number> = $derived.by(() => {
    const { selection, lines } = this;
    if (!isSifting(selection)) return NONE;
    return new Set(lines.filter((line) => !isKept(line, selection)).map(({ place }) => place.ordinal));
  });
  /** The lines that the choice keeps, in their order. */
  readonly kept: readonly Line[] = $derived.by(() =>
    this.faint.size === 0 ? this.lines : this.lines.filter(({ place }) => !this.faint.has(place.ordinal))
  );
  readonly byOrdinal = $derived.by(() => linesByOrdinal(this.lines));
  readonly childGaps: number | null = $derived.by(() => sumOfGaps(this.lines));
  /** Rises with every change of the lines that are shown. */
  readonly revision: number = $derived.by(() => this.#shownSet.revision);
  /** The marked row; null where nothing or something unknown is marked. */
  readonly focus: Line | null = $derived.by(() => {
    const { focus } = this.selection;
    const ordinal = focus === null ? null : this.nodes.ordinalOf(focus);
    return ordinal === null ? null : this.lineOn(ordinal);
  });
  /** What views show beside the chosen rows. */
  readonly needs: readonly Need[] = $derived.by(() => this.#needs);

  /** The place whose trend is shown: the unit, or a marked group, which has no view of its own. */
  readonly trendPlace: Place = $derived.by(() =>
    this.focus?.place.level === 'group' ? this.focus.place : this.unit
  );
  /** The periods of the trend: the series up to the chosen one; of a group the last of them. */
  readonly trendPeriods: readonly Period[] = $derived.by(() => {
    const periods = lastSeries(this.picture.periods.filter((period) => period <= this.period));
    return this.trendPlace.level === 'group' ? periods.slice(-GROUP_TREND) : periods;
  });
  /** The trend as the engine tells it, and before that as the columns do; null until the whole of it is here. */
  readonly trend: readonly TrendLine[] | null = $derived.by(() => {
    const { trendPlace, period } = this;
    const indicator = this.chosen.ordinal;
    const isHere = (p: Period) =>
      trendPlace.level === 'group' ? this.hasRows(indicator, p) : this.hasUnit(indicator, p);
    if (!this.trendPeriods.every(isHere)) return null;
    const told = this.tried ? null : this.questions.about(this)?.trend;
    return withHoles(told ? told.map(lineOfTrend) : this.#trendOfColumns(), period);
  });

  /** What the rows say of a place for the indicator that is shown. */
  lineAt(place: Place, period: Period, chosen: Chosen = this.chosen): Line {
    const source = this.#rows.source(chosen.ordinal, period, place.ordinal);
    return lineOf(source, place, chosen, period, this.basis, this.#triedFor(chosen, place));
  }

  /** The line of a unit of the level shown; null where it is not among them. */
  lineOn(ordinal: number): Line | null {
    return this.lines[indexOfLine(this.lines, ordinal)] ?? null;
  }

  /** The lines of the level shown in another period or of another indicator, as far as its rows are here. */
  linesOf(period: Period, chosen: Chosen = this.chosen): readonly Line[] {
    const { nodes, unit, level, profile } = this;
    const places = nodes.within(unit.ordinal, level, lastDay(period, profile));
    const source = this.#rows.source(chosen.ordinal, period, null);
    return this.#read(`${chosen.ordinal}/${period}`, places, period, chosen, source).lines;
  }

  /** A goal under the person's hand is shown at once, before it is in the address; null lets go of it. */
  drag(goal: number | null): void {
    this.#choice.drag(goal);
  }

  /** A view says what it shows; what it answers ends that. To be called in an effect of the view. */
  need(need: Need): () => void {
    this.#needs = [...this.#needs, need];
    return () => (this.#needs = this.#needs.filter((other) => other !== need));
  }

  indicatorAt(ordinal: number): Chosen {
    return this.#choice.indicatorAt(ordinal);
  }

  /** Whether all rows of an indicator in a period are here. */
  hasRows(indicator: number, period: Period): boolean {
    return this.#rows.holds(indicator, period);
  }

  /** Whether the unit's own row of an indicator in a period is here, if there is one. */
  hasUnit(indicator: number, period: Period): boolean {
    return this.#rows.holdsUnit(indicator, period);
  }

  /** All rows of an indicator in a period of the view that is followed; null where they are not here or there are none. */
  block(indicator: number, period: Period): Rows | null {
    return this.#rows.block(indicator, period);
  }

  /** Whether the rows of every indicator in a period are here. */
  holdsPeriod(period: Period): boolean {
    return this.#rows.holdsPeriod(period);
  }

  /** Whether the rows of an indicator, by its code, in the period that is shown are here. */
  holdsCode(code: string): boolean {
    const found = this.picture.catalogue.indicators.find((view) => view.indicator.code === code);
    return found !== undefined && this.#rows.holds(found.ordinal, this.picture.period);
  }

  /** Takes the tables that a connection keeps for a view and for its unit alone. */
  useTables(scope: string, view: RowSource, own: RowSource | null, slices: RowSource | null = null): void {
    this.#rows.use({ scope, view, own, slices });
  }

  /** Takes the nodes of a scope, of every era. */
  useNodes(scope: string, table: NodeTable): void {
    this.#nodes = { scope, table };
  }

  /** What the page was given is of a store that is no more: it says no position, and its nodes count until others come. */
  forget(): void {
    this.#forgotten = this.picture;
    this.#nodes = null;
    this.live.forget();
  }

  /** What was written to the rows; shown at the next `touch`. */
  note(change: Change): void {
    this.#rows.note(change);
  }

  /** The rows have changed: those of `note`, or any where nothing was noted since. */
  touch(): void {
    this.#rows.touch();
  }

  #trendOfColumns(): TrendLine[] {
    return this.trendPeriods.flatMap((period) => {
      const line = this.lineAt(this.trendPlace, period);
      if (line.expected <= 0) return [];
      return [lineOfTrend({ period, ...line.reading, num: line.num < 0 ? null : line.num })];
    });
  }

  #place(ordinal: number): Place {
    const place = this.nodes.place(ordinal);
    if (!place) throw new Error(`a picture without its node ${ordinal}`);
    return place;
  }

  #read(
    name: string,
    places: readonly Place[],
    period: Period,
    { ordinal, indicator }: Chosen,
    source: RowSource,
    tried = this.#triedFor({ ordinal, indicator }, places[0] ?? this.unit)
  ): LineSet {
    return this.#readings.read(name, {
      source,
      places,
      indicator,
      ordinal,
      period,
      basis: this.basis,
      tried
    });
  }

  /** A tried-out count is what each unit of the level shown is to reach; a rate is the same everywhere. */
  #triedFor({ ordinal, indicator }: Chosen, { level }: Place): Fraction | null {
    const isMeant = ordinal === this.chosen.ordinal && (indicator.kind !== 'count' || level === this.level);
    return isMeant ? this.tried : null;
  }
}

function lineOfTrend(point: {
  period: Period;
  rate: number | null;
  num: number | null;
  target: number | null;
  coverage: number | null;
}): TrendLine {
  const { period, rate, num, target, coverage } = point;
  return { period, value: rate ?? num, target, coverage };
}
