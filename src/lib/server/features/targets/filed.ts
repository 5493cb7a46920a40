import { dayBefore } from '../../../domain/deadline.ts';
import { periodOfDay, reportedPeriod, type Day, type Period } from '../../../domain/period.ts';
import { holdsOn } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';

/** How many months are looked at, at most: no target of people holds for longer. */
const MOST_PERIODS = 60;

/**
 * Whether anybody at or below a node files an indicator in any month in which a target holds: in its first one, in the
 * one whose figures are shown, or in between. Who files changes only on days on which something begins or ends.
 */
export class Filed {
  readonly #world: World;
  readonly #now: number;
  readonly #from: Day;
  readonly #to: Day | null;
  #periods: readonly Period[] | null = null;
  /** By indicator, for every node, and how many of the periods are in it. */
  readonly #marks = new Map<number, { readonly nodes: Uint8Array; periods: number }>();

  constructor(world: World, now: number, from: Day, to: Day | null) {
    this.#world = world;
    this.#now = now;
    this.#from = from;
    this.#to = to;
  }

  at(indicator: number, node: number): boolean {
    let marks = this.#marks.get(indicator);
    if (!marks) {
      marks = { nodes: new Uint8Array(this.#world.tree.nodes.length), periods: 0 };
      this.#marks.set(indicator, marks);
    }
    this.#periods ??= this.#monthsOfChange();
    while (marks.nodes[node] === 0 && marks.periods < this.#periods.length)
      this.#mark(indicator, this.#periods[marks.periods++]!, marks.nodes);
    return marks.nodes[node] === 1;
  }

  #mark(indicator: number, period: Period, marks: Uint8Array): void {
    const { nodes } = this.#world.tree;
    for (const group of this.#world.expected(indicator, period).groups) {
      // What stands above a marked node is marked already.
      for (let node = group; node >= 0 && marks[node] === 0; node = nodes[node]!.parent) marks[node] = 1;
    }
  }

  /** The first month, the one whose figures are shown, then every one in which something begins or has ended. */
  #monthsOfChange(): Period[] {
    const { profile, tree, indicators } = this.#world;
    const span = { validFrom: this.#from, validTo: this.#to };
    const days = new Set<Day>();
    const take = (thing: { readonly validFrom: Day; readonly validTo: Day | null }) => {
      for (const day of [thing.validFrom, thing.validTo])
        if (day !== null && holdsOn(span, day)) days.add(day);
    };
    for (const node of tree.nodes) take(node.kind === 'unit' ? node.unit : node.group);
    for (const { indicator } of indicators) take(indicator);
    const months = [...days].sort().map((day) => periodOfDay(day, profile));
    const first = [periodOfDay(this.#from, profile), figuresPeriod(this.#world, this.#now, this.#to)];
    return [...new Set([...first, ...months])].slice(0, MOST_PERIODS);
  }
}

/** The period whose figures show what targets come to: the newest reported one in which they can still hold. */
export function figuresPeriod(world: World, now: number, to: Day | null): Period {
  const reported = reportedPeriod(now, world.profile);
  return to === null ? reported : Math.min(reported, periodOfDay(dayBefore(to), world.profile));
}
