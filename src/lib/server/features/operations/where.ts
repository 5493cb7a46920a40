import { holdersOfHalf } from '../../../domain/half.ts';
import { nextDeadline } from '../../../domain/deadline.ts';
import { formatPeriod, lastDay, reportedPeriod } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { OperationsAnswer } from '../../../api/operations.ts';
import { unitAt } from '../../context/matters/views.ts';
import type { OperationsDesk } from './desk.ts';

const COMMUNE_LEVEL = 3;

/** Open items by the unit at which a map marks them: the commune; from a commune down the unit of the group. */
export class OpenPlaces {
  readonly #desk: OperationsDesk;
  readonly #isNear: boolean;
  readonly #things = new Map<number, number>();

  constructor(desk: OperationsDesk, { level }: UnitNode) {
    this.#desk = desk;
    this.#isNear = level >= COMMUNE_LEVEL;
  }

  /** Adds items that are about a unit or group. */
  add(node: number, things: number): void {
    const { fold, base } = this.#desk;
    const one = fold.world.tree.nodes[node];
    const own = one?.kind === 'group' ? one.parent : node;
    const place = this.#isNear ? own : (base.places()[node] ?? own);
    this.#things.set(place, (this.#things.get(place) ?? 0) + things);
  }

  places(): OperationsAnswer['places'] {
    const { tree } = this.#desk.fold.world;
    return [...this.#things].flatMap(([ordinal, things]) => {
      const node = unitAt(tree, ordinal);
      return node ? [{ unit: node.key, things }] : [];
    });
  }

  /** In how few of the places half of the items are. */
  half(): OperationsAnswer['half'] {
    const counts = [...this.#things.values()];
    return { units: holdersOfHalf(counts), of: counts.length };
  }
}

/** The deadline ahead that concerns a unit or what lies below it. */
export function nextOf({ fold, now }: OperationsDesk, unit: UnitNode): OperationsAnswer['next'] {
  const { world, steps } = fold;
  const reported = reportedPeriod(now, world.profile);
  const chain = steps.chains.holding(world.tree, unit.ordinal, lastDay(reported, world.profile));
  if (!chain) return null;
  const isHoliday = (day: string) => steps.chains.isHoliday(day);
  const next = nextDeadline(chain, unit.level, [reported, reported + 1], world.profile, isHoliday, now);
  return (
    next && {
      at: next.at,
      period: formatPeriod(next.period),
      from: next.step.fromName,
      to: next.step.toName,
      illustrative: chain.illustrative
    }
  );
}
