import { join } from 'node:path';
import type { PeriodProfile } from '../../domain/period.ts';
import { readCheckpoint } from './snapshot/checkpoint.ts';
import { Fold, type FoldState } from './snapshot/fold.ts';
import { Announced } from './store/announced.ts';
import { beginAnew, isPutBack } from './store/put-back.ts';
import type { Store, StoreSettings } from './store/store.ts';

/** The checkpoint's file in the data folder. */
export const CHECKPOINT = 'checkpoint.bin';

/**
 * The fold as the last checkpoint has it, else an empty one: the log tells the rest. Where what was announced, or the
 * checkpoint itself, is of a history that this log does not hold, the store begins anew under another id (RULES 32).
 */
export async function openFold(
  store: Store,
  dataDir: string,
  warn: (why: string) => void
): Promise<{ fold: Fold; settings: StoreSettings }> {
  const { id, profile } = await store.settings.read();
  const state = await readCheckpoint(join(dataDir, CHECKPOINT), {
    store: id,
    profile: profile ?? 'window',
    linkAt: (position) => store.linkAt(position)
  });
  const announced = Announced.read(dataDir);
  const secret = await store.settings.secret('places');
  const opened = async (start: FoldState | PeriodProfile) => {
    const fold = new Fold(start);
    fold.links.veil(secret);
    return { fold, settings: await store.settings.read() };
  };
  if (state !== 'putBack' && !(await isPutBack(store, announced)))
    return opened(state ?? profile ?? 'window');
  const last = announced?.store === id ? announced.position : null;
  warn(
    'the log no longer holds what was announced of it: an older copy was put back, and has another id now'
  );
  await beginAnew(store, 'put-back', last === null ? '' : `${last} → ${await store.head()}`, Date.now());
  return opened(profile ?? 'window');
}
