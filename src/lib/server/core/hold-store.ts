import type { Logger } from 'pino';
import type { Config } from './config.ts';
import {
  isOnNetwork,
  ON_NETWORK,
  FolderInUse,
  refuseUnusable,
  StoreInUse,
  takeFolder
} from './store/store-place.ts';
import { openStore, type Store } from './store/store.ts';

/** A store and its data folder, held for the program that serves it. */
export interface HeldStore {
  readonly store: Store;
  /** Closes the store and lets others have it. */
  readonly leave: () => Promise<void>;
}

/**
 * Opens the store that the settings name, and holds it and the data folder for as long as the program lives: a store in a
 * file is served by one program; a database by many, each with a folder of its own.
 * @throws UnusablePlace, StoreInUse, FolderInUse, or what the database says
 */
export async function holdStore(
  { dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>,
  { log, say }: { readonly log: Pick<Logger, 'warn'>; readonly say: (line: string) => void }
): Promise<HeldStore> {
  refuseUnusable(dataDir);
  if (!databaseUrl && isOnNetwork(dataDir)) say(ON_NETWORK);
  const store = await openStore({ dataDir, databaseUrl });
  let leave: (() => Promise<void>) | null = null;
  try {
    leave = await store.lock('serve', true);
    if (!leave) throw new StoreInUse(dataDir);
    const folder = takeFolder(dataDir, (error) => log.warn(error, 'the data folder cannot be locked'));
    if (!folder) throw new FolderInUse(dataDir);
    return {
      store,
      leave: async () => {
        await store.close();
        folder.free();
        await leave?.();
      }
    };
  } catch (error) {
    await store.close();
    await leave?.();
    throw error;
  }
}
