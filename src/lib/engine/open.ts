import { Database } from './database.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the page's database and starts DuckDB behind it. `refill` puts back nodes, catalogue and rows after the
 * engine had to be thrown away; it runs with the tables empty.
 */
export async function openDatabase(refill?: (tables: Tables) => Promise<void>): Promise<Database> {
  const { startBrowserMachine } = await import('./browser-machine.ts');
  const database = new Database({ start: startBrowserMachine, ...(refill ? { refill } : {}) });
  await database.open();
  return database;
}
