import type { Board } from '$lib/board/board.svelte.ts';
import type { BoundaryContext, BoundaryView } from '$lib/wire/boundaries.ts';
import { BoundaryShelf } from './boundaries.ts';
import { sceneOf, type Scene } from './scene.ts';

/** The boundaries of the board's view, fetched when it changes; the last scene stays until the next is here. */
export class MapScene {
  readonly #board: Board;
  readonly #shelf = new BoundaryShelf();
  #view = $state.raw<BoundaryView | null>(null);
  #context = $state.raw<BoundaryContext | null>(null);
  failed = $state(false);

  constructor(board: Board) {
    this.#board = board;
  }

  /** Null until the boundaries of the board's own view are here. */
  readonly scene: Scene | null = $derived.by(() => {
    const { unit, level } = this.#board;
    const [view, context] = [this.#view, this.#context];
    if (!view || !context || view.unit !== unit.key || view.level !== this.drawnLevel(level)) return null;
    return sceneOf(view, context, this.#board.nodes);
  });

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
      })
      .catch(() => {
        if (!aborter.signal.aborted) this.failed = true;
      });
    return () => aborter.abort();
  }
}
