import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startNodeMachine } from '../../../tests/support/engine-machine.ts';
import { makeRows, type Rows } from '../domain/rows.ts';
import type { CatalogueView, NodeTable } from '../wire/manifest.ts';
import { encodeRows } from '../wire/rows.ts';
import { Database, type EngineNews, type Upkeep } from './database.ts';
import { EngineDown, QuestionFailed, Superseded } from './faults.ts';
import type { Machine } from './machine.ts';
import type { RowStream, Tables } from './tables.ts';

// Starting the engine takes a second or two where nothing else runs.
vi.setConfig({ testTimeout: 60_000 });

const shared = new Database({ start: startNodeMachine });
beforeEach(() => shared.change((tables) => tables.clearRows()), 60_000);
afterAll(() => shared.close());

const open: Database[] = [];
afterEach(() => {
  for (const database of open.splice(0)) database.close();
});

function openDatabase(upkeep: Upkeep): Database {
  const database = new Database(upkeep);
  open.push(database);
  return database;
}

function stream(
  keys: readonly (readonly [node: number, period: number, num: number, expected?: number])[]
): RowStream {
  const rows: Rows = makeRows(keys.length);
  keys.forEach(([node, period, num, expected = 1], i) => {
    rows.node[i] = node;
    rows.period[i] = period;
    rows.expected[i] = expected;
    rows.all.num[i] = num;
  });
  const head = { kind: 'part', store: 's', scope: 's', period: 24_310, position: 1, link: '' } as const;
  return { bytes: encodeRows(rows, head), length: rows.length };
}

const VALUES = `SELECT node, period, num FROM value ORDER BY period, node`;
const values = async (database: Database) => (await database.answer(VALUES)).rows;
const numbers = { read: (row: Readonly<Record<string, unknown>>) => row, params: [] };

function nodesOf(names: readonly string[]): NodeTable {
  const all = <T>(value: T) => names.map(() => value);
  return {
    ...{ store: 's', scope: 's', structure: 1, root: 0, above: 0 },
    ...{ ordinal: names.map((_, k) => k), level: names.map((_, k) => Math.min(k, 1)) },
    ...{
      parent: names.map((_, k) => Math.min(k, 1) - 1),
      code: names.map(String),
      name: names,
      fullName: names
    },
    ...{
      type: all(''),
      lon: all(null),
      lat: all(null),
      terrain: all(null),
      validFrom: all('2025-07-01'),
      validTo: all(null)
    },
    kind: all(null)
  };
}

test('a part is put whole, a delta in place of the same keys, and a row with nobody expected is taken away', async () => {
  await shared.change((tables) =>
    tables.putRows(
      stream([
        [1, 24_310, 5],
        [2, 24_310, 6],
        [1, 24_311, 7]
      ])
    )
  );
  await shared.change((tables) =>
    tables.putRows(
      stream([
        [2, 24_310, 60],
        [3, 24_310, 8],
        [1, 24_311, 0, 0]
      ])
    )
  );
  expect(await values(shared)).toEqual([
    [1, 24_310, 5],
    [2, 24_310, 60],
    [3, 24_310, 8]
  ]);
  await shared.change((tables) => tables.putRows(stream([])));
  await shared.change((tables) => tables.clearRows());
  expect(await values(shared)).toEqual([]);
});

test('sums beyond 32 bits, and rows put by the same bytes again, stay what they are', async () => {
  const large = stream([[1, 24_310, 2 ** 40 + 1]]);
  await shared.change((tables) => tables.putRows(large));
  await shared.change((tables) => tables.putRows(large));
  expect(await values(shared)).toEqual([[1, 24_310, 2 ** 40 + 1]]);
});

test('texts arrive as they are: marks, quotes, empty ones, thousands of them', async () => {
  const names = [
    'Việt Nam',
    'Đắk Lắk \'x\' "y"',
    '',
    '日本 🎋',
    ...Array.from({ length: 8000 }, (_, k) => `Ấp Ẵ ${k}`)
  ];
  await shared.change((tables) => tables.loadNodes(nodesOf(names)));
  const { rows } = await shared.answer('SELECT name FROM node ORDER BY ordinal');
  expect(rows.map(([name]) => name)).toEqual(names);
  const { rows: keys } = await shared.answer(
    'SELECT key, enter, leave, valid_to FROM node WHERE ordinal < 2'
  );
  expect(keys).toEqual([
    ['Việt Nam@2025-07-01', 0, names.length - 1, null],
    ['Đắk Lắk \'x\' "y"@2025-07-01', 1, 1, null]
  ]);
});

