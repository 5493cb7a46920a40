import { DatabaseSync } from 'node:sqlite';
import { expectedSteps, FilingSheet } from '../../src/lib/domain/filing-sheet.ts';
import { atOnce } from '../../src/lib/server/core/in-turns.ts';
import { deadlineOf } from '../../src/lib/domain/deadline.ts';
import { demoRows, NOW } from '../demo-rows.ts';
import type { Topic } from '../line.ts';
import { medianTime } from '../timing.ts';

/** Who has filed by when, for every group and unit of the country: from the books against a query over tables. */
export const filingSheet: Topic = {
  name: 'Filing sheet',
  async run() {
    const { fold, periods } = demoRows();
    const { world, book, steps } = fold;
    const books = { world, book, chains: steps.chains, closing: steps.closing };
    const period = periods.at(-2)!;
    const ours = () => Promise.resolve(FilingSheet.of(books, period, NOW));
    const [chain] = steps.chains.all.filter(({ province, validTo }) => province === null && validTo === null);
    const due = chain && deadlineOf(chain, chain.steps[0]!, period, world.profile, () => false)?.at;

    const db = new DatabaseSync(':memory:');
    db.exec('create table above (node int, unit int); create table version (node int, at int, position int)');
    const expected = atOnce(expectedSteps(world, period));
    const above = db.prepare('insert into above values (?, ?)');
    const version = db.prepare('insert into version values (?, ?, ?)');
    db.exec('begin');
    for (const [node, is] of expected.entries()) {
      if (!is) continue;
      for (const unit of world.tree.upward(node)) above.run(node, unit.ordinal);
      for (const { at, position } of book.versionsOf(node, period)) version.run(node, at, position);
    }
    db.exec('commit; create index version_node on version (node)');
    const query = db.prepare(
      `select unit, count(*), count(first), sum(first < ?), sum(first >= ?) from above left join
       (select node, min(at) as first from version group by node) using (node) group by unit`
    );
    const theirs = () => Promise.resolve(query.all(due ?? 0, due ?? 0));
    const times = [1, 2, 3, 4, 5, 6, 7];
    const groups = expected.reduce((sum, is) => sum + is, 0);
    return [
      {
        what: `A month of the country, ${groups.toLocaleString('en')} groups and every unit above`,
        peer: 'SQLite in memory',
        ours: await medianTime(times, ours, 2),
        theirs: await medianTime(times, theirs, 1),
        unit: 'ms'
      }
    ];
  }
};
