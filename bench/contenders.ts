import { escape, from, type ColumnTable } from 'arquero';
import crossfilter, { type Crossfilter, type Dimension } from 'crossfilter2';
import { stateOf, statesOf, type Figures, type Measured } from '../src/lib/domain/attainment.ts';
import type { Period } from '../src/lib/domain/period.ts';
import { Database } from '../src/lib/engine/database.ts';
import { bandsOf } from '../src/lib/queries/bands-of.ts';
import { RowTable } from '../src/lib/sync/row-table.ts';
import { nodeTable } from '../src/lib/server/core/snapshot/node-table.ts';
import { startNodeMachine } from '../tests/support/engine-machine.ts';
import { streamOf, type DemoRows } from './demo-rows.ts';

/** What is asked of each contender: the states of the nodes of one level under one unit. */
export interface Asked {
  /** Ordinal of the unit. */
  readonly unit: number;
  /** Ordinals of the nodes, in order; all of them children of the unit or of what lies between. */
  readonly nodes: Int32Array;
  readonly level: number;
  readonly day: string;
  readonly indicator: number;
  readonly period: Period;
}

/** One way of answering: how many nodes are in each of the eight states, those without a row as the first. */
export interface Contender {
  readonly name: string;
  states(asked: Asked): Uint32Array | Promise<Uint32Array>;
}

/** A row as one object: what Arquero and crossfilter2 are given. */
export interface Record extends Figures {
  readonly node: number;
  readonly indicator: number;
  readonly period: Period;
  readonly level: number;
  /** Ordinal of the commune that it lies in or is; −1 above. */
  readonly commune: number;
}

/** Every row of the view as an object. */
export function recordsOf({ fold, parts }: DemoRows): Record[] {
  const { nodes } = fold.world.tree;
  const communeOf = nodes.map(({ ordinal }) => {
    for (const node of fold.world.tree.upward(ordinal)) if (node.level === 3) return node.ordinal;
    return -1;
  });
  return [...parts.values()].flatMap((rows) =>
    Array.from({ length: rows.length }, (_, i) => {
      const node = rows.node[i]!;
      return {
        node,
        indicator: rows.indicator[i]!,
        period: rows.period[i]!,
        level: nodes[node]!.level,
        commune: communeOf[node]!,
        num: rows.all.num[i]!,
        den: rows.all.den[i]!,
        expected: rows.expected[i]!,
        expectedBase: rows.expectedBase[i]!,
        targetNum: rows.targetNum[i]!,
        targetDen: rows.targetDen[i]!
      };
    })
  );
}

/** Ours without a database: the browser's table of columns, one pass over the block of the indicator and period. */
export function columnPass({ fold, parts }: DemoRows): Contender {
  const measured = fold.world.indicators.map(({ indicator }) => indicator);
  const table = new RowTable();
  for (const [period, rows] of parts) table.applyPart(rows, period, 1);
  return {
    name: 'column pass',
    states({ nodes, indicator, period }) {
      const counts = new Uint32Array(8);
      const block = table.block(indicator, period);
      if (!block) {
        counts[0] = nodes.length;
        return counts;
      }
      const states = statesOf(block, measured, 'all');
      // Both lists ascend: one walk over the two.
      let at = 0;
      for (const node of nodes) {
        while (at < block.length && block.node[at]! < node) at++;
        counts[block.node[at] === node ? states[at]! : 0]!++;
      }
      return counts;
    }
  };
}

/** Ours in SQL: how many units are in each state, asked through the engine as the page asks. */
export async function duckdb(demo: DemoRows): Promise<Contender & { database: Database }> {
  const { fold, parts, view, publisher } = demo;
  const database = new Database({ start: startNodeMachine });
  const head = { store: 'bench', structure: fold.structure };
  await database.change(async (tables) => {
    await tables.loadNodes(nodeTable(fold.world.tree, view, head));
    const indicators = fold.world.indicators.map((row) => ({ ...row, filed: true }));
    await tables.loadCatalogue({ profile: publisher.fold.world.profile, indicators });
  });
  for (const [period, rows] of parts)
    await database.change((tables) => tables.putRows(streamOf(rows, period)));
  const codes = ['notApplicable', 'noData', 'noTarget', 'smallBase', 'met', 'near', 'notMet', 'low'];
  return {
    name: 'DuckDB-WASM',
    database,
    async states({ unit, level, day, indicator, period }) {
      const counts = new Uint32Array(8);
      const rows = await database.ask(bandsOf({ unit, level, day }, { indicator, period }, 'all'));
      for (const row of rows) counts[codes.indexOf(row.state)] = row.units;
      return counts;
    }
  };
}

/** Arquero as its users write it: filter by an expression that it compiles, then derive. */
export function arquero(records: readonly Record[], measured: readonly Measured[], root: number): Contender {
  const table: ColumnTable = from([...records]);
  return {
    name: 'arquero 8',
    states({ nodes, unit, level, indicator, period }) {
      const chosen = `d.indicator === ${indicator} && d.period === ${period} && d.level === ${level}`;
      const found = table
        .filter(`d => ${chosen}${unit === root ? '' : ` && d.commune === ${unit}`}`)
        .derive({ state: escape((row: Record) => stateOf(measured[indicator]!, row)) });
      return tally(Array.from(found.array('state'), Number), nodes.length);
    }
  };
}

/** crossfilter2 as its users write it: a dimension for each choice, which stay filtered between questions. */
export function crossfilter2(
  records: readonly Record[],
  measured: readonly Measured[],
  root: number
): CrossfilterContender {
  const filter = crossfilter([...records]);
  const dimensions: { [K in 'indicator' | 'period' | 'level' | 'commune']: Dimension<Record, number> } = {
    indicator: filter.dimension((row) => row.indicator),
    period: filter.dimension((row) => row.period),
    level: filter.dimension((row) => row.level),
    commune: filter.dimension((row) => row.commune)
  };
  return {
    name: 'crossfilter2 1.5',
    filter,
    states({ nodes, unit, level, indicator, period }) {
      dimensions.indicator.filterExact(indicator);
      dimensions.period.filterExact(period);
      dimensions.level.filterExact(level);
      if (unit === root) dimensions.commune.filterAll();
      else dimensions.commune.filterExact(unit);
      const found = dimensions.indicator.top(Infinity);
      return tally(
        found.map((row) => stateOf(measured[indicator]!, row)),
        nodes.length
      );
    }
  };
}

export interface CrossfilterContender extends Contender {
  readonly filter: Crossfilter<Record>;
}

function tally(states: readonly number[], nodes: number): Uint32Array {
  const counts = new Uint32Array(8);
  for (const state of states) counts[state]!++;
  counts[0]! += nodes - states.length;
  return counts;
}
