import pg from 'pg';
import { openStore } from '../../src/lib/server/core/store/store.ts';
import { postgresUrl } from '../support/postgres.ts';
import { storeContract } from './store-contract.ts';

storeContract('PostgreSQL', async () => {
  const databaseUrl = await postgresUrl();
  return {
    open: () => openStore({ dataDir: '', databaseUrl }),
    async commits() {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      const { rows } = await client.query<{ commits: string }>('select commits from log_head');
      await client.end();
      return Number(rows[0]?.commits);
    },
    remove: () => Promise.resolve()
  };
});
