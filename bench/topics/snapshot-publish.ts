import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Period } from '../../src/lib/domain/period.ts';
import type { Measures, Rows } from '../../src/lib/domain/rows.ts';
import { compress } from '../../src/lib/server/core/snapshot/compressed.ts';
import { scopeRows } from '../../src/lib/server/core/snapshot/scope-rows.ts';
import { demoRows, streamOf } from '../demo-rows.ts';
import type { Topic } from '../line.ts';
import { medianTime } from '../timing.ts';

const gzipped = promisify(gzip);

/** One part of a snapshot from warm columns to the bytes that are sent: Arrow with zstd against JSON with gzip. */
export const snapshotPublish: Topic = {
  name: 'Snapshot publish',
  async run() {
    const { publisher, fold, periods } = demoRows();
    const every = fold.world.indicators.map(({ ordinal }) => ordinal);
    const period = periods.at(-2)!;
    const lines = [];
    for (const [what, root, depth] of [
      ['Đà Nẵng down to the group', '48@2025-07-01', 'group'],
      ['the country down to the commune', 'VN@1945-09-02', 'commune']
    ] as const) {
      const view = publisher.view({ root, depth });
      if (!view) throw new Error(`the demo has no ${root}`);
      const rowsOf = (at: Period) => scopeRows(publisher.warm, view, at, every);
      const length = rowsOf(period).length;
      const arrow = async () => compress(new Uint8Array(streamOf(rowsOf(period), period).bytes), 'zstd');
      const json = async () => gzipped(JSON.stringify(objectsOf(rowsOf(period))));
      const title = `A month of ${what}, ${length.toLocaleString('en')} rows`;
      const peer = 'JSON + gzip';
      const times = [1, 2, 3, 4, 5, 6, 7];
      lines.push({
        what: title,
        peer,
        ours: await medianTime(times, arrow, 2),
        theirs: await medianTime(times.slice(0, 3), json, 1),
        unit: 'ms' as const
      });
      const [ours, theirs] = [(await arrow()).byteLength / 1024, (await json()).byteLength / 1024];
      lines.push({ what: title, peer, ours, theirs, unit: 'KB' as const });
    }
    return lines;
  }
};

/** Rows as a plain JSON interface would send them. */
function objectsOf(rows: Rows) {
  return Array.from({ length: rows.length }, (_, i) => ({
    node: rows.node[i],
    indicator: rows.indicator[i],
    period: rows.period[i],
    expected: rows.expected[i],
    expectedBase: rows.expectedBase[i],
    target: rows.targetNum[i]! < 0 ? null : rows.targetNum[i]! / rows.targetDen[i]!,
    all: measuresOf(rows.all, i),
    approved: measuresOf(rows.approved, i)
  }));
}

function measuresOf(of: Measures, i: number) {
  const some = (value: number) => (value < 0 ? null : value);
  return {
    num: some(of.num[i]!),
    den: some(of.den[i]!),
    fresh: of.fresh[i],
    carried: of.carried[i],
    oldestAge: some(of.oldestAge[i]!),
    freshBase: of.freshBase[i]
  };
}
