import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import { FIRST_LINK } from './link.ts';
import { linkAll } from './link-all.ts';
import { accountsMigration } from './migrations/accounts.ts';
import { screensMigration } from './migrations/screens.ts';
import type { Tables } from './tables.ts';

/** The store could not be brought up to this version's tables. */
class MigrationFailed extends Error {
  constructor(cause: unknown) {
    super('The store could not be brought up to date', { cause });
    this.name = 'MigrationFailed';
  }
}

/** A store that a newer version has already brought further; the message is for people. */
export class NewerStore extends Error {
  constructor(unknown: readonly string[]) {
    super(
      `Kho dữ liệu do phiên bản mới hơn tạo (${unknown.join(', ')}): hãy chạy phiên bản đó, hoặc khôi phục bản sao lưu trước khi nâng cấp. / ` +
        'The store is of a newer version: run that one, or restore the backup from before the upgrade.'
    );
    this.name = 'NewerStore';
  }
}

/**
 * Brings a database up to this version's tables; does nothing where it already is. `bytes` is the dialect's blob type.
 * @throws NewerStore, MigrationFailed
 */
export async function migrate(db: Kysely<Tables>, bytes: 'blob' | 'bytea'): Promise<void> {
  const provider: MigrationProvider = { getMigrations: () => Promise.resolve(migrationsFor(bytes)) };
  const { error } = await new Migrator({ db, provider, allowUnorderedMigrations: true }).migrateToLatest();
  if (!error) return;
  const { unknown } = await pendingMigrations(db, bytes);
  throw unknown.length > 0 ? new NewerStore(unknown) : new MigrationFailed(error);
}

/** Which of this program's migrations a store lacks, and which it has that this program does not know. Changes nothing. */
export async function pendingMigrations(
  db: Kysely<Tables>,
  bytes: 'blob' | 'bytea'
): Promise<{ readonly missing: readonly string[]; readonly unknown: readonly string[] }> {
  const ours = Object.keys(migrationsFor(bytes));
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return { missing: ours, unknown: [] };
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const there = new Set(rows.map(({ name }) => name));
  return {
    missing: ours.filter((name) => !there.has(name)),
    unknown: [...there].filter((name) => !ours.includes(name))
  };
}

