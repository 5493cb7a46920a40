import type { KyselyPlugin } from 'kysely';
import { migrate } from '../../src/lib/server/core/store/migrations.ts';
import { openPostgres, UNHURRIED } from '../../src/lib/server/core/store/postgres.ts';
import { openSqlite } from '../../src/lib/server/core/store/sqlite.ts';

// Brings a store up to date and is killed just before its n-th statement; says how many there are where it never comes.
// `node killed-migration.ts <file or postgres://…> <n>`

const [place = '', at = ''] = process.argv.slice(2);
const backend = place.startsWith('postgres') ? openPostgres(place, UNHURRIED) : openSqlite(place);
let statements = 0;
const killer: KyselyPlugin = {
  transformQuery({ node }) {
    statements += 1;
    if (statements === Number(at)) process.kill(process.pid, 'SIGKILL');
    return node;
  },
  transformResult: ({ result }) => Promise.resolve(result)
};
await migrate(backend.db.withPlugin(killer), backend.bytes);
await backend.db.destroy();
console.log(statements);
