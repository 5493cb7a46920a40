import { escape, from } from 'arquero';
import { stratify } from 'd3';
import crossfilter from 'crossfilter2';
import { Journal } from '../../src/lib/board/journal.ts';
import { LineBook, placesIn, type Asked } from '../../src/lib/board/line-book.ts';
import type { Place } from '../../src/lib/board/nodes.ts';
import { UnitTree } from '../../src/lib/board/unit-tree.ts';
import { stateCodes, stateOf } from '../../src/lib/domain/attainment.ts';
import { copyRow, makeRows, type Rows } from '../../src/lib/domain/rows.ts';
import { Database } from '../../src/lib/engine/database.ts';
import { changesBetween, paintingOf } from '../../src/lib/map/painting.ts';
import type { MapShapes } from '../../src/lib/map/types.ts';
import { countLines } from '../../src/routes/explore/goal-counts.ts';
import { coloursOf } from '../../src/routes/faces/colours-of.ts';
import { RowTable } from '../../src/lib/sync/row-table.ts';
import { encodeRows } from '../../src/lib/wire/rows.ts';
import { startNodeMachine } from '../../tests/support/engine-machine.ts';
import type { Line, Topic } from '../line.ts';
import { medianTime } from '../timing.ts';
import { communes, COMMUNES, INDICATORS, PERIOD, wideRows, wideTable } from '../wide-rows.ts';

const ROUNDS = 40;
const CHANGED = 1_000;
const RECOLOURED = 100;

/** What a tab does with 100,000 units: another indicator, a delta, some communes with another colour. */
export const tabColumns: Topic = {
  name: 'The tab’s columns, 100,000 units',
  async run() {
    const places = communes();
    const rows = wideRows();
    const records = recordsOf(rows, places);
    const peers = { aq: from(records), cf: crossfilter(records), db: await databaseOf(rows) };
    const lines = [
      ...(await switching(rows, places, peers)),
      ...(await applying(rows, places, peers)),
      ...(await recolouring(rows, places, peers)),
      ...(await opening())
    ];
    peers.db.close();
    return lines;
  }
};

interface Row {
  readonly node: number;
  readonly indicator: number;
  readonly isCommune: boolean;
  readonly num: number;
  readonly den: number;
  readonly expected: number;
  readonly expectedBase: number;
  readonly targetNum: number;
  readonly targetDen: number;
}
interface Peers {
  readonly aq: ReturnType<typeof from>;
  readonly cf: ReturnType<typeof crossfilter<Row>>;
  readonly db: Database;
}

function recordsOf(rows: Rows, places: readonly Place[]): Row[] {
  const inLevel = new Set(places.map(({ ordinal }) => ordinal));
  return Array.from({ length: rows.length }, (_, i) => recordAt(rows, i, inLevel.has(rows.node[i]!)));
}

function recordAt(rows: Rows, i: number, isCommune: boolean): Row {
  return {
    node: rows.node[i]!,
    indicator: rows.indicator[i]!,
    isCommune,
    num: rows.all.num[i]!,
    den: rows.all.den[i]!,
    expected: rows.expected[i]!,
    expectedBase: rows.expectedBase[i]!,
    targetNum: rows.targetNum[i]!,
    targetDen: rows.targetDen[i]!
  };
}

async function databaseOf(rows: Rows): Promise<Database> {
  const database = new Database({ start: startNodeMachine });
  await database.change((tables) => tables.putRows(streamOf(rows)));
  return database;
}

function streamOf(rows: Rows) {
  const head = {
    kind: 'delta',
    store: '',
    scope: '',
    from: 0,
    to: 0,
    link: '',
    at: 0,
    touched: [],
    arrivals: []
  } as const;
  return { bytes: encodeRows(rows, head), length: rows.length };
}

const SQL_COUNTS = `
  SELECT CASE WHEN num IS NULL THEN 1 WHEN den < 10 THEN 3 WHEN num * 10 >= den * 9 THEN 4
    WHEN num * 1000 >= den * 720 THEN 5 WHEN num * 1000 >= den * 450 THEN 6 ELSE 7 END AS code, count(*)::DOUBLE AS n
  FROM value WHERE indicator = $1::SMALLINT AND node % 10 < 11 GROUP BY 1`;
const countsIn = (db: Database, indicator: number) =>
  db.ask({ sql: SQL_COUNTS, params: [indicator], read: (row) => [row['code'], row['n']] });

