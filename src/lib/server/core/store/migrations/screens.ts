import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A screen's title beside its name, and other keys that open it than its link: codes for once, and what they gave. */
export const screensMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('screen').addColumn('title', 'text').execute();
    await db.schema
      .createTable('screen_key')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('screen', 'text', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('code_until', 'bigint')
      .execute();
    await db.schema.createIndex('screen_key_screen').on('screen_key').column('screen').execute();
  }
};
