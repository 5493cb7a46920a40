import type { Asker } from '$lib/board/asking.svelte.ts';
import { Superseded } from '$lib/engine/faults.ts';
import type { Query } from '$lib/queries/query.ts';

/** The answer to what a view asks the engine: the last one stays until the next is here. */
export class Asked<Row> {
  readonly #purpose: string;
  /** What is answered, as `about` named it; empty before. */
  about = $state('');
  rows = $state.raw<readonly Row[] | null>(null);
  failed = $state(false);

  constructor(purpose: string) {
    this.#purpose = purpose;
  }

  /** Asks; the latest question wins. `first` is done before, in turn. */
  async ask(asker: Asker, about: string, query: Query<Row>, first?: () => Promise<void>): Promise<void> {
    try {
      await first?.();
      const rows = await asker.ask(query, this.#purpose);
      this.rows = rows;
      this.about = about;
      this.failed = false;
    } catch (cause) {
      if (!(cause instanceof Superseded)) this.failed = true;
    }
  }
}
