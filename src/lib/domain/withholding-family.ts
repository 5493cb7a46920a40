import type { Cells } from './cells.ts';
import type { Period } from './period.ts';
import type { Basis } from './rows.ts';
import { MIN_BASE } from './indicator.ts';
import { Puzzle, type Hidden, type Told } from './withholding-check.ts';
import { PartsBySize } from './withholding-parts.ts';
import { FamilyValues, type Family } from './withholding-values.ts';
import type { World } from './world.ts';

/** Figures of a group, for a period, that are others now: those of indicators of the family. */
export interface FamilyFigures {
  readonly group: number;
  readonly period: Period;
  readonly indicators: readonly number[];
}

/** What a unit withholds below it, in every month; and in which observations itself, since nothing below is enough. */
interface Plan {
  readonly withheld: ReadonlySet<number>;
  readonly untold: ReadonlySet<number>;
  /** What it tells of what is hidden below it. */
  readonly told: readonly Told[];
  /** The groups that it follows from: where another files, it stands. */
  readonly groups: ReadonlySet<number>;
}

/** A part of a unit that is withheld beside others, with the way down to a group of it. */
interface Companion {
  readonly branch: number;
  readonly withheld: readonly number[];
  readonly hidden: readonly Hidden[];
}

const NOTHING: Plan = { withheld: new Set(), untold: new Set(), told: [], groups: new Set() };

/**
 * What is withheld in one family of indicators: in every month and on either basis groups of a few, and beside them as
 * little as hides their counts; a unit above where that is not enough (docs/design/withholding.md). It follows from the figures that count and the register
 * alone, whatever the order in which they came.
 */
export class FamilyWithholding {
  readonly family: Family;
  readonly #world: World;
  readonly #values: FamilyValues;
  readonly #parts: PartsBySize;
  /** Groups of a few, by ordinal. */
  readonly #few = new Set<number>();
  /** How many groups of a few lie at or below a node. */
  readonly #inside: Int32Array;
  /** In which observations the sum of a unit is of a few; kept for units with groups of a few. */
  readonly #fewIn = new Map<number, Uint8Array>();
  /** Units whose sums hide a group of a few. */
  readonly #active = new Set<number>();
  readonly #plans = new Map<number, Plan>();
  #states: ReadonlyMap<number, string> | null = null;
  /** By how many plans a node is withheld. */
  readonly #withheld = new Map<number, number>();

  constructor(world: World, cells: Cells, family: Family, periods: readonly Period[]) {
    this.family = family;
    this.#world = world;
    this.#values = new FamilyValues(world, cells, family, periods);
    this.#parts = new PartsBySize(world.tree, family.base);
    this.#inside = new Int32Array(world.tree.nodes.length);
    const stale = new Set<number>();
    this.#turn(this.#values.candidates(), stale);
    this.#settleAll(stale);
  }

  /** Whether a node's counts are withheld in an indicator and period, on one basis. */
  hides(node: number, indicator: number, period: Period, basis: Basis): boolean {
    if (this.#isHidden(node)) return true;
    const untold = this.#plans.get(node)?.untold;
    if (!untold || untold.size === 0) return false;
    const place = this.#values.placeOf(indicator, period);
    return place !== undefined && untold.has(place + (basis === 'approved' ? 1 : 0));
  }

  #isHidden(node: number): boolean {
    return this.#few.has(node) || this.#withheld.has(node);
  }

