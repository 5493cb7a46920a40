import type { Board } from '$lib/board/board.svelte.ts';
import { lastDay, type Period } from '$lib/domain/period.ts';
import { LEVELS, type LevelName, type UnitKey } from '$lib/domain/unit.ts';
import { whyOf, type Why, type WhyAsk } from '$lib/queries/why-of.ts';
import type { SqlQuestion } from '../../faces/sql-link.ts';
import { Asked } from './asked.svelte.ts';
import { BelowShelf, type BelowChoice } from './below-rows.svelte.ts';

/** What arrives elsewhere is asked for at most so often, milliseconds. */
const RENEW_MS = 15_000;

/** Which change the view tells, the rows that it needs, and the engine's answer. */
export class WhyChoice {
  readonly #board: Board;
  readonly #shelf = new BelowShelf();
  readonly #asked = new Asked<Why>('why');

  constructor(board: Board) {
    this.#board = board;
  }

  /** The periods before the one shown, newest first, in which the unit exists. */
  readonly periods: readonly Period[] = $derived.by(() => {
    const { picture, period, nodes, unit, profile } = this.#board;
    return picture.periods
      .filter((other) => other < period && nodes.standsOn(unit.ordinal, lastDay(other, profile)))
      .reverse();
  });
  readonly before: Period | null = $derived.by(() => {
    const { against } = this.#board.selection;
    const wished = against?.kind === 'period' ? against.period : null;
    return this.periods.find((period) => period === wished) ?? this.periods[0] ?? null;
  });
  /** The lowest level that whoever looks may read: its rows are told apart. */
  readonly leaf: LevelName = $derived.by(() => this.#board.picture.levels.at(-1) ?? this.#board.level);

  readonly #below: BelowChoice | null = $derived.by(() => {
    const { before, leaf } = this;
    const { unit, period, chosen } = this.#board;
    return before === null ? null : { scope: `${unit.key}/${leaf}`, chosen, periods: [period, before] };
  });
  readonly #ask: WhyAsk | null = $derived.by(() => {
    const { before, leaf } = this;
    if (before === null) return null;
    const { unit, level, chosen, period, profile } = this.#board;
    const end = (of: Period) => ({ period: of, day: lastDay(of, profile) });
    return {
      unit: unit.ordinal,
      level: LEVELS.indexOf(level),
      leaf: LEVELS.indexOf(leaf),
      indicator: chosen.ordinal,
      before: end(before),
      after: end(period)
    };
  });
  readonly #about: string = $derived.by(() => JSON.stringify([this.#ask, this.#board.basis]));

  /** The answer; null while it is not here. */
  readonly rows: readonly Why[] | null = $derived.by(() =>
    this.#asked.about === this.#about ? this.#asked.rows : null
  );
  readonly failed: 'down' | 'lost' | 'failed' | null = $derived.by(() => {
    const { asking, questions } = this.#board;
    if (this.rows !== null) return null;
    if (asking.asker === null && questions.failed) return 'down';
    if (this.#shelf.failed) return 'lost';
    return this.#asked.failed ? 'failed' : null;
  });

  /** The question as the workbench can ask it. */
  readonly question: SqlQuestion | null = $derived.by(() => {
    const [ask, before] = [this.#ask, this.before];
    if (ask === null || before === null) return null;
    const { unit, picture, period, basis } = this.#board;
    const { sql, params } = whyOf(ask, basis);
    const months = picture.periods.filter((one) => one >= before && one <= period).length;
    // The unit of a picture is never a group.
    return { sql, params, unit: unit.key as UnitKey, level: this.leaf, period, months };
  });

  /** Brings the rows; what it answers ends that. To be called in an effect. */
  bring(): () => void {
    return this.#below ? this.#shelf.bring(this.#below, this.#board.live.caught) : () => undefined;
  }

  /** Asks the engine once the rows are here. To be called in an effect. */
  ask(): void {
    const { asking, questions, basis } = this.#board;
    const [asker, ask, below] = [asking.asker, this.#ask, this.#below];
    // Whatever was asked went down with an engine that broke.
    void questions.engine;
    const rows = below && this.#shelf.rows(below);
    if (!asker || !ask || !rows) return;
    void this.#asked.ask(asker, this.#about, whyOf(ask, basis, asker.below), () => asker.layBelow(rows));
  }

  /** Asks for the rows again a while after something arrived. To be called in an effect. */
  renew(): (() => void) | undefined {
    if (this.#board.live.position === 0) return undefined;
    const timer = setTimeout(() => this.#shelf.renew(), RENEW_MS);
    return () => clearTimeout(timer);
  }

  again(): void {
    this.bring();
    this.#shelf.renew();
    this.ask();
  }

  close(): void {
    this.#shelf.close();
  }
}
