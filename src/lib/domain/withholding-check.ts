import { exchange, type Exchange, type Mover, type Silence } from './withholding-exchange.ts';
import type { FamilyValues } from './withholding-values.ts';

/** A withheld group as it shows in the sum of a unit above it: through all units between. */
export type Hidden = Mover;

const [DEN, NUM] = [1, 2];
/** Pairs of groups that are tried in one observation: where so many leave something open, it counts as found out. */
const MOST_PAIRS = 400;

/**
 * Whether figures of withheld groups, and of the units between them and a unit that is told, stay hidden in its sums:
 * each must take part in an exchange that leaves its denominator and its numerator open.
 */
export class SumCheck {
  readonly #values: FamilyValues;
  readonly #silence: Silence;
  /** By pair of groups and observation; null where the two cannot be exchanged. */
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
    for (const { group, units } of standing) for (const row of [group, ...units]) open.set(row, 0);
    let left = MOST_PAIRS;
    for (const one of standing) {
      for (const other of standing) {
        if (isOpen(open, one)) break;
        if (one === other) continue;
        if (left-- === 0) return true;
        this.#exchangeIn(one, other, observation, open);
      }
      if (!isOpen(open, one)) return true;
    }
    return false;
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

  #exchangeIn(one: Hidden, other: Hidden, observation: number, open: Map<number, number>): void {
    const [more, less] = apart(one, other);
    const found = this.#exchangeOf(more, less, observation);
    if (!found) return;
    const { indicator } = this.#values.observations[observation]!;
    const left = (found.isWideInDen ? DEN : 0) | (found.wideInNum.has(indicator) ? NUM : 0);
    for (const { group, units } of [more, less])
      for (const row of [group, ...units]) open.set(row, open.get(row)! | left);
  }

  #exchangeOf(more: Mover, less: Mover, observation: number): Exchange | null {
    const [low, high] = more.group < less.group ? [more, less] : [less, more];
    const key = `${low.group} ${high.group}`;
    let known = this.#exchanges.get(key);
    if (!known) this.#exchanges.set(key, (known = new Map<number, Exchange | null>()));
    let found = known.get(observation);
    if (found !== undefined) return found;
    found = exchange(this.#values, [low, high], observation, this.#silence);
    for (const k of found?.observations ?? [observation]) known.set(k, found);
    return found;
  }
}

/** Two groups, each with the units above it that the other is not in: what they exchange leaves the others as they are. */
function apart(one: Hidden, other: Hidden): readonly [Mover, Mover] {
  const without = (these: Hidden, those: Hidden): Mover => {
    const isApart = (unit: number) => !those.units.includes(unit);
    return {
      group: these.group,
      units: these.units.filter(isApart),
      gates: these.gates.filter(isApart)
    };
  };
  return [without(one, other), without(other, one)];
}

function isOpen(open: ReadonlyMap<number, number>, { group, units }: Hidden): boolean {
  return [group, ...units].every((row) => open.get(row) === (DEN | NUM));
}
