import type { Board } from '$lib/board/board.svelte.ts';
import type { Period } from '$lib/domain/period.ts';
import type { LevelName } from '$lib/domain/unit.ts';
import type { BoundaryContext, BoundaryView } from '$lib/wire/boundaries.ts';
import { BoundaryShelf } from './boundaries.ts';
import { sceneOf, type Scene } from './scene.ts';

/** The boundaries of the board's view, fetched when it changes; the last scene stays until the next is here. */
export class MapScene {
  readonly #board: Board;
  readonly #shelf = new BoundaryShelf();
  #view = $state.raw<BoundaryView | null>(null);
  #context = $state.raw<BoundaryContext | null>(null);
  /** Việt Nam as it stands last: the land around a view that holds a part of it. */
  #country = $state.raw<BoundaryView | null>(null);
  failed = $state(false);

  constructor(board: Board) {
    this.#board = board;
  }

  /** Null until the boundaries of the board's own view are here. */
  readonly scene: Scene | null = $derived.by(() => {
    const { unit, level, period } = this.#board;
    const held = this.#shelf.held(unit.key, this.drawnLevel(level), period);
    const [view, context] = [held ?? this.#view, this.#context];
    if (!view || !context || view.unit !== unit.key || view.level !== this.drawnLevel(level)) return null;
    const isPart = this.#isPart(view);
    return sceneOf(view, context, this.#board.nodes, isPart ? this.#country : null);
  });

  /** The picture is that of the whole country, as it stands today. */
  readonly isWhole: boolean = $derived.by(() => this.scene?.isWhole ?? this.#board.unit.level === 'country');

  /** Groups have no shapes: their unit is drawn in their place. */
  drawnLevel(level: Board['level']): Board['level'] {
    return level === 'group' ? this.#board.unit.level : level;
  }

  /** Fetches what the board's view needs; ends it when called again. */
  follow(): () => void {
    const { unit, period } = this.#board;
    const level = this.drawnLevel(this.#board.level);
    const aborter = new AbortController();
    this.failed = false;
    Promise.all([this.#shelf.fetch(unit.key, level, period, aborter.signal), this.#shelf.context()])
      .then(([view, context]) => {
        if (aborter.signal.aborted) return;
        this.#view = view;
        this.#context = context;
        if (this.#isPart(view)) void this.#bringCountry(aborter.signal);
      })
      .catch(() => {
        if (!aborter.signal.aborted) this.failed = true;
      });
    return () => aborter.abort();
  }

  /**
   * Fetches the boundaries of a view that will be shown, so that its scene is there at once.
   * @throws where the server does not answer with boundaries
   */
  async prepare(unit: string, level: LevelName, period: Period, signal: AbortSignal): Promise<void> {
    await Promise.all([this.#shelf.fetch(unit, level, period, signal), this.#shelf.context()]);
  }

  /** Whether a view leaves something of Việt Nam undrawn: a province, or an era of which only a part is known. */
  #isPart(view: BoundaryView): boolean {
    return view.unit !== this.#board.path[0]?.key || view.to !== null;
  }

  /** The land around comes behind the picture; without it the picture stands alone. */
  async #bringCountry(signal: AbortSignal): Promise<void> {
    const [top, last] = [this.#board.path[0], this.#board.picture.periods.at(-1)];
    if (this.#country || !top || last === undefined) return;
    try {
      this.#country = await this.#shelf.fetch(top.key, 'province', last, signal);
    } catch {
      // The next view asks again.
    }
  }
}
