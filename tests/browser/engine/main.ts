import type { Indicator } from '../../../src/lib/domain/indicator.ts';
import { makeRows } from '../../../src/lib/domain/rows.ts';
import { startBrowserMachine } from '../../../src/lib/engine/browser-machine.ts';
import { Database } from '../../../src/lib/engine/database.ts';
import type { Machine } from '../../../src/lib/engine/machine.ts';
import type { Tables } from '../../../src/lib/engine/tables.ts';
import { childrenOf } from '../../../src/lib/queries/children-of.ts';
import type { CatalogueView, NodeTable } from '../../../src/lib/wire/manifest.ts';
import { encodeRows } from '../../../src/lib/wire/rows.ts';

// The engine by itself in a page: a country of 100 provinces and 7,500 communes with made-up figures.

const PROVINCES = 100;
const NODES = 1 + PROVINCES + 7500;
const PERIOD = 2026 * 12;
const words = { vi: 'Tỉ lệ', en: 'Share' };
const indicator: Indicator = {
  code: 'XHS03',
  pillar: 'XHS',
  name: words,
  short: words,
  kind: 'share',
  time: 'stock',
  direction: 'up',
  counts: 'persons',
  base: 'adults',
  source: { type: 'filed', by: ['commune-group'] },
  numerator: words,
  denominator: words,
  validFrom: '2022-01-01',
  validTo: null,
  citation: 'test'
};
const catalogue: CatalogueView = { profile: 'window', indicators: [{ ordinal: 0, indicator, filed: true }] };

const every = <T>(of: (ordinal: number) => T) => Array.from({ length: NODES }, (_, ordinal) => of(ordinal));
const rung = (ordinal: number) => (ordinal === 0 ? 0 : ordinal <= PROVINCES ? 1 : 3);
const nodes: NodeTable = {
  ...{ store: 's', scope: 's', structure: 1, root: 0, above: 0 },
  ordinal: every((ordinal) => ordinal),
  level: every(rung),
  parent: every((ordinal) => (ordinal === 0 ? -1 : ordinal <= PROVINCES ? 0 : 1 + (ordinal % PROVINCES))),
  code: every(String),
  name: every((ordinal) => `Đắk Ẵng ${ordinal}`),
  fullName: every((ordinal) => `Xã Đắk Ẵng ${ordinal}`),
  type: every(() => 'xã'),
  lon: every(() => null),
  terrain: every(() => null),
  lat: every(() => null),
  validFrom: every(() => '2025-07-01'),
  validTo: every(() => null),
  kind: every(() => null)
};

/** Rows in which a node's numerator is its ordinal of 10,000. */
function part() {
  const rows = makeRows(NODES);
  for (let node = 0; node < NODES; node++) {
    rows.node[node] = node;
    rows.period[node] = PERIOD;
    rows.expected[node] = rows.all.fresh[node] = 1;
    rows.expectedBase[node] = rows.all.freshBase[node] = rows.all.den[node] = 10_000;
    rows.all.num[node] = node;
    rows.targetNum[node] = 1;
    rows.targetDen[node] = 2;
  }
  const head = { kind: 'part', store: 's', scope: 's', period: PERIOD, position: 1, link: '' } as const;
  return { bytes: encodeRows(rows, head), length: NODES };
}

async function fill(tables: Tables): Promise<void> {
  await tables.loadNodes(nodes);
  await tables.loadCatalogue(catalogue);
  await tables.putRows(part());
}

/** The smallest WebAssembly that breaks: `(func (export "f") unreachable)`. */
const BREAKING = new Uint8Array([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0],
  ...[10, 5, 1, 3, 0, 0, 0x0b]
]);

/** The browser's machine; a question with the word `trap` breaks as WebAssembly breaks. */
async function startBreakable(): Promise<Machine> {
  steering.starts++;
  const machine = await startBrowserMachine();
  const connect = async () => {
    const connection = await machine.connect();
    const run: typeof connection.run = async (sql, signal) => {
      if (!sql.includes('trap')) return connection.run(sql, signal);
      const { instance } = await WebAssembly.instantiate(BREAKING);
      if (typeof instance.exports['f'] === 'function') (instance.exports['f'] as () => void)();
      throw new Error('it did not break');
    };
    return { ...connection, run };
  };
  return { connect, terminate: () => machine.terminate() };
}

const database = new Database({ start: startBreakable, refill: fill });
const steering = {
  starts: 0,
  fill: () => database.change(fill),
  children: () => {
    const place = { unit: 5, level: 3, day: '2026-01-14' };
    return database.ask(childrenOf(place, { indicator: 0, period: PERIOD }, PERIOD - 1, 'all'));
  },
  rows: async () => (await database.answer('SELECT count(*)::INTEGER FROM value')).rows[0]?.[0],
  /** The fault of an SQL that must not work. */
  fault: (sql: string) =>
    database.answer(sql).then(String, (cause: Error) => `${cause.name}: ${cause.message}`),
  /** How a long question ends that is given up after a third of a second, and when the next one is answered. */
  async giveUp() {
    const stop = new AbortController();
    const long = database.answer('SELECT sum(a.range * b.range % 7) FROM range(100000) a, range(100000) b', {
      signal: stop.signal
    });
    setTimeout(() => stop.abort(), 300);
    const ended = await long.then(String, (cause: Error) => cause.name);
    const [next] = (await database.answer('SELECT 5')).rows;
    return { ended, next };
  }
};
Object.assign(window, { steering });
export type Steering = typeof steering;