async function switching(rows: Rows, places: readonly Place[], { aq, cf, db }: Peers): Promise<Line[]> {
  const table = new RowTable();
  table.applyPart(rows, PERIOD, 1);
  const choices = Array.from({ length: ROUNDS }, (_, k) => k % 2);
  const at = placesIn(table.block(0, PERIOD)!, places);
  const pass = (k: number) => stateCodes(table.block(k, PERIOD)!, at, INDICATORS[k]!, 'all');
  const ours = await medianTime(choices, (k) => {
    const block = table.block(k, PERIOD)!;
    return stateCodes(block, placesIn(block, places), INDICATORS[k]!, 'all');
  });
  const alone = await medianTime(choices, pass);
  const bare = await medianTime(choices, (k) => bareLoop(table.block(k, PERIOD)!, at));
  const book = new LineBook(new Journal());
  const whole = await medianTime(choices, (k) => book.read(askedOf(table, places, k)));
  const level = cf.dimension((row) => (row.isCommune ? 1 : 0));
  const which = cf.dimension((row) => row.indicator);
  level.filterExact(1);
  const theirs = {
    arquero: await medianTime(choices, (k) =>
      aq
        .filter(`d => d.indicator === ${k} && d.isCommune`)
        .derive({ state: escape((row: Row) => stateOf(INDICATORS[k]!, row)) })
        .array('state')
    ),
    crossfilter: await medianTime(choices, (k) => {
      which.filterExact(k);
      return which.top(Infinity).map((row) => stateOf(INDICATORS[k]!, row));
    }),
    duckdb: await medianTime(choices, (k) => countsIn(db, k))
  };
  level.dispose();
  which.dispose();
  const what = `Indicator switch, ${COMMUNES.toLocaleString('en')} communes`;
  const limit = `at most 2 ms and 3 times a bare loop: ${(alone / bare).toFixed(1)} times`;
  return [
    line(`${what}: states from the columns`, 'a bare typed loop over known places', alone, bare, limit),
    line(`${what}: rows found, states told`, 'arquero 8', ours, theirs.arquero),
    line(`${what}: rows found, states told`, 'crossfilter2 1.5', ours, theirs.crossfilter),
    line(`${what}: rows found, states told`, 'DuckDB-WASM alone', ours, theirs.duckdb),
    line(`${what}: every line of the table`, 'arquero 8', whole, theirs.arquero)
  ];
}

/** The least that any program could do: one loop over typed columns with floats, no rules of small bases or holes. */
function bareLoop(rows: Rows, at: Int32Array): Uint8Array {
  const codes = new Uint8Array(at.length);
  const { num, den } = rows.all;
  const { targetNum, targetDen } = rows;
  for (let k = 0; k < at.length; k++) {
    const i = at[k]!;
    const share = (num[i]! * targetDen[i]!) / (den[i]! * targetNum[i]!);
    codes[k] = share >= 1 ? 4 : share >= 0.8 ? 5 : share >= 0.5 ? 6 : 7;
  }
  return codes;
}

function askedOf(table: RowTable, places: readonly Place[], ordinal: number): Asked {
  return {
    source: table,
    places,
    indicator: INDICATORS[ordinal]!,
    ordinal,
    period: PERIOD,
    basis: 'all',
    tried: null
  };
}

/** Rows of some nodes of the first indicator, with other numerators each time. */
function deltaOf(rows: Rows, nodes: readonly number[], round: number): Rows {
  const delta = makeRows(nodes.length);
  nodes.forEach((node, i) => {
    copyRow(rows, node, delta, i);
    delta.all.num[i] = Math.floor((rows.expectedBase[node]! * ((round * 7 + i) % 100)) / 100);
    delta.all.den[i] = rows.expectedBase[node]!;
  });
  return delta;
}

async function applying(rows: Rows, places: readonly Place[], { aq, cf, db }: Peers): Promise<Line[]> {
  const table = new RowTable();
  table.applyPart(rows, PERIOD, 1);
  const journal = new Journal();
  const book = new LineBook(journal);
  const asked = askedOf(table, places, 0);
  book.read(asked);
  const nodes = Array.from({ length: CHANGED }, (_, k) => k * 97);
  const deltas = Array.from({ length: ROUNDS }, (_, round) => deltaOf(rows, nodes, round));
  let to = 2;
  const ours = await medianTime(deltas, (delta) => {
    for (const change of table.applyDelta(delta, to++)) journal.note(change);
    return countLines(book.read(asked).lines);
  });
  const few = deltas.slice(0, 5);
  const crossed = await crossfilterDelta(cf, nodes, few);
  const derived = await medianTime(few, (delta) => {
    const next = new Map(Array.from({ length: delta.length }, (_, i) => [delta.node[i]!, delta.all.num[i]!]));
    const patched = aq.derive({
      num: escape((row: Row) => (row.indicator === 0 ? (next.get(row.node) ?? row.num) : row.num))
    });
    return patched
      .filter('d => d.indicator === 0 && d.isCommune')
      .derive({ state: escape((row: Row) => stateOf(INDICATORS[0]!, row)) })
      .groupby('state')
      .count();
  });
  const asDuck = await medianTime(few, async (delta) => {
    await db.change((tables) => tables.putRows(streamOf(delta)));
    return countsIn(db, 0);
  });
  const what = `A delta of ${CHANGED.toLocaleString('en')} units: columns, lines and counts`;
  return [
    line(what, 'crossfilter2 1.5, remove and add', ours, crossed, 'at most 1.5 ms'),
    line(what, 'arquero 8, derived anew', ours, derived),
    line(what, 'DuckDB-WASM alone', ours, asDuck)
  ];
}

