import { page } from '$app/state';
import type { Board } from '$lib/board/board.svelte.ts';
import type { NodeBook, Place } from '$lib/board/nodes.ts';
import { formatPeriod, type Period } from '$lib/domain/period.ts';
import type { LevelName } from '$lib/domain/unit.ts';
import type { BoundaryContext, BoundaryView } from '$lib/wire/boundaries.ts';
import { BoundaryShelf } from '../../faces/boundaries.ts';
import { Device } from '../../faces/device.svelte.ts';
import { sceneOf, type Scene } from '../../faces/scene.ts';

/** Boundaries are the same for the whole session: what one view fetched the next one has. */
const shelf = new BoundaryShelf();

/** What a set of small maps is drawn of: the boundaries of a unit's level in every period that is shown. */
export class SmallScenes {
  readonly device = new Device();
  #views = $state.raw<readonly BoundaryView[]>([]);
  #context = $state.raw<BoundaryContext | null>(null);
  failed = $state(false);
  readonly #scenes = new WeakMap<BoundaryView, { nodes: NodeBook; scene: Scene }>();
  readonly theme: 'light' | 'dark' = $derived.by(() => {
    const { theme } = page.data as { theme?: 'light' | 'dark' | null };
    return theme ?? this.device.theme;
  });
  readonly isDemo: boolean = $derived.by(() => (page.data as { isDemo?: boolean }).isDemo === true);

  /** Fetches the boundaries that hold in some periods; what it answers ends that. */
  bring(unit: Pick<Place, 'key'>, level: LevelName, periods: readonly Period[]): () => void {
    const aborter = new AbortController();
    this.failed = false;
    const fetchAll = async () => {
      this.#context = await shelf.context();
      for (const period of periods) {
        const view = await shelf.fetch(unit.key, level, period, aborter.signal);
        if (aborter.signal.aborted) return;
        if (!this.#views.includes(view)) this.#views = [...this.#views, view];
      }
    };
    fetchAll().catch(() => {
      if (!aborter.signal.aborted) this.failed = true;
    });
    return () => aborter.abort();
  }

  /** The scene of a unit's level in a period; null until its boundaries are here. */
  sceneOf(unit: Pick<Place, 'key'>, level: LevelName, period: Period, nodes: NodeBook): Scene | null {
    const month = formatPeriod(period);
    const view = this.#views.find(
      (one) =>
        one.unit === unit.key &&
        one.level === level &&
        one.from <= month &&
        (one.to === null || month <= one.to)
    );
    if (!view || !this.#context) return null;
    const known = this.#scenes.get(view);
    if (known?.nodes === nodes) return known.scene;
    const scene = sceneOf(view, this.#context, nodes, null);
    this.#scenes.set(view, { nodes, scene });
    return scene;
  }
}

/** The level whose shapes are drawn: groups have none, their unit is drawn in their place. */
export function drawnLevel(board: Pick<Board, 'level' | 'unit'>): LevelName {
  return board.level === 'group' ? board.unit.level : board.level;
}
