import type { AnnouncedPlace } from './announced.ts';
import type { Store } from './store.ts';

/** Why a store is another one from now on: found to be an older one at start, or made so by a command. */
export type NewHistory = 'put-back' | 'restored' | 'copied';

/**
 * Whether a store's log no longer holds a place that was announced to somebody: a file, a dump or a snapshot of before
 * was put back (RULES 32). What was announced by another store says nothing.
 */
export async function isPutBack(store: Store, announced: AnnouncedPlace | null): Promise<boolean> {
  if (announced === null) return false;
  const { id } = await store.settings.read();
  if (id !== announced.store) return false;
  return (await store.linkAt(announced.position)) !== announced.link;
}

/**
 * Makes a store another store: a new id, so that no viewer joins, no cache answers and no entity tag holds across it; and
 * a line in the log that says so. Of several processes that find the same out, one does it.
 */
export async function beginAnew(store: Store, why: NewHistory, detail: string, now: number): Promise<void> {
  const { id } = await store.settings.read();
  if (!(await store.settings.renew(id))) return;
  const at = Math.max(Math.round(now), Math.ceil(await store.latestReceipt()));
  await store.append([
    { at, actor: 'system', body: { kind: 'change', object: 'setting:store', action: why, detail } }
  ]);
}