/** Every migration by its name; the names are their order. They are never changed once a version has them. */
export function migrationsFor(bytes: 'blob' | 'bytea'): Record<string, Migration> {
  const blob = sql.raw(bytes);
  return {
    '0001-log': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('log')
          .addColumn('position', 'bigint', (column) => column.primaryKey())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addColumn('actor', 'text', (column) => column.notNull())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('subject_group', 'text')
          .addColumn('subject_period', 'integer')
          .addColumn('body', 'text')
          .addColumn('packed', sql`${blob}`)
          .execute();
        await sql`create index log_subject on log (subject_group, subject_period) where kind = 'report'`.execute(
          db
        );
        await sql`create index log_other on log (position) where kind <> 'report'`.execute(db);
        await db.schema
          .createTable('log_head')
          .addColumn('id', 'integer', (column) => column.primaryKey())
          .addColumn('position', 'bigint', (column) => column.notNull())
          .addColumn('catalogue', 'bigint', (column) => column.notNull())
          .addColumn('commits', 'bigint', (column) => column.notNull())
          .execute();
        await sql`insert into log_head (id, position, catalogue, commits) values (1, 0, 0, 0)`.execute(db);
        await db.schema
          .createTable('receipt')
          .addColumn('actor', 'text', (column) => column.notNull())
          .addColumn('key', 'text', (column) => column.notNull())
          .addColumn('body_hash', 'text', (column) => column.notNull())
          .addColumn('answer', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addPrimaryKeyConstraint('receipt_key', ['actor', 'key'])
          .execute();
      }
    },
    '0002-beside-the-log': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('setting')
          .addColumn('name', 'text', (column) => column.primaryKey())
          .addColumn('value', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createTable('api_key')
          .addColumn('hash', 'text', (column) => column.primaryKey())
          .addColumn('name', 'text', (column) => column.notNull().unique())
          .addColumn('created_at', 'bigint', (column) => column.notNull())
          .addColumn('revoked_at', 'bigint')
          .execute();
        await db.schema
          .createTable('shape')
          .addColumn('sha256', 'text', (column) => column.primaryKey())
          .addColumn('content', sql`${blob}`, (column) => column.notNull())
          .execute();
      }
    },
    '0003-audit': {
      async up(db: Kysely<Tables>) {
        await db.schema
          .alterTable('log')
          .addColumn('link', 'text', (column) => column.notNull().defaultTo(''))
          .execute();
        await db.schema
          .alterTable('log_head')
          .addColumn('structure', 'bigint', (column) => column.notNull().defaultTo(0))
          .execute();
        await db.schema
          .alterTable('log_head')
          .addColumn('link', 'text', (column) => column.notNull().defaultTo(FIRST_LINK))
          .execute();
        await db.schema
          .createTable('log_object')
          .addColumn('object', 'text', (column) => column.notNull())
          .addColumn('position', 'bigint', (column) => column.notNull())
          .addPrimaryKeyConstraint('log_object_key', ['object', 'position'])
          .execute();
        await linkAll(db);
      }
    },
    '0005-sent': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('endpoint')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('unit', 'text', (column) => column.notNull())
          .addColumn('url', 'text', (column) => column.notNull())
          .addColumn('secret', 'text', (column) => column.notNull())
          .addColumn('events', 'text', (column) => column.notNull())
          .addColumn('since', 'bigint', (column) => column.notNull())
          .addColumn('dropped', 'integer', (column) => column.notNull())
          .addColumn('created_at', 'bigint', (column) => column.notNull())
          .addColumn('created_by', 'text', (column) => column.notNull())
          .addColumn('revoked_at', 'bigint')
          .execute();
        await db.schema
          .createTable('reminder_schedule')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('unit', 'text', (column) => column.notNull())
          .addColumn('plan', 'text', (column) => column.notNull())
          .addColumn('created_at', 'bigint', (column) => column.notNull())
          .addColumn('created_by', 'text', (column) => column.notNull())
          .addColumn('revoked_at', 'bigint')
          .execute();
        await db.schema
          .createTable('outgoing')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('channel', 'text', (column) => column.notNull())
          .addColumn('endpoint', 'text')
          .addColumn('target', 'text', (column) => column.notNull())
          .addColumn('unit', 'text', (column) => column.notNull())
          .addColumn('event', 'text', (column) => column.notNull())
          .addColumn('body', 'text', (column) => column.notNull())
          .addColumn('state', 'text', (column) => column.notNull())
          .addColumn('attempts', 'integer', (column) => column.notNull())
          .addColumn('next_at', 'bigint', (column) => column.notNull())
          .addColumn('created_at', 'bigint', (column) => column.notNull())
          .addColumn('done_at', 'bigint')
          .addColumn('said', 'text', (column) => column.notNull())
          .execute();
        await sql`create index outgoing_due on outgoing (state, next_at)`.execute(db);
        await sql`create index outgoing_newest on outgoing (created_at)`.execute(db);
      }
    },
    '0006-photos': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('photo')
          .addColumn('sha256', 'text', (column) => column.primaryKey())
          .addColumn('type', 'text', (column) => column.notNull())
          .addColumn('content', sql`${blob}`, (column) => column.notNull())
          .addColumn('width', 'integer', (column) => column.notNull())
          .addColumn('height', 'integer', (column) => column.notNull())
          .execute();
        await db.schema
          .createTable('photo_place')
          .addColumn('sha256', 'text', (column) => column.notNull())
          .addColumn('subject_group', 'text', (column) => column.notNull())
          .addColumn('subject_period', 'integer', (column) => column.notNull())
          .addColumn('actor', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addPrimaryKeyConstraint('photo_place_key', ['subject_group', 'subject_period', 'sha256'])
          .execute();
      }
    },
    '0004-accounts': accountsMigration(bytes),
    '0012-screens': screensMigration,
    '0011-queries': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('saved_query')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('owner', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addColumn('sql', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addUniqueConstraint('saved_query_name', ['owner', 'name'])
          .execute();
      }
    },
    '0007-mappings': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('mapping')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('unit', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addColumn('body', 'text', (column) => column.notNull())
          .addColumn('actor', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addUniqueConstraint('mapping_name', ['unit', 'name'])
          .execute();
      }
    },
    '0008-playlists': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('playlist')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('unit', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addColumn('body', 'text', (column) => column.notNull())
          .addColumn('actor', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addUniqueConstraint('playlist_name', ['unit', 'name'])
          .execute();
        await db.schema.alterTable('screen').addColumn('playlist', 'text').execute();
      }
    },
    '0009-filters': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('saved_filter')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('holder', 'text', (column) => column.notNull())
          .addColumn('page', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addColumn('query', 'text', (column) => column.notNull())
          .addColumn('is_default', 'integer', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addUniqueConstraint('saved_filter_name', ['holder', 'page', 'name'])
          .execute();
      }
    },
    '0010-alerts': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('alert')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('unit', 'text', (column) => column.notNull())
          .addColumn('rule', 'text', (column) => column.notNull())
          .addColumn('states', 'text', (column) => column.notNull())
          .addColumn('snoozed_until', 'bigint', (column) => column.notNull())
          .addColumn('actor', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .execute();
        await db.schema
          .createTable('public_page')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('body', 'text', (column) => column.notNull())
          .addColumn('actor', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .execute();
      }
    }
  };
}
