import type { BelowRows } from '$lib/board/asking.svelte.ts';
import type { Chosen } from '$lib/board/board.svelte.ts';
import { SliceShelf } from '$lib/board/slice-shelf.ts';
import type { Period } from '$lib/domain/period.ts';
import { makeRows } from '$lib/domain/rows.ts';
import type { NodeTable } from '$lib/wire/manifest.ts';
import { parseScope, scopePath } from '$lib/wire/scope.ts';

/** Rows of a scope further down than the view's, for some periods of one indicator. */
export interface BelowChoice {
  /** `{unit}/{level}`. */
  readonly scope: string;
  readonly chosen: Chosen;
  readonly periods: readonly Period[];
}

/** Brings the nodes and rows that a view asks the engine about besides those that the desk holds. */
export class BelowShelf {
  #nodes = $state.raw<NodeTable | null>(null);
  failed = $state(false);
  #revision = $state(0);
  #shelf: SliceShelf | null = null;
  #scope = '';

  /** Asks for what is not here yet; what it answers ends that. `caught` is another when everything may have changed. */
  bring({ scope, chosen, periods }: BelowChoice, caught: number): () => void {
    const parsed = parseScope(scope);
    if (!parsed) return () => undefined;
    if (this.#scope !== `${scope} ${caught}`) {
      this.#scope = `${scope} ${caught}`;
      this.#nodes = null;
      this.#shelf?.close();
      this.#shelf = new SliceShelf(parsed, () => this.#revision++);
    }
    this.#shelf?.want({ ordinal: chosen.ordinal, code: chosen.indicator.code }, periods);
    const aborter = new AbortController();
    this.failed = false;
    if (!this.#nodes) void this.#fetchNodes(`/api/v1/units/${scopePath(parsed)}`, aborter.signal);
    return () => aborter.abort();
  }

  /** Something arrived: what is held is asked for again and stays until it is here. */
  renew(): void {
    this.#shelf?.renew();
  }

  close(): void {
    this.#shelf?.close();
  }

  /** What was asked for, once all of it is here. */
  rows({ chosen, periods }: BelowChoice): BelowRows | null {
    void this.#revision;
    const [nodes, shelf] = [this.#nodes, this.#shelf];
    if (!nodes || !shelf || !periods.every((period) => shelf.holds(chosen.ordinal, period))) return null;
    const blocks = periods.map((period) => shelf.block(chosen.ordinal, period) ?? makeRows(0));
    return { nodes, blocks };
  }

  async #fetchNodes(url: string, signal: AbortSignal): Promise<void> {
    try {
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      // What the address gives is a node table.
      this.#nodes = (await answer.json()) as NodeTable;
    } catch {
      if (!signal.aborted) this.failed = true;
    }
  }
}
