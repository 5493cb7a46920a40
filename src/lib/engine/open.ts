import { Database, type Upkeep } from './database.ts';
import type { MachineBounds } from './machine.ts';

/** What a page does with its engine besides keeping it up. */
export interface Opening extends Omit<Upkeep, 'start'> {
  /** Hears once that the engine is up for the first time, with its tables empty, however often that was tried. */
  readonly ready: () => void;
  /** Hears that the first try failed; it is tried again. */
  readonly failed: () => void;
}

/**
 * The page's database, with DuckDB starting behind it. `refill` puts back nodes, catalogue and rows after the engine had
 * to be thrown away, and runs with the tables empty; `tell` hears when it broke and when it is back. `bounds` hold the
 * engine from outside where it is asked what somebody wrote.
 */
export function openDatabase(
  { ready, failed, ...upkeep }: Opening,
  bounds: MachineBounds | null = null
): Database {
  let wasUp = false;
  const up = () => {
    if (wasUp) return;
    wasUp = true;
    ready();
  };
  const database = new Database({
    start: async () => (await import('./browser-machine.ts')).startBrowserMachine(bounds),
    ...upkeep,
    tell(news) {
      upkeep.tell?.(news);
      if (news.kind === 'back') up();
    }
  });
  database.open().then(up, failed);
  return database;
}
