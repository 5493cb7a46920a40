import { figuresAt, stateOf, STATES, type State } from '../../../domain/attainment.ts';
import type { FieldFault } from '../../../api/outcome.ts';
import { formatPeriod, type Day, type Period } from '../../../domain/period.ts';
import type { Rows } from '../../../domain/rows.ts';
import type { Target } from '../../../domain/target.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { IndicatorNode } from '../../../domain/world.ts';
import type { Inheriting, Overlap, StateCounts, TargetChange, TargetPreview } from '../../../api/targets.ts';
import type { Publisher } from '../../core/snapshot/publish.ts';
import { figuresPeriod } from './filed.ts';
import { sumsOf, type JudgedTarget } from './judge.ts';
import { nameOf, rowId } from './recipients.ts';
import { shown } from './sheet.ts';

/** What saving would change: old and new per recipient, the bands by the newest figures, sums, overlaps. */
export function previewOf(
  publisher: Publisher,
  now: number,
  unit: UnitNode,
  { from, to }: { readonly from: Day; readonly to: Day | null },
  judged: readonly JudgedTarget[],
  faults: readonly FieldFault[]
): TargetPreview {
  const { world, structure } = publisher.fold;
  const period = figuresPeriod(world, now, to);
  const changes = judged.map((one) => changeOf(publisher, one, period, from));
  return {
    structure,
    period: formatPeriod(period),
    changes,
    before: counted(changes.map(({ stateBefore }) => stateBefore)),
    after: counted(changes.map(({ stateAfter }) => stateAfter)),
    sums: sumsOf(world, unit, from, judged),
    inheriting: inheritingOf(publisher, judged, period, from),
    faults
  };
}

function changeOf(
  publisher: Publisher,
  { target, indicator: { ordinal, indicator }, node }: JudgedTarget,
  period: Period,
  from: Day
): TargetChange {
  const { world } = publisher.fold;
  const held = world.targets.holding(world.tree, ordinal, indicator.kind, node, from);
  const own = world.targets.given(ordinal, node, from);
  const rows = publisher.warm.rows(ordinal, period);
  const at = world.tree.nodes[node]!;
  return {
    id: rowId(at),
    name: nameOf(at),
    indicator: indicator.code,
    before: held && { value: held.value, assigned: held.assigned ?? null, isInherited: own === null },
    after: { value: target.value, assigned: target.assigned ?? null },
    stateBefore: stateWith(rows, node, { ordinal, indicator }, held),
    stateAfter: stateWith(rows, node, { ordinal, indicator }, target),
    overlaps: overlapsOf(
      [...world.targets.ofNode(node)].filter((one) => one.indicator === ordinal).map((one) => one.target),
      target
    )
  };
}

/** The state of a node's newest figures under some target. */
function stateWith(rows: Rows, node: number, { indicator }: IndicatorNode, target: Target | null): State {
  const figures = figuresAt(rows, node, 'all');
  const { num, den } = target?.value ?? { num: -1, den: 1 };
  return STATES[stateOf(indicator, { ...figures, targetNum: num, targetDen: den })]!;
}

/** The earlier targets of one recipient that a new one meets (`TargetBook.put`, `given`). */
function overlapsOf(earlier: readonly Target[], next: Target): Overlap[] {
  return earlier.flatMap((old): Overlap[] => {
    const target = shown(old);
    if (old.validFrom === next.validFrom) return [{ target, effect: 'replaced' }];
    if (old.validFrom > next.validFrom)
      return next.validTo === null || old.validFrom < next.validTo ? [{ target, effect: 'takesOver' }] : [];
    if (old.validTo !== null && old.validTo <= next.validFrom) return [];
    const outlives = next.validTo !== null && (old.validTo === null || old.validTo > next.validTo);
    return [{ target, effect: outlives ? 'returns' : 'superseded' }];
  });
}

/** Of each share the groups at and below its recipients that have no nearer target, and where they stand. */
function inheritingOf(
  publisher: Publisher,
  judged: readonly JudgedTarget[],
  period: Period,
  from: Day
): Inheriting[] {
  const { world } = publisher.fold;
  const byIndicator = new Map<number, { node: IndicatorNode; news: Map<number, Target> }>();
  for (const { target, indicator, node } of judged) {
    if (indicator.indicator.kind !== 'share') continue;
    let found = byIndicator.get(indicator.ordinal);
    if (!found) byIndicator.set(indicator.ordinal, (found = { node: indicator, news: new Map() }));
    found.news.set(node, target);
  }
  return [...byIndicator.values()].map(({ node, news }) => {
    const rows = publisher.warm.rows(node.ordinal, period);
    const before: State[] = [];
    const after: State[] = [];
    for (const group of world.expected(node.ordinal, period).groups) {
      for (const above of world.tree.upward(group)) {
        const next = news.get(above.ordinal);
        if (next) {
          before.push(
            stateWith(
              rows,
              group,
              node,
              world.targets.holding(world.tree, node.ordinal, 'share', group, from)
            )
          );
          after.push(stateWith(rows, group, node, next));
          break;
        }
        if (world.targets.given(node.ordinal, above.ordinal, from)) break;
      }
    }
    return {
      indicator: node.indicator.code,
      groups: after.length,
      before: counted(before),
      after: counted(after)
    };
  });
}

function counted(states: readonly State[]): StateCounts {
  const counts: Partial<Record<State, number>> = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