  /** The groups that are withheld. */
  *groups(): Generator<number> {
    yield* this.#few;
    for (const node of this.#withheld.keys())
      if (this.#world.tree.nodes[node]!.kind === 'group' && !this.#few.has(node)) yield node;
  }

  /** Every node that is withheld, in every month or in some, with what tells it from another state. */
  states(): ReadonlyMap<number, string> {
    return (this.#states ??= this.#statesNow());
  }

  #statesNow(): Map<number, string> {
    const states = new Map<number, string>();
    for (const [node, { untold }] of this.#plans) if (untold.size > 0) states.set(node, [...untold].join());
    for (const node of [...this.#few, ...this.#withheld.keys()]) states.set(node, 'always');
    return states;
  }

  /** Hears that figures of the family have changed. */
  note(filings: readonly FamilyFigures[]): void {
    const groups = new Set<number>();
    for (const { group, period, indicators } of filings) {
      const mayBeFew = (indicator: number) => this.#values.mayBeFew(group, indicator, period);
      if (this.#few.has(group) || indicators.some(mayBeFew)) groups.add(group);
      this.#values.forget(group);
    }
    const stale = new Set<number>();
    this.#turn(groups, stale);
    if (this.#few.size > 0) for (const filing of filings) this.#lookAbove(filing, stale);
    this.#settleAll(stale);
  }

  /** Finds out which of some groups are of a few, or no longer are. */
  #turn(groups: Iterable<number>, stale: Set<number>): void {
    for (const group of groups) {
      if (this.#values.isFew(group) === this.#few.has(group)) continue;
      const by = this.#few.delete(group) ? -1 : 1;
      if (by > 0) this.#few.add(group);
      for (const { ordinal } of this.#world.tree.upward(group)) {
        this.#inside[ordinal]! += by;
        this.#fewIn.delete(ordinal);
        if (ordinal !== group) stale.add(ordinal);
      }
    }
  }

  /** Looks at the units above a group that filed something else. */
  #lookAbove({ group, period, indicators }: FamilyFigures, stale: Set<number>): void {
    const reached = indicators.flatMap((indicator) => this.#values.reachedBy(indicator, period));
    for (const { ordinal, parent } of this.#world.tree.upward(group)) {
      if (ordinal === group || this.#inside[ordinal] === 0) continue;
      if (this.#plans.get(ordinal)?.groups.has(group)) stale.add(ordinal);
      const kept = this.#fewIn.get(ordinal);
      if (!kept) continue;
      for (const observation of reached) {
        const isFew = Number(this.#values.isFewIn(ordinal, observation));
        if (kept[observation] === isFew) continue;
        kept[observation] = isFew;
        stale.add(ordinal);
        if (parent >= 0) stale.add(parent);
      }
    }
  }

  #settleAll(stale: Set<number>): void {
    if (stale.size > 0) this.#states = null;
    // Parts have higher ordinals than what they are parts of.
    while (stale.size > 0) {
      const node = Math.max(...stale);
      stale.delete(node);
      const { parent } = this.#world.tree.nodes[node]!;
      if (this.#settle(node) && parent >= 0) stale.add(parent);
    }
    this.#values.forgetBut((group) => this.#isHidden(group));
  }

  /** Works out anew what a unit withholds; whether that may matter to what lies above. */
  #settle(node: number): boolean {
    const before = this.#plans.get(node) ?? NOTHING;
    const wasActive = this.#active.delete(node);
    const groups = new Set<number>();
    const plan =
      this.#inside[node]! > 0 ? this.#values.noting(groups, () => this.#planOf(node, groups)) : NOTHING;
    for (const one of before.withheld) this.#count(one, -1);
    for (const one of plan.withheld) this.#count(one, 1);
    if (plan === NOTHING) this.#plans.delete(node);
    else this.#plans.set(node, plan);
    return wasActive || this.#active.has(node);
  }

  #count(node: number, by: 1 | -1): void {
    const count = (this.#withheld.get(node) ?? 0) + by;
    if (count > 0) this.#withheld.set(node, count);
    else this.#withheld.delete(node);
  }

  #planOf(node: number, groups: ReadonlySet<number>): Plan {
    const forced = new Set<number>();
    const untold = new Set<number>();
    const chosen = new Map<number, Companion>();
    let told: readonly Told[] = [];
    for (let before = -1; before < forced.size + chosen.size;) {
      before = forced.size + chosen.size;
      const below = this.#hiddenBelow(node, forced);
      if (below.length === 0) return NOTHING;
      this.#active.add(node);
      told = this.#choose(node, below, chosen, untold);
      // Where a companion stays withheld, so does what it hides.
      if (chosen.size > 0) for (const { gates } of below) for (const gate of gates) forced.add(gate);
    }
    const withheld = new Set([...forced, ...[...chosen.values()].flatMap((one) => one.withheld)]);
    return { withheld, untold, told, groups };
  }

  /**
   * Chooses further parts until nothing can be found out of what the unit tells. Where all together are too few, the
   * unit itself is not told in that run of months, and what is hidden below it hides in the one above.
   */
  #choose(
    node: number,
    below: readonly Hidden[],
    chosen: Map<number, Companion>,
    untold: Set<number>
  ): readonly Told[] {
    const isUntold = (one: number, at: number) =>
      one === node ? this.#isFewIn(one, at) || untold.has(at) : this.#isUntold(one, at);
    const unit = { node, few: this.#few, isUntold };
    const letGo = new Set<number>();
    const puzzleWith = (added: readonly Companion[]) => {
      const hidden = [...below, ...[...chosen.values(), ...added].flatMap((one) => one.hidden)];
      const gates = new Set(hidden.flatMap((one) => one.gates));
      const given = [...gates].flatMap((gate) => this.#plans.get(gate)?.told ?? []);
      return new Puzzle(this.#values, unit, hidden, given);
    };
    const weaknessWith = (added: readonly Companion[]) => puzzleWith(added).weakness(letGo);
    for (let weak = weaknessWith([]); weak; weak = weaknessWith([])) {
      const { observation, isOfNumerators } = weak;
      const isMended = (added: readonly Companion[]) => {
        const next = weaknessWith(added);
        return next?.observation !== observation || next.isOfNumerators;
      };
      const taken = new Set([...below.map(({ branch }) => branch), ...chosen.keys()]);
      const companions = this.#companions(node, taken, observation);
      // Numerators are merely too small: any part with more of them will do.
      const added = isOfNumerators
        ? this.#withNumerators(companions, observation)
        : fewest(companions, isMended);
      if (added) for (const one of added) chosen.set(one.branch, one);
      else if (isOfNumerators) letGo.add(observation);
      else for (const one of this.#values.runOf(observation)) untold.add(one);
    }
    return puzzleWith([]).told;
  }

  /** The first part with a numerator that hides others. */
  #withNumerators(parts: Iterable<Companion>, observation: number): readonly Companion[] | null {
    let tried = 0;
    for (const part of parts) {
      const num = part.hidden.reduce(
        (sum, { group }) => sum + Math.max(0, this.#values.columns(group).num[observation]!),
        0
      );
      if (num >= MIN_BASE) return [part];
      if (++tried === MOST_ALONE) break;
    }
    return null;
  }

  /** Parts of a unit that have a value in an observation, the smallest first. */
  *#companions(node: number, taken: ReadonlySet<number>, observation: number): Generator<Companion> {
    for (const child of this.#parts.of(node)) {
      const companion = taken.has(child) ? null : this.#companion(child);
      const has = ({ group }: Hidden) => this.#values.columns(group).value[observation]! >= 0;
      if (companion?.hidden.some(has)) yield companion;
    }
  }

  /** A part as a companion: a group itself; a unit with what it withholds already, else with its smallest group. */
  #companion(child: number): Companion | null {
    const path: number[] = [];
    for (let node: number | undefined = child; node !== undefined; node = this.#parts.of(node)[0]) {
      path.push(node);
      if (this.#world.tree.nodes[node]!.kind === 'group')
        return { branch: child, withheld: path, hidden: [{ group: node, branch: child, gates: [] }] };
      const plan = this.#plans.get(node);
      const hidden = this.#through(node, child, plan ? [plan.withheld] : [], []);
      if (hidden.length > 0) return { branch: child, withheld: path, hidden };
    }
    return null;
  }

  /** The groups that are withheld in the parts of a unit, as far as no unit between is told. */
  #hiddenBelow(node: number, forced: ReadonlySet<number>): Hidden[] {
    const found: Hidden[] = [];
    for (const child of this.#world.tree.children(node)) {
      if (this.#inside[child] === 0) continue;
      if (this.#few.has(child)) found.push({ group: child, branch: child, gates: [] });
      else this.#enter(child, child, [forced], [], found);
    }
    return found;
  }

  /** The withheld groups that a withheld unit passes on; `withheld` are the sets of those above that count here. */
  #through(
    node: number,
    branch: number,
    withheld: readonly ReadonlySet<number>[],
    gates: readonly number[]
  ): Hidden[] {
    const found: Hidden[] = [];
    for (const child of this.#world.tree.children(node)) {
      const isWithheld = withheld.some((set) => set.has(child));
      if (this.#inside[child] === 0 && !isWithheld) continue;
      if (this.#world.tree.nodes[child]!.kind === 'unit') this.#enter(child, branch, withheld, gates, found);
      else if (isWithheld || this.#few.has(child)) found.push({ group: child, branch, gates });
    }
    return found;
  }

  /** Goes on through a unit that is withheld: always, or (a gate) where it is not told. */
  #enter(
    unit: number,
    branch: number,
    withheld: readonly ReadonlySet<number>[],
    gates: readonly number[],
    into: Hidden[]
  ): void {
    const plan = this.#plans.get(unit);
    const isWithheld = withheld.some((set) => set.has(unit));
    if (!isWithheld && !this.#fewAt(unit).includes(1) && !plan?.untold.size) return;
    const sets = plan ? [...withheld, plan.withheld] : withheld;
    into.push(...this.#through(unit, branch, sets, isWithheld ? gates : [...gates, unit]));
  }

  #isUntold(node: number, observation: number): boolean {
    return this.#isFewIn(node, observation) || this.#plans.get(node)?.untold.has(observation) === true;
  }

  #isFewIn(node: number, observation: number): boolean {
    return this.#fewAt(node)[observation] === 1;
  }

  /** In which observations a unit's own sum is of a few. */
  #fewAt(node: number): Uint8Array {
    let kept = this.#fewIn.get(node);
    if (kept) return kept;
    kept = new Uint8Array(this.#values.count);
    if (this.#inside[node] === 0) return kept;
    for (let k = 0; k < kept.length; k++) kept[k] = Number(this.#values.isFewIn(node, k));
    this.#fewIn.set(node, kept);
    return kept;
  }
}

/** Parts that are tried one by one, and together: where so many are not enough, a unit above hides them. */
const MOST_ALONE = 8;
const MOST_TOGETHER = 4;

/** The first part that is enough by itself, else as few of the first as are; null where all are not. */
function fewest(
  parts: Iterable<Companion>,
  isEnough: (added: readonly Companion[]) => boolean
): readonly Companion[] | null {
  const tried: Companion[] = [];
  for (const part of parts) {
    if (isEnough([part])) return [part];
    if (tried.push(part) === MOST_ALONE) break;
  }
  let added: readonly Companion[] = tried.slice(0, MOST_TOGETHER);
  if (!isEnough(added)) return null;
  for (const part of added) {
    const fewer = added.filter((one) => one !== part);
    if (isEnough(fewer)) added = fewer;
  }
  return added;
}
