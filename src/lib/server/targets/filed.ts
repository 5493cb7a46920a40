import { periodOfDay, reportedPeriod, type Day, type Period } from '../../domain/period.ts';
import type { World } from '../../domain/world.ts';

/**
 * Whether anybody at or below a node files an indicator while a target holds: in its first period, or in the one whose
 * figures are shown.
 */
export class Filed {
  readonly #world: World;
  readonly #periods: ReadonlySet<Period>;
  /** By indicator, for every node. */
  readonly #marks = new Map<number, Uint8Array>();

  constructor(world: World, now: number, from: Day, to: Day | null) {
    this.#world = world;
    this.#periods = new Set([periodOfDay(from, world.profile), figuresPeriod(world, now, to)]);
  }

  at(indicator: number, node: number): boolean {
    let marks = this.#marks.get(indicator);
    if (!marks) this.#marks.set(indicator, (marks = this.#mark(indicator)));
    return marks[node] === 1;
  }

  #mark(indicator: number): Uint8Array {
    const { nodes } = this.#world.tree;
    const marks = new Uint8Array(nodes.length);
    for (const period of this.#periods) {
      for (const group of this.#world.expected(indicator, period).groups) {
        // What stands above a marked node is marked already.
        for (let node = group; node >= 0 && marks[node] === 0; node = nodes[node]!.parent) marks[node] = 1;
      }
    }
    return marks;
  }
}

/** The period whose figures show what targets come to: the newest reported one in which they can still hold. */
export function figuresPeriod(world: World, now: number, to: Day | null): Period {
  const reported = reportedPeriod(now, world.profile);
  return to === null ? reported : Math.min(reported, periodOfDay(dayBefore(to), world.profile));
}

function dayBefore(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
