import { readFile, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrationsFor } from '../../src/lib/server/core/store/migrations.ts';
import { openPostgres, UNHURRIED } from '../../src/lib/server/core/store/postgres.ts';

/** Stores of 96 entries that were written by programs of before: the first version, and the last before backups. */
export const OLD_STORES = ['2026-11-first', '2026-11-before-backups'] as const;
export type OldStore = (typeof OLD_STORES)[number];

/** Lays such a store down as a file. */
export async function layOldStore(name: OldStore, file: string): Promise<void> {
  const packed = await readFile(new URL(`../fixtures/stores/${name}.sqlite.gz`, import.meta.url));
  await writeFile(file, gunzipSync(packed));
}

/** Lays it into a database: its tables as they were then, filled with the file's rows. Moments are whole there. */
export async function layIntoPostgres(file: string, url: string): Promise<void> {
  const source = new DatabaseSync(file, { readOnly: true });
  const names = (query: string) =>
    source
      .prepare(query)
      .all()
      .map(({ name }) => String(name));
  const then = new Set(names('select name from kysely_migration'));
  const { db, bytes } = openPostgres(url, UNHURRIED);
  const provider = {
    getMigrations: () =>
      Promise.resolve(
        Object.fromEntries(Object.entries(migrationsFor(bytes)).filter(([name]) => then.has(name)))
      )
  };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  await db.destroy();
  if (error) throw new Error('the tables of then could not be made', { cause: error });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables =
    "select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'";
  for (const table of names(tables)) {
    await client.query(`delete from ${table}`);
    for (const row of source.prepare(`select * from ${table}`).all()) {
      const values = Object.entries(row).map(([column, value]) => {
        if (value instanceof Uint8Array) return Buffer.from(value);
        return column === 'at' && typeof value === 'number' ? Math.floor(value) : value;
      });
      const places = values.map((_, k) => `$${k + 1}`).join(', ');
      await client.query(`insert into ${table} (${Object.keys(row).join(', ')}) values (${places})`, values);
    }
  }
  await client.end();
  source.close();
}
