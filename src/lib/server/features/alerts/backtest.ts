import { setImmediate as nextTurn } from 'node:timers/promises';
import { QUIET, stepAlert, type AlertRule, type AlertState } from '../../../domain/alert.ts';
import { startOfDay } from '../../../domain/deadline.ts';
import type { Patience } from '../../../domain/matter-rules.ts';
import { currentPeriod, formatPeriod, lastDay, reportedPeriod, type Period } from '../../../domain/period.ts';
import type { BacktestAnswer, BacktestPoint } from '../../../wire/alerts.ts';
import type { Publisher } from '../../core/snapshot/publish.ts';
import {
  filedTimes,
  measureFiled,
  measureIndicator,
  measureMatters,
  measureNow,
  unitsOf,
  type Measured
} from './measure.ts';

const DAY = 86_400_000;
const MONTHS = 12;
/** For so many days after its moment the share of who has filed is looked at. */
const FILED_DAYS = 20;
const NAMED = 60;
/** Longer than this a test is not run; what it found so far is the answer, milliseconds. */
const BACKTEST_MS = 12_000;

interface Found {
  state: AlertState;
  readonly firings: { readonly period: Period; readonly at: number; readonly value: number }[];
}

/**
 * When a rule would have fired over the last twelve months: indicators at the end of each month by what is known of it
 * today, who had filed day by day from the receipts, difficulties week by week from their steps. A minimum time is
 * left out: between two looks nothing is known. `progress` hears how many months are done. At last the rule is looked at
 * as the watch looks at one that was just kept: it begins quiet, so what began in an earlier month and is between its two
 * thresholds does not hold.
 */
export async function backtest(
  publisher: Publisher,
  rule: AlertRule,
  {
    now,
    patience,
    progress
  }: { readonly now: number; readonly patience: Patience; readonly progress: (done: number) => void }
): Promise<BacktestAnswer> {
  const { fold } = publisher;
  const { profile } = fold.world;
  const judged: AlertRule = { ...rule, hold: 0 };
  const { measure } = rule;
  const newest = measure.subject === 'matters' ? currentPeriod(now, profile) : reportedPeriod(now, profile);
  const periods = Array.from({ length: MONTHS }, (_, i) => newest - MONTHS + 1 + i);
  const units = new Map<number, Found>();
  const points: BacktestPoint[] = [];
  const begun = performance.now();
  let done = 0;
  let looked = 0;
  for (const period of periods) {
    if (performance.now() - begun > BACKTEST_MS) break;
    await nextTurn();
    const nodes = unitsOf(fold, rule, period);
    let [fired, cleared, able] = [0, 0, 0];
    const look = (i: number, at: number, { value, base }: Measured) => {
      let found = units.get(nodes[i]!);
      if (!found) units.set(nodes[i]!, (found = { state: QUIET, firings: [] }));
      if (value !== null && base >= rule.floor) able += 1;
      const next = stepAlert(judged, found.state, { at, value, base });
      found.state = next.state;
      if (next.event === 'fired') {
        fired += 1;
        found.firings.push({ period, at, value: value ?? 0 });
      } else if (next.event === 'cleared') cleared += 1;
    };
    const [from, to] = [
      startOfDay(lastDay(period - 1, profile)) + DAY,
      startOfDay(lastDay(period, profile)) + DAY
    ];
    if (measure.subject === 'filed') {
      for (const found of units.values()) found.state = { ...QUIET, count: found.state.count };
      const times = filedTimes(fold, nodes, period, now, false);
      for (const [i, of] of times.entries()) {
        if (of.deadline === null) continue;
        const first = of.deadline + measure.hours * 3_600_000;
        for (let day = 0; day <= FILED_DAYS && first + day * DAY <= now; day++)
          look(i, first + day * DAY, measureFiled(of, measure.hours, first + day * DAY));
      }
    } else if (measure.subject === 'matters') {
      for (let at = from + 7 * DAY; at <= Math.min(to, now); at += 7 * DAY) {
        const found = measureMatters(fold, nodes, measure.state, { at, patience });
        found.forEach((one, i) => look(i, at, one));
      }
    } else {
      // A month's figures are filed in the weeks after it.
      const at = Math.min(now, startOfDay(lastDay(period + 1, profile)) + DAY);
      measureIndicator(publisher, measure, nodes, period).forEach((one, i) => look(i, at, one));
    }
    let holding = 0;
    for (const node of nodes) if (units.get(node)?.state.fired) holding += 1;
    points.push({
      period: formatPeriod(period),
      fired,
      cleared,
      holding,
      units: nodes.length,
      judged: Math.min(able, nodes.length)
    });
    looked = Math.max(looked, nodes.length);
    progress(++done);
  }
  const { tree } = fold.world;
  const fired = [...units].filter(([, { firings }]) => firings.length > 0);
  fired.sort((a, b) => b[1].firings.length - a[1].firings.length || a[0] - b[0]);
  return {
    points,
    complete: done === periods.length,
    now: holdingOnce(publisher, judged, now, patience),
    units: looked,
    firedUnits: fired.length,
    firings: fired.reduce((sum, [, { firings }]) => sum + firings.length, 0),
    named: fired.slice(0, NAMED).flatMap(([ordinal, { firings, state }]) => {
      const node = tree.nodes[ordinal];
      if (node?.kind !== 'unit') return [];
      const told = firings.map(({ period, at, value }) => ({ period: formatPeriod(period), at, value }));
      return [{ unit: node.key, name: node.unit.fullName, holds: state.fired, firings: told }];
    })
  };
}

/** For how many units a rule holds that is kept at this moment. */
function holdingOnce(publisher: Publisher, rule: AlertRule, now: number, patience: Patience): number {
  const { fold } = publisher;
  const period = reportedPeriod(now, fold.world.profile);
  const nodes = unitsOf(fold, rule, period);
  const measured = measureNow(publisher, rule, nodes, { period, now, patience });
  return measured.filter((found) => stepAlert(rule, QUIET, { at: now, ...found }).state.fired).length;
}