/** crossfilter2 cannot change a record: the old ones are taken out and the new ones put in. */
async function crossfilterDelta(cf: Peers['cf'], nodes: readonly number[], deltas: Rows[]): Promise<number> {
  const changed = new Set(nodes);
  const dimension = cf.dimension((row) => row.node);
  const time = await medianTime(
    deltas,
    (delta) => {
      cf.remove((row) => row.indicator === 0 && changed.has(row.node));
      cf.add(Array.from({ length: delta.length }, (_, i) => recordAt(delta, i, true)));
      return dimension.group().all();
    },
    1
  );
  dimension.dispose();
  return time;
}

async function recolouring(rows: Rows, places: readonly Place[], { aq, cf, db }: Peers): Promise<Line[]> {
  const table = new RowTable();
  table.applyPart(rows, PERIOD, 1);
  const journal = new Journal();
  const book = new LineBook(journal);
  const asked = askedOf(table, places, 0);
  // Only who the units are matters here; their outlines are drawn by the map library.
  const shapes = {
    units: { features: places.map(({ ordinal }) => ({ id: ordinal })) }
  } as unknown as MapShapes;
  const none: ReadonlySet<number> = new Set();
  let last = paintingOf(shapes, coloursOf(book.read(asked).lines, false, 0), none);
  const nodes = places
    .slice(0, RECOLOURED * 100)
    .flatMap(({ ordinal }, k) => (k % 100 === 0 ? [ordinal] : []));
  const deltas = Array.from({ length: ROUNDS }, (_, round) => deltaOf(rows, nodes, round));
  let to = 2;
  const ours = await medianTime(deltas, (delta) => {
    for (const change of table.applyDelta(delta, to++)) journal.note(change);
    const set = book.read(asked);
    const painting = paintingOf(shapes, coloursOf(set.lines, false, set.revision), none);
    const changes = changesBetween(last, painting);
    last = painting;
    return changes;
  });
  const derived = await medianTime(deltas.slice(0, 10), () =>
    aq
      .filter('d => d.indicator === 0 && d.isCommune')
      .derive({ state: escape((row: Row) => stateOf(INDICATORS[0]!, row)) })
      .array('state')
  );
  const crossed = await crossfilterDelta(cf, nodes, deltas.slice(0, 5));
  const asDuck = await medianTime(deltas.slice(0, 5), async (delta) => {
    await db.change((tables) => tables.putRows(streamOf(delta)));
    return countsIn(db, 0);
  });
  const what = `Recolour of ${RECOLOURED} among ${COMMUNES.toLocaleString('en')} communes: from the delta to what is to be painted`;
  return [
    line(what, 'arquero 8, states derived anew', ours, derived, 'at most 1 ms'),
    line(what, 'crossfilter2 1.5, remove and add', ours, crossed),
    line(what, 'DuckDB-WASM alone', ours, asDuck)
  ];
}

/** The tree of 100,000 units, and what is seen of it when a province is opened. */
async function opening(): Promise<Line[]> {
  const table = wideTable();
  const compare = (a: number, b: number) => a - b;
  const make = () => new UnitTree(table, 0, '2026-11-14', compare);
  const made = await medianTime(Array.from({ length: 10 }), make);
  const nested = await medianTime(Array.from({ length: 10 }), () =>
    stratify<number>()
      .id((i) => String(table.ordinal[i]))
      .parentId((i) => ((table.parent[i] ?? -1) < 0 ? null : String(table.parent[i])))([
      ...table.ordinal.keys()
    ])
  );
  const tree = make();
  const provinces = [...tree.childrenOf(0)];
  const opened = await medianTime(provinces, (province) => tree.rows(new Set([province])));
  const what = `A tree of ${table.ordinal.length.toLocaleString('en')} units`;
  return [
    line(`${what}: made from the columns`, 'd3.stratify', made, nested),
    line(`${what}: a province opened`, 'd3.stratify, made anew', opened, nested)
  ];
}

function line(what: string, peer: string, ours: number, theirs: number, note?: string): Line {
  return { what, peer, ours, theirs, unit: 'ms', ...(note === undefined ? {} : { note }) };
}
