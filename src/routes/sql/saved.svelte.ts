import { call, hasFailed, type Failure } from '$lib/client/call.ts';
import type { SavedQuery } from '$lib/api/queries.ts';

/** One's own saved queries, kept on the server. */
export class SavedQueries {
  list = $state.raw<readonly SavedQuery[]>([]);

  constructor(list: readonly SavedQuery[]) {
    this.list = list;
  }

  /** Keeps a query under a name; answers why not, or null. */
  async keep(name: string, sql: string): Promise<Failure | null> {
    const kept = await call('POST /api/v1/queries', {}, { name, sql });
    if (hasFailed(kept)) return kept;
    this.list = [kept, ...this.list.filter((query) => query.id !== kept.id)];
    return null;
  }

  /** Throws one away; it comes back into the list where that fails. */
  async remove(id: string): Promise<void> {
    const before = this.list;
    this.list = before.filter((query) => query.id !== id);
    const outcome = await call('DELETE /api/v1/queries/{id}', { id }, undefined);
    if (hasFailed(outcome) && outcome.status !== 404) this.list = before;
  }
}
