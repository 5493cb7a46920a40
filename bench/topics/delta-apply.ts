import type { Period } from '../../src/lib/domain/period.ts';
import type { Rows } from '../../src/lib/domain/rows.ts';
import { changedNodes, changedRows } from '../../src/lib/server/core/snapshot/scope-rows.ts';
import { RowTable } from '../../src/lib/sync/row-table.ts';
import { reachForward } from '../../src/lib/domain/indicator.ts';
import { crossfilter2, duckdb, recordsOf, type Record } from '../contenders.ts';
import { demoRows, streamOf, type DemoRows } from '../demo-rows.ts';
import type { Line, Topic } from '../line.ts';
import { medianTime } from '../timing.ts';

/** The delta of one group's report written over the rows of Đà Nẵng, against taking the rows anew. */
export const deltaApply: Topic = {
  name: 'Delta apply',
  async run() {
    const demo = demoRows();
    const period = demo.periods.at(-2)!;
    const deltas = deltasOf(demo, period);
    const rows = `${deltas[0]!.length} rows into ${(total(demo) / 1000).toFixed(0)}k`;
    const lines: Line[] = [];

    const table = new RowTable();
    for (const [at, part] of demo.parts) table.applyPart(part, at, 1);
    let position = 1;
    const written = await medianTime(deltas, (delta) => table.applyDelta(delta, ++position));
    const anew = await medianTime(deltas.slice(0, 5), () => {
      const fresh = new RowTable();
      for (const [at, part] of demo.parts) fresh.applyPart(part, at, 1);
    });
    lines.push({
      what: `Column table: ${rows}`,
      peer: 'taking every part anew',
      ours: written,
      theirs: anew,
      unit: 'ms'
    });

    const { database } = await duckdb(demo);
    const streams = deltas.map((delta) => streamOf(delta, period));
    const upserted = await medianTime(streams, (stream) =>
      database.change((tables) => tables.putRows(stream))
    );
    const parts = [...demo.parts].map(([at, part]) => streamOf(part, at));
    const refilled = await medianTime(
      [1, 2, 3],
      () =>
        database.change(async (tables) => {
          await tables.clearRows();
          for (const part of parts) await tables.putRows(part);
        }),
      1
    );
    lines.push({
      what: `DuckDB-WASM: ${rows}`,
      peer: 'filling its table anew',
      ours: upserted,
      theirs: refilled,
      unit: 'ms'
    });
    database.close();

    const peer = crossfilter2(recordsOf(demo), [], demo.view.root);
    const replaced = await medianTime(
      deltas.slice(0, 8),
      (delta) => {
        const keys = new Set(
          Array.from({ length: delta.length }, (_, i) =>
            keyOf(delta.node[i]!, delta.indicator[i]!, delta.period[i]!)
          )
        );
        const old = peer.filter.all().filter((row) => keys.has(keyOf(row.node, row.indicator, row.period)));
        peer.filter.remove((row: Record) => keys.has(keyOf(row.node, row.indicator, row.period)));
        peer.filter.add(old);
      },
      2
    );
    for (const [name, ours] of [
      ['Column table', written],
      ['DuckDB-WASM', upserted]
    ] as const) {
      lines.push({
        what: `${name}: ${rows}`,
        peer: 'crossfilter2 1.5, remove and add',
        ours,
        theirs: replaced,
        unit: 'ms'
      });
    }
    return lines;
  }
};

/** What a report of every indicator by one group after another makes of the rows. */
function deltasOf({ fold, publisher, view }: DemoRows, period: Period): Rows[] {
  const { tree, indicators } = fold.world;
  const groups = [...view.nodes].filter((node) => tree.nodes[node]!.kind === 'group');
  return Array.from({ length: 25 }, (_, k) => groups[(k * 149) % groups.length]!).map((group) => {
    const touched = new Map(
      indicators.map(({ ordinal, indicator }) => {
        const last = Math.min(reachForward(indicator.time, period), period + 1);
        const periods = Array.from({ length: last - period + 1 }, (_, age) => period + age);
        return [ordinal, new Map(periods.map((at) => [at, new Set([group])]))] as const;
      })
    );
    return changedRows(publisher.warm, view, changedNodes(fold, view, touched));
  });
}

function total({ parts }: DemoRows): number {
  return [...parts.values()].reduce((sum, rows) => sum + rows.length, 0);
}

function keyOf(node: number, indicator: number, period: Period): number {
  return (period * 256 + indicator) * 65_536 + node;
}
