import type { Table } from 'apache-arrow';
import { readingAt } from '../../src/lib/domain/attainment.ts';
import { Cells } from '../../src/lib/domain/cells.ts';
import { lastDay, type Period } from '../../src/lib/domain/period.ts';
import { ReportBook } from '../../src/lib/domain/report-book.ts';
import type { Basis, Rows } from '../../src/lib/domain/rows.ts';
import type { Node } from '../../src/lib/domain/tree.ts';
import { World } from '../../src/lib/domain/world.ts';
import { inlined } from '../../src/lib/engine/inlined.ts';
import type { Connection } from '../../src/lib/engine/machine.ts';
import { figures, readings } from '../../src/lib/queries/attainment.ts';
import { rollUp as rollUpInSql } from '../../src/lib/queries/roll-up.ts';
import { isNearly } from './naive-fraction.ts';
import { naiveReading } from './naive-reading.ts';
import { pathOfGroup, pathOfUnit, type NaiveRow } from './naive.ts';
import { structureOf, type PlainWorld } from './plain-world.ts';

/** A plain world folded by the product's own code. */
export function fold(plain: PlainWorld): { world: World; cells: Cells } {
  const world = new World(plain.profile);
  for (const draft of structureOf(plain)) world.apply(draft);
  const cells = new Cells();
  const book = new ReportBook();
  plain.reports.forEach((report, i) => {
    const values = {
      indicators: report.values.map((value) => world.indicator(value.indicator)!.ordinal),
      nums: report.values.map((value) => value.numerator),
      dens: report.values.map((value) => value.denominator ?? -1)
    };
    book.add(
      { position: i + 1, at: 0 },
      world.tree.group(report.group)!.ordinal,
      report.period,
      values,
      cells,
      { withdrawn: (report.withdrawn ?? []).map((code) => world.indicator(code)!.ordinal) }
    );
    if (report.state !== 'submitted') book.review(i + 1, report.state, cells, i + 1);
  });
  return { world, cells };
}

/** The path by which the naive reading knows a node. */
export function pathOf(node: Node): string {
  return node.kind === 'unit' ? pathOfUnit(node.unit) : pathOfGroup(node.group);
}

/** What is compared of a row, as one flat list of numbers: −1 is missing, −2 none. */
const SQL_COLUMNS = [
  ...['expected', 'expected_base', 'num', 'den', 'fresh', 'carried', 'oldest_age', 'fresh_base'],
  ...['state', 'band', 'rate', 'target', 'attainment', 'gap', 'coverage']
];
const MISSING_COLUMNS = new Set(['num', 'den', 'oldest_age']);

/** A period's readings of `value` in SQL, by node × indicator. */
export class SqlReadings {
  readonly #columns: readonly Float64Array[];
  readonly #place: Int32Array;
  readonly #indicators: number;
  readonly length: number;

  private constructor(table: Table, world: World) {
    this.length = table.numRows;
    this.#columns = SQL_COLUMNS.map((name) => doublesOf(table, name));
    this.#indicators = world.indicators.length;
    this.#place = new Int32Array(world.tree.nodes.length * world.indicators.length).fill(-1);
    const [node, indicator] = [doublesOf(table, 'node'), doublesOf(table, 'indicator')];
    for (let row = 0; row < this.length; row++)
      this.#place[node[row]! * this.#indicators + indicator[row]!] = row;
  }

  /** Rolls periods up in SQL into `value`, which then holds nothing else. */
  static async rollUp(
    connection: Connection,
    world: World,
    periods: readonly Period[],
    rows: { everywhere: boolean }
  ): Promise<void> {
    const asked = periods.map((period) => ({ period, day: lastDay(period, world.profile) }));
    const { sql, params } = rollUpInSql(asked, rows);
    await connection.run('DELETE FROM value');
    await connection.run(`INSERT INTO value ${inlined(sql, params)}`);
  }

  /** Reads one period out. */
  static async read(
    connection: Connection,
    world: World,
    period: Period,
    basis: Basis
  ): Promise<SqlReadings> {
    const columns = SQL_COLUMNS.map((name) => {
      const none = MISSING_COLUMNS.has(name) ? -1 : -2;
      return `coalesce(${name}, ${none})::DOUBLE AS ${name}`;
    });
    const table = await connection.run(
      `SELECT node::DOUBLE AS node, indicator::DOUBLE AS indicator, ${columns.join(', ')}
       FROM (${readings(figures(basis, `v.period = ${period}`))})`
    );
    return new SqlReadings(table, world);
  }

  /** What SQL says of a node and an indicator; empty where it has no row. */
  at(node: number, indicator: number): number[] {
    const row = this.#place[node * this.#indicators + indicator]!;
    return row < 0 ? [] : this.#columns.map((column) => column[row]!);
  }
}

/** The same list from the column pass. */
export function columnPassAt(
  rows: Rows,
  node: number,
  indicator: Parameters<typeof readingAt>[2],
  basis: Basis
): number[] {
  const measures = rows[basis];
  const reading = readingAt(rows, node, indicator, basis);
  return [
    rows.expected[node]!,
    rows.expectedBase[node]!,
    measures.num[node]!,
    measures.den[node]!,
    measures.fresh[node]!,
    measures.carried[node]!,
    measures.oldestAge[node]!,
    measures.freshBase[node]!,
    STATES.indexOf(reading.state),
    reading.band === null ? -2 : STATES.indexOf(reading.band),
    reading.rate ?? -2,
    reading.target ?? -2,
    reading.attainment ?? -2,
    reading.gap ?? -2,
    reading.coverage ?? -2
  ];
}

/** Whether a list says what the rules say. */
export function isByTheRules(
  list: readonly number[],
  naive: NaiveRow,
  indicator: Parameters<typeof readingAt>[2]
): boolean {
  const reading = naiveReading(indicator, naive);
  const some = (value: bigint | null) => (value === null ? -1 : Number(value));
  const none = (value: number | undefined) => (value === undefined || value === -2 ? null : value);
  const [, , , , , , , , state, , rate, target, attainment, gap, coverage] = list;
  const counted = [
    some(naive.expected),
    some(naive.expectedBase),
    some(naive.num),
    some(naive.den),
    some(naive.fresh),
    some(naive.carried),
    some(naive.oldestAge),
    some(naive.freshBase)
  ];
  return (
    counted.every((value, k) => value === list[k]) &&
    STATES[state ?? -1] === reading.state &&
    isNearly(none(rate), reading.rate) &&
    isNearly(none(target), naive.target) &&
    (reading.attainment === 'endless'
      ? attainment === Infinity
      : isNearly(none(attainment), reading.attainment)) &&
    none(gap) === (reading.gap === null ? null : Number(reading.gap)) &&
    isNearly(none(coverage), reading.coverage)
  );
}

const STATES = ['notApplicable', 'noData', 'noTarget', 'smallBase', 'met', 'near', 'notMet', 'low'];

function doublesOf(table: Table, name: string): Float64Array {
  const values: unknown = table.getChild(name)?.toArray();
  if (!(values instanceof Float64Array)) throw new TypeError(`${name} is no column of doubles`);
  return values;
}
