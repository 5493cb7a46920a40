import type { readToday, TodayAnswer } from '../../../api/wall.ts';
import { MAY_NOT_SEE, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { Principal } from '../../../domain/access.ts';
import { MET, stateOf } from '../../../domain/attainment.ts';
import { parsePeriod } from '../../../domain/period.ts';
import type { ReplayRows } from '../../../domain/replay-sums.ts';
import { replaySteps } from '../../../domain/replay.ts';
import { scopeOf } from '../../../wire/scope.ts';
import { MOST_CHANGES, MOST_FRAMES } from '../../../wire/replay.ts';
import { arrivalsOfDay } from '../../context/arrivals/day.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Asked } from '../../http/serve.ts';
import { inTurns } from '../../core/in-turns.ts';
import type { Publisher } from '../../core/snapshot/publish.ts';
import { placedRows } from '../../core/snapshot/scope-rows.ts';
import type { ScopeView } from '../../core/snapshot/scope-view.ts';

const HOURS = 24;
const MS_OF_DAY = 86_400_000;
/** Who reached the target is worked out anew after this, milliseconds: it takes a pass over the groups. */
const REUSED_MS = 60_000;
const MOST_KEPT = 500;

type Reached = TodayAnswer['reached'];
interface Kept {
  readonly at: number;
  readonly reached: Promise<Reached>;
}
const kept = new WeakMap<Publisher, Map<string, Kept>>();

/** What came today at and below a unit against the usual, and who reached the target of an indicator since yesterday. */
export async function todayFor(
  {
    runtime: { publisher, clock, mayRead, fewIn },
    principal
  }: {
    readonly runtime: Pick<CurrentRuntime, 'publisher' | 'clock' | 'mayRead' | 'fewIn'>;
    readonly principal: Principal;
  },
  { params }: Pick<Asked<typeof readToday>, 'params'>
): Promise<Outcome<TodayAnswer>> {
  const { fold } = publisher;
  const scope = scopeOf(params.unit, params.level);
  const view = scope && publisher.view(scope, fewIn(principal, scope.root));
  const indicator = fold.world.indicator(params.indicator)?.ordinal;
  const period = parsePeriod(params.period);
  const node = scope && fold.world.tree.unit(scope.root);
  if (!view || !node || indicator === undefined || period === null) return UNKNOWN;
  if (!publisher.views.periods(view).includes(period)) return UNKNOWN;
  if (!mayRead(principal, view.scope)) return MAY_NOT_SEE;
  const now = clock();
  const { from, today, before, days } = arrivalsOfDay(fold, node.ordinal, now, HOURS);
  const subject = { indicator, period, from: from - MS_OF_DAY };
  return {
    unit: node.key,
    now,
    from,
    ...{ hours: [...today], before: [...before], days },
    reached: await reachedOf(publisher, view, subject)
  };
}

function reachedOf(
  publisher: Publisher,
  view: ScopeView,
  subject: { readonly indicator: number; readonly period: number; readonly from: number }
): Promise<Reached> {
  let held = kept.get(publisher);
  if (!held) kept.set(publisher, (held = new Map<string, Kept>()));
  const key = `${view.key} ${subject.indicator} ${subject.period} ${subject.from}`;
  const known = held.get(key);
  const moment = performance.now();
  if (known && moment - known.at < REUSED_MS) return known.reached;
  if (held.size >= MOST_KEPT) held.clear();
  const reached = workOut(publisher, view, subject);
  held.set(key, { at: moment, reached });
  reached.catch(() => held.delete(key));
  return reached;
}

async function workOut(
  { fold, warm, spent }: Publisher,
  { scope, root, nodes }: ScopeView,
  subject: { readonly indicator: number; readonly period: number; readonly from: number }
): Promise<Reached> {
  const { indicator, period } = subject;
  await warm.readyUnits([indicator], [period]);
  const { world } = fold;
  const steps = replaySteps(
    { world, book: fold.book, position: fold.position },
    { ...subject, root, nodes, to: Infinity, basis: 'approved' },
    { frames: MOST_FRAMES, rows: MOST_CHANGES }
  );
  const film = await inTurns(steps, spent);
  const { rows, placeOf } = placedRows(warm, { scope }, indicator, period);
  const measured = world.indicators[indicator]?.indicator;
  if (!measured) return [];
  const met = new Map<number, boolean>();
  const crossed = new Map<number, number>();
  const take = (changed: ReplayRows, at: number | null) => {
    for (const [i, node] of changed.node.entries()) {
      const row = placeOf(node);
      if (row < 0 || (rows.expected[row] ?? 0) <= 0) continue;
      const isMet =
        stateOf(measured, {
          num: changed.num[i] ?? -1,
          den: changed.den[i] ?? -1,
          expected: rows.expected[row] ?? 0,
          expectedBase: rows.expectedBase[row] ?? 0,
          targetNum: rows.targetNum[row] ?? -1,
          targetDen: rows.targetDen[row] ?? 1
        }) === MET;
      if (at !== null && isMet && met.get(node) !== true) crossed.set(node, at);
      if (!isMet) crossed.delete(node);
      met.set(node, isMet);
    }
  };
  take(film.base, null);
  for (const frame of film.frames) take(frame.rows, frame.at);
  return [...crossed]
    .sort(([, a], [, b]) => b - a)
    .flatMap(([ordinal, at]) => {
      const node = world.tree.nodes[ordinal];
      if (node?.kind !== 'unit' || ordinal === root) return [];
      return [{ unit: node.key, fullName: node.unit.fullName, at }];
    });
}
