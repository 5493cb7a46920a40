import type { Database } from '../engine/database.ts';
import { Superseded } from '../engine/faults.ts';
import { LEVELS } from '../domain/unit.ts';
import { comparePeriods } from '../queries/compare-periods.ts';
import { contributionsOf } from '../queries/contributions-of.ts';
import { trendOf } from '../queries/trend-of.ts';
import type { Board } from './board.svelte.ts';

/** Asks the engine everything that the board shows besides colours and figures; an outdated question is dropped. */
export async function askAll(database: Database, board: Board): Promise<void> {
  const { unit, level, day, period, basis, questions } = board;
  const subject = questions.subjectOf(board);
  const indicator = board.chosen.ordinal;
  const node = board.trendPlace.ordinal;
  const place = { unit: unit.ordinal, level: LEVELS.indexOf(level), day };
  const from = board.trendPeriods[0] ?? period;
  try {
    const [trend, contributions, crossings] = await Promise.all([
      database.ask(trendOf({ node, indicator, from, to: period }, basis), { purpose: 'trend' }),
      database.ask(contributionsOf(place, { indicator, period }, basis), { purpose: 'contributions' }),
      database.ask(comparePeriods(place, { indicator, before: period - 1, after: period }, basis), {
        purpose: 'crossings'
      })
    ]);
    questions.take(subject, { trend, contributions, crossings });
  } catch (cause) {
    if (!(cause instanceof Superseded)) throw cause;
  }
}