test('an answer carries decimals, 128-bit and 64-bit numbers without loss', async () => {
  const { columns, rows } = await shared.answer(
    `SELECT sum(x)::HUGEINT AS huge, 1.25::DECIMAL(9,2) AS dec, -0.5::DECIMAL(4,3) AS minus, 9007199254740993::BIGINT AS big,
            NULL AS none, true AS yes, [1, 2] AS list FROM range(10) AS r(x)`
  );
  expect(columns.map(({ name }) => name)).toEqual(['huge', 'dec', 'minus', 'big', 'none', 'yes', 'list']);
  expect(rows).toEqual([[45, 1.25, -0.5, 9_007_199_254_740_993n, null, true, '[1,2]']]);
});

test('a question that fails fails alone: the next one and the rows are there', async () => {
  await shared.change((tables) => tables.putRows(stream([[1, 24_310, 5]])));
  const wrong = [
    shared.answer('SELECT nonsense'),
    shared.ask({ sql: 'SELECT 1 / $1::INTEGER FROM nowhere', ...numbers, params: [0] }),
    shared.answer(`SELECT * FROM read_csv('/etc/hostname')`),
    shared.answer(`ATTACH '/tmp/x.db'`),
    shared.answer('SET enable_external_access = true'),
    shared.change((tables) => tables.putRows({ bytes: new Uint8Array(24), length: 3 }))
  ];
  for (const answer of wrong) await expect(answer).rejects.toBeInstanceOf(QuestionFailed);
  expect(await values(shared)).toEqual([[1, 24_310, 5]]);
});

test('a change that fails half way leaves nothing behind', async () => {
  await shared.change((tables) => tables.putRows(stream([[1, 24_310, 5]])));
  const half = shared.change(async (tables) => {
    await tables.putRows(
      stream([
        [1, 24_310, 99],
        [2, 24_310, 6]
      ])
    );
    throw new Error('the page changed its mind');
  });
  await expect(half).rejects.toThrow('changed its mind');
  const short = { ...stream([[2, 24_310, 6]]), length: 2 };
  await expect(shared.change((tables) => tables.putRows(short))).rejects.toThrow('2 rows sent, 1 arrived');
  expect(await values(shared)).toEqual([[1, 24_310, 5]]);
});

/** A machine whose connections break as a trap does when they meet the word. */
async function breakable(word: string, started: { count: number }): Promise<Machine> {
  started.count++;
  const machine = await startNodeMachine();
  return {
    ...machine,
    connect: async () => {
      const connection = await machine.connect();
      const run: typeof connection.run = (sql, signal) =>
        sql.includes(word)
          ? Promise.reject(new WebAssembly.RuntimeError('memory access out of bounds'))
          : connection.run(sql, signal);
      return { ...connection, run };
    }
  };
}

test('broken WebAssembly is thrown away and filled again from what the page holds', async () => {
  const started = { count: 0 };
  let refills = 0;
  const refill = async (tables: Tables) => {
    refills++;
    await tables.loadNodes(nodesOf(['Việt Nam', 'Đà Nẵng']));
    await tables.putRows(stream([[1, 24_310, 7]]));
  };
  const database = openDatabase({ start: () => breakable('trap', started), refill });
  await database.change((tables) => tables.putRows(stream([[1, 24_310, 5]])));
  const [broken, after] = await Promise.allSettled([database.answer('SELECT 1 AS trap'), values(database)]);
  expect(broken.status).toBe('rejected');
  expect(after).toMatchObject({ value: [[1, 24_310, 7]] });
  expect([started.count, refills]).toEqual([2, 1]);
});

