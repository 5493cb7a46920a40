import pg from 'pg';
import { expect, test } from 'vitest';
import { postgresUrl } from '../support/postgres.ts';

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a real PostgreSQL answers', async () => {
  const url = await postgresUrl();
  expect(await ask(url, `SELECT 'Đồng Tháp' AS name, 2 + 3 AS sum`)).toEqual([{ name: 'Đồng Tháp', sum: 5 }]);
});

test('every call gives a database of its own', async () => {
  const [one, other] = [await postgresUrl(), await postgresUrl()];
  await ask(one, 'CREATE TABLE only_here (id int)');
  const tables = `SELECT count(*)::int AS n FROM pg_tables WHERE tablename = 'only_here'`;
  expect(await ask(one, tables)).toEqual([{ n: 1 }]);
  expect(await ask(other, tables)).toEqual([{ n: 0 }]);
});
