import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Accounts, sessions, keys' rights and screens: beside the log, like all that is secret. The `auth_…` tables are laid
 * out as Better Auth wants them (its field names, its own kinds of moments); ours hold milliseconds UTC.
 */
export function accountsMigration(bytes: 'blob' | 'bytea'): Migration {
  const isPostgres = bytes === 'bytea';
  const moment = sql.raw(isPostgres ? 'timestamptz' : 'date');
  const flag = sql.raw(isPostgres ? 'boolean' : 'integer');
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('auth_user')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('email', 'text', (column) => column.notNull().unique())
        .addColumn('emailVerified', flag, (column) => column.notNull())
        .addColumn('image', 'text')
        .addColumn('createdAt', moment, (column) => column.notNull())
        .addColumn('updatedAt', moment, (column) => column.notNull())
        .addColumn('username', 'text', (column) => column.unique())
        .addColumn('displayUsername', 'text')
        .execute();
      const ofUser = 'auth_user.id';
      await db.schema
        .createTable('auth_session')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('expiresAt', moment, (column) => column.notNull())
        .addColumn('token', 'text', (column) => column.notNull().unique())
        .addColumn('createdAt', moment, (column) => column.notNull())
        .addColumn('updatedAt', moment, (column) => column.notNull())
        .addColumn('ipAddress', 'text')
        .addColumn('userAgent', 'text')
        .addColumn('userId', 'text', (column) => column.notNull().references(ofUser).onDelete('cascade'))
        .execute();
      await db.schema
        .createTable('auth_account')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('accountId', 'text', (column) => column.notNull())
        .addColumn('providerId', 'text', (column) => column.notNull())
        .addColumn('userId', 'text', (column) => column.notNull().references(ofUser).onDelete('cascade'))
        .addColumn('accessToken', 'text')
        .addColumn('refreshToken', 'text')
        .addColumn('idToken', 'text')
        .addColumn('accessTokenExpiresAt', moment)
        .addColumn('refreshTokenExpiresAt', moment)
        .addColumn('scope', 'text')
        .addColumn('password', 'text')
        .addColumn('createdAt', moment, (column) => column.notNull())
        .addColumn('updatedAt', moment, (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('auth_verification')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('identifier', 'text', (column) => column.notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('expiresAt', moment, (column) => column.notNull())
        .addColumn('createdAt', moment, (column) => column.notNull())
        .addColumn('updatedAt', moment, (column) => column.notNull())
        .execute();
      await index(db, 'auth_session', 'userId');
      await index(db, 'auth_account', 'userId');
      await index(db, 'auth_verification', 'identifier');

      await db.schema
        .createTable('account_state')
        .addColumn('id', 'text', (column) => column.primaryKey().references(ofUser).onDelete('cascade'))
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('disabled_at', 'bigint')
        .addColumn('one_time', 'integer', (column) => column.notNull())
        .addColumn('card_group', 'text')
        .addColumn('card_hash', 'text', (column) => column.unique())
        .execute();
      await db.schema
        .createTable('rights_grant')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('unit', 'text', (column) => column.notNull())
        .addColumn('groups', 'text')
        .addColumn('valid_from', 'text', (column) => column.notNull())
        .addColumn('valid_to', 'text')
        .addColumn('decision', 'text', (column) => column.notNull())
        .addColumn('made_at', 'bigint', (column) => column.notNull())
        .addColumn('made_by', 'text', (column) => column.notNull())
        .addColumn('ended_at', 'bigint')
        .execute();
      await index(db, 'rights_grant', 'holder');
      await db.schema
        .createTable('screen')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull().unique())
        .addColumn('root', 'text', (column) => column.notNull())
        .addColumn('depth', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .addColumn('revoked_at', 'bigint')
        .execute();
      // Other processes see by this number that somebody's rights have changed.
      await db.schema
        .createTable('rights_head')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('changes', 'bigint', (column) => column.notNull())
        .execute();
      await sql`insert into rights_head (id, changes) values (1, 0)`.execute(db);
      // Keys made before keys had rights filed and read everything.
      await sql`insert into rights_grant (id, holder, role, unit, valid_from, decision, made_at, made_by)
        select 'key-' || hash, 'key:' || hash, 'clerk', 'VN@1945-09-02', '1945-09-02', '', created_at, 'system'
        from api_key`.execute(db);
    }
  };
}

async function index(db: Kysely<unknown>, table: string, column: string): Promise<void> {
  await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
}