test('an engine that broke comes back by itself, filled, and says why and how long it took', async () => {
  const started = { count: 0 };
  const news: EngineNews[] = [];
  const refill = (tables: Tables) => tables.putRows(stream([[1, 24_310, 7]]));
  const database = openDatabase({
    start: () => breakable('trap', started),
    refill,
    tell: (one) => news.push(one)
  });
  await database.open();
  await expect(database.answer('SELECT 1 AS trap')).rejects.toMatchObject({ broke: 'trap' });
  await vi.waitFor(() => expect(news.at(-1)).toMatchObject({ kind: 'back' }), 20_000);
  await expect(database.answer('SELECT list(range) FROM range(200000000)')).rejects.toMatchObject({
    broke: 'memory'
  });
  await vi.waitFor(() => expect(news.length).toBe(4), 20_000);
  expect(news.map((one) => (one.kind === 'broke' ? one.why : one.kind))).toEqual([
    'trap',
    'back',
    'memory',
    'back'
  ]);
  for (const one of news) if (one.kind === 'back') expect(one.after).toBeGreaterThan(0);
  expect(await values(database)).toEqual([[1, 24_310, 7]]);
  expect(started.count).toBe(3);
});

test('a question that does not let itself be stopped costs its engine, not the page', async () => {
  const started = { count: 0 };
  const database = openDatabase({
    start: async () => {
      started.count++;
      const machine = await startNodeMachine();
      const connect = async () => {
        const connection = await machine.connect();
        const run: typeof connection.run = (sql, signal) =>
          sql.includes('endless') ? new Promise<never>(() => undefined) : connection.run(sql, signal);
        return { ...connection, run };
      };
      return { ...machine, connect };
    }
  });
  await database.open();
  const stop = new AbortController();
  const began = performance.now();
  const endless = database.answer(`SELECT 'endless'`, { signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  await expect(endless).rejects.toBeInstanceOf(Superseded);
  expect(performance.now() - began).toBeLessThan(1000);
  expect((await database.answer('SELECT 5')).rows).toEqual([[5]]);
  expect(started.count).toBe(2);
});

test('an engine that cannot start says so, and after three times does not try again', async () => {
  let starts = 0;
  const start = () => {
    starts++;
    return Promise.reject(new Error('no WebAssembly here'));
  };
  const database = openDatabase({ start });
  for (let k = 0; k < 5; k++) await expect(database.answer('SELECT 1')).rejects.toBeInstanceOf(EngineDown);
  expect(starts).toBe(3);
});

test('an engine whose first start failed is tried again by itself, and at once when the network is back', async () => {
  const news: EngineNews[] = [];
  let [starts, isThere] = [0, false];
  const start = () => {
    starts++;
    return isThere ? startNodeMachine() : Promise.reject(new Error('its file was cut off'));
  };
  const database = openDatabase({ start, tell: (one) => news.push(one) });
  await expect(database.open()).rejects.toBeInstanceOf(EngineDown);
  await vi.waitFor(() => expect(starts).toBe(3), 5_000);
  // It rests now, and for long.
  isThere = true;
  await expect(database.answer('SELECT 5')).rejects.toBeInstanceOf(EngineDown);
  database.hurry();
  await vi.waitFor(() => expect(news.at(-1)).toMatchObject({ kind: 'back' }), 20_000);
  expect((await database.answer('SELECT 5')).rows).toEqual([[5]]);
  expect(starts).toBe(4);
});

test('a closed database answers nothing more', async () => {
  const database = openDatabase({ start: startNodeMachine });
  await database.open();
  database.close();
  await expect(database.answer('SELECT 1')).rejects.toBeInstanceOf(EngineDown);
});

test('the catalogue is replaced, not added to', async () => {
  const words = { vi: 'Tỉ lệ', en: 'Share' };
  const catalogue: CatalogueView = {
    profile: 'window',
    indicators: [
      {
        ordinal: 0,
        filed: true,
        indicator: {
          ...{
            code: 'CQS09',
            pillar: 'CQS',
            name: words,
            short: words,
            kind: 'share',
            time: 'stock',
            direction: 'up'
          },
          ...{
            counts: 'persons',
            base: 'adults',
            source: { type: 'register' },
            numerator: words,
            denominator: words
          },
          ...{ validFrom: '2022-01-01', validTo: null, citation: 'S0' }
        }
      }
    ]
  };
  for (let k = 0; k < 2; k++) await shared.change((tables) => tables.loadCatalogue(catalogue));
  expect((await shared.answer('SELECT ordinal, code, name_vi, valid_to FROM indicator')).rows).toEqual([
    [0, 'CQS09', 'Tỉ lệ', null]
  ]);
});
