import { askServer } from '$lib/client/ask-server.ts';

/** A query that somebody keeps. */
export interface SavedQuery {
  readonly id: string;
  readonly name: string;
  readonly sql: string;
}

/** One's own saved queries, kept on the server. */
export class SavedQueries {
  list = $state.raw<readonly SavedQuery[]>([]);

  constructor(list: readonly SavedQuery[]) {
    this.list = list;
  }

  /** Keeps a query under a name; answers why not, or null. */
  async keep(name: string, sql: string): Promise<'offline' | 'refused' | { readonly detail: string } | null> {
    try {
      const answer = await askServer('/api/v1/queries', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, sql })
      });
      const said = (await answer.json()) as SavedQuery & { readonly detail?: string };
      if (!answer.ok) return said.detail === undefined ? 'refused' : { detail: said.detail };
      this.list = [said, ...this.list.filter((query) => query.id !== said.id)];
      return null;
    } catch {
      return 'offline';
    }
  }

  /** Throws one away; it comes back into the list where that fails. */
  async remove(id: string): Promise<void> {
    const before = this.list;
    this.list = before.filter((query) => query.id !== id);
    const isGone = await askServer(`/api/v1/queries/${id}`, { method: 'DELETE' }).then(
      ({ ok, status }) => ok || status === 404,
      () => false
    );
    if (!isGone) this.list = before;
  }
}
