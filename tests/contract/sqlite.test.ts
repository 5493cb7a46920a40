import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/lib/server/core/store/store.ts';
import { storeContract } from './store-contract.ts';

storeContract('SQLite', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-store-'));
  return {
    open: () => openStore({ dataDir }),
    commits() {
      const database = new DatabaseSync(join(dataDir, 'mangluoi.sqlite'), { readOnly: true });
      const row = database.prepare('select commits from log_head').get();
      database.close();
      return Promise.resolve(Number(row?.commits));
    },
    remove: () => rm(dataDir, { recursive: true })
  };
});
