import { addDays, startOfDay } from '../../../domain/deadline.ts';
import type { FigureThen } from '../../../domain/meeting.ts';
import { formatPeriod, reportedPeriod, type Day, type Period } from '../../../domain/period.ts';
import { makeRows, type Rows } from '../../../domain/rows.ts';
import type { Node } from '../../../domain/tree.ts';
import type { IndicatorNode } from '../../../domain/world.ts';
import type { DatedFigure } from '../../../api/meetings.ts';
import { figureNow } from '../../context/profile/figure.ts';
import { tellingOf, type ProfileDesk } from '../../context/profile/desk.ts';

/** The month whose figures are looked at at a moment: the one being reported then, else the last in which the node stood. */
function periodOf({ publisher }: ProfileDesk, node: Node, at: number): Period {
  const { world, touches } = publisher.fold;
  const reported = reportedPeriod(at, world.profile);
  if (world.alive(reported)[node.ordinal] === 1) return reported;
  return touches.periods.findLast((period) => world.alive(period)[node.ordinal] === 1) ?? reported;
}

/**
 * A figure to be kept beside what is promised about it: of the month that the meeting looked at on its day, whenever
 * it is written down; of a meeting yet to come the month of today.
 */
export function figureToKeep(
  desk: ProfileDesk,
  node: Node,
  indicator: IndicatorNode,
  meeting: Day
): FigureThen {
  const period = periodOf(desk, node, Math.min(desk.now, startOfDay(addDays(meeting, 1)) - 1));
  const rows = desk.publisher.warm.rows(indicator.ordinal, period);
  const i = node.ordinal;
  const { num, den, fresh, freshBase } = rows.all;
  return {
    period,
    num: num[i]!,
    den: den[i]!,
    expected: rows.expected[i]!,
    expectedBase: rows.expectedBase[i]!,
    fresh: fresh[i]!,
    freshBase: freshBase[i]!,
    targetNum: rows.targetNum[i]!,
    targetDen: rows.targetDen[i]!
  };
}

/** A figure as it was kept. */
export function figureKept(
  desk: ProfileDesk,
  node: Node,
  indicator: IndicatorNode,
  then: FigureThen
): DatedFigure {
  const rows = rowOf(node, indicator, then);
  const figure = figureNow(rows, 0, indicator, 'all', tellingOf(desk, node.ordinal));
  return { ...figure, period: formatPeriod(then.period) };
}

/** The same as it stands now. */
export function figureOfToday(desk: ProfileDesk, node: Node, indicator: IndicatorNode): DatedFigure {
  const period = periodOf(desk, node, desk.now);
  const rows = desk.publisher.warm.rows(indicator.ordinal, period);
  const figure = figureNow(rows, node.ordinal, indicator, 'all', tellingOf(desk, node.ordinal));
  return { ...figure, period: formatPeriod(period) };
}

function rowOf(node: Node, indicator: IndicatorNode, then: FigureThen): Rows {
  const rows = makeRows(1);
  rows.node[0] = node.ordinal;
  rows.indicator[0] = indicator.ordinal;
  rows.period[0] = then.period;
  rows.expected[0] = then.expected;
  rows.expectedBase[0] = then.expectedBase;
  rows.targetNum[0] = then.targetNum;
  rows.targetDen[0] = then.targetDen;
  rows.all.num[0] = then.num;
  rows.all.den[0] = then.den;
  rows.all.fresh[0] = then.fresh;
  rows.all.freshBase[0] = then.freshBase;
  return rows;
}
