import { Database, type Upkeep } from './database.ts';
import type { MachineBounds } from './machine.ts';

/**
 * Opens the page's database and starts DuckDB behind it. `refill` puts back nodes, catalogue and rows after the
 * engine had to be thrown away, and runs with the tables empty; `tell` hears when it broke and when it is back. `bounds`
 * hold the engine from outside where it is asked what somebody wrote.
 */
export async function openDatabase(
  upkeep: Omit<Upkeep, 'start'> = {},
  bounds: MachineBounds | null = null
): Promise<Database> {
  const { startBrowserMachine } = await import('./browser-machine.ts');
  const database = new Database({ start: () => startBrowserMachine(bounds), ...upkeep });
  await database.open();
  return database;
}
