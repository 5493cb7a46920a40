import { exchange, type Exchange, type Mover, type Silence } from './withholding-exchange.ts';
import type { FamilyValues } from './withholding-values.ts';

/** A withheld group as it shows in the sum of a unit above it: through all units between. */
export type Hidden = Mover;

const [DEN, NUM, ALL] = [1, 2, 3];
/** Others that take part in an exchange. */
const MOST_OTHERS = 8;

/**
 * Whether figures of withheld groups, and of the units between them and a unit that is told, stay hidden in its sums:
 * each must take part in an exchange that leaves its denominator and its numerator open.
 */
export class SumCheck {
  readonly #values: FamilyValues;
  readonly #silence: Silence;
  /** By those who take part, and observation; null where nothing can be exchanged. */
  readonly #exchanges = new Map<string, Map<number, Exchange | null>>();

  constructor(values: FamilyValues, silence: Silence) {
    this.#values = values;
    this.#silence = silence;
  }

  /** The groups whose values stand in a unit's sum unseen in an observation. */
  standing(hidden: readonly Hidden[], observation: number): Hidden[] {
    return hidden.filter(
      ({ group, gates }) =>
        this.#values.columns(group).filings[observation]!.length > 0 &&
        gates.every((gate) => this.#silence.isUntold(gate, observation))
    );
  }

  /** Whether something withheld can be narrowed down in an observation of a unit that is told. */
  isFoundOut(hidden: readonly Hidden[], observation: number): boolean {
    const standing = this.standing(hidden, observation);
    if (standing.length === 0) return false;
    if (standing.length === 1) return true;
    const open = new Map<number, number>();
    for (const one of standing) {
      const { group, units } = one;
      const branch = branchOf(one);
      const elsewhere = firsts(
        standing.filter((other) => branchOf(other) !== branch),
        branchOf
      );
      const left = this.#leftOpen(one, elsewhere, observation);
      for (const row of [group, ...units]) open.set(row, (open.get(row) ?? 0) | left);
      if (units.length === 0 || open.get(group) === ALL) continue;
      // Beside its neighbours no unit above it moves.
      const neighbours = standing.filter((other) => other !== one && other.units[0] === units[0]);
      const here = neighbours.slice(0, MOST_OTHERS).map((other) => ({ ...other, units: [], gates: [] }));
      open.set(group, open.get(group)! | this.#leftOpen({ group, units: [], gates: [] }, here, observation));
    }
    return [...open.values()].some((left) => left !== ALL);
  }

  /** All observations in which filings stand that stand unseen in one of them, and so on. */
  reachedFrom(hidden: readonly Hidden[], observation: number): ReadonlySet<number> {
    const reached = new Set([observation]);
    for (const k of reached)
      for (const { group } of this.standing(hidden, k)) {
        const { filings, standing } = this.#values.columns(group);
        for (const month of filings[k]!) for (const one of standing.get(month) ?? []) reached.add(one);
      }
    return reached;
  }

  /** What an exchange leaves open of a group's figure, and of the units' that move with it. */
  #leftOpen(more: Hidden, others: readonly Hidden[], observation: number): number {
    const found = others.length === 0 ? null : this.#exchangeOf(more, others, observation);
    if (!found) return 0;
    const { indicator } = this.#values.observations[observation]!;
    return (found.isWideInDen ? DEN : 0) | (found.wideInNum.has(indicator) ? NUM : 0);
  }

  #exchangeOf(more: Mover, others: readonly Mover[], observation: number): Exchange | null {
    const key = [more, ...others].map(({ group, units }) => `${group}/${units.length}`).join();
    let known = this.#exchanges.get(key);
    if (!known) this.#exchanges.set(key, (known = new Map<number, Exchange | null>()));
    let found = known.get(observation);
    if (found !== undefined) return found;
    found = exchange(this.#values, more, others, observation, this.#silence);
    for (const k of found?.observations ?? [observation]) known.set(k, found);
    return found;
  }
}

function branchOf({ group, units }: Hidden): number {
  return units.at(-1) ?? group;
}

/** One of each branch, the first few. */
function firsts(hidden: readonly Hidden[], branchOf: (one: Hidden) => number): Hidden[] {
  const found = new Map<number, Hidden>();
  for (const one of hidden) {
    if (!found.has(branchOf(one))) found.set(branchOf(one), one);
    if (found.size === MOST_OTHERS) break;
  }
  return [...found.values()];
}
