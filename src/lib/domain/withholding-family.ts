import type { Cells } from './cells.ts';
import type { Period } from './period.ts';
import type { Telling } from './few.ts';
import type { Basis } from './rows.ts';
import { PartsBySize } from './withholding-parts.ts';
import { NOTHING, planSteps, type Plan } from './withholding-plan.ts';
import { FamilyValues, type Family } from './withholding-values.ts';
import type { World } from './world.ts';

/** Figures of a group, for a period, that are others now: those of indicators of the family. */
export interface FamilyFigures {
  readonly group: number;
  readonly period: Period;
  readonly indicators: readonly number[];
}

/**
 * What is withheld in one family of indicators: groups of a few, in every month and on either basis, and beside them as
 * little as hides their counts; a unit above where that is not enough (docs/design/withholding.md). It follows from the
 * figures that count and the register alone, whatever the order in which they came. Nothing is worked out before
 * `settleSteps` has been gone through.
 */
export class FamilyWithholding {
  readonly family: Family;
  readonly #world: World;
  readonly #values: FamilyValues;
  readonly #parts: PartsBySize;
  /** Groups that ever filed a denominator of a few; null until they have been looked for. */
  #candidates: Set<number> | null;
  /** Groups of a few, by ordinal. */
  readonly #few = new Set<number>();
  /** How many groups of a few lie at or below a node. */
  readonly #inside: Int32Array;
  readonly #plans = new Map<number, Plan>();
  /** Units whose plans are to be worked out anew. */
  readonly #stale = new Set<number>();
  /** Groups and units that were heard of while a plan was being worked out. */
  readonly #heard = new Set<number>();
  /** By how many plans a node is withheld. */
  readonly #withheld = new Map<number, number>();
  #states: ReadonlyMap<number, string> | null = null;
  /** By unit in which observations it is not told, where it holds any withheld group. */
  readonly #masks = new Map<number, Uint8Array>();

  /** `candidates`, where they are known from before the register or the list of periods changed. */
  constructor(
    world: World,
    cells: Cells,
    family: Family,
    periods: readonly Period[],
    candidates: ReadonlySet<number> | null
  ) {
    this.family = family;
    this.#world = world;
    this.#values = new FamilyValues(world, cells, family, periods);
    this.#parts = new PartsBySize(world.tree, family.base);
    this.#inside = new Int32Array(world.tree.nodes.length);
    this.#candidates = candidates && new Set(candidates);
    if (candidates) this.#turn(candidates);
  }

  /** Groups that ever filed a denominator of a few. */
  get candidates(): ReadonlySet<number> | null {
    return this.#candidates;
  }

  /** Whether nothing is left to be worked out. */
  get isSettled(): boolean {
    return this.#candidates !== null && this.#stale.size === 0;
  }

  /** What is told of a node in an indicator and period, on one basis. */
  telling(node: number, indicator: number, period: Period, basis: Basis): Telling {
    const { nodes } = this.#world.tree;
    const place = this.#values.placeOf(indicator, period, basis);
    // Of months that nobody has filed for nothing is shown; what is carried on into them ends there for each at its time.
    if (place === undefined) return this.#few.size > 0 ? 'state' : 'counts';
    if (nodes[node]?.kind === 'group')
      return this.#few.has(node) || this.#withheld.has(node) ? 'band' : 'counts';
    if (this.#maskOf(node)?.[place] !== 1) return 'counts';
    let root = node;
    for (let above = nodes[root]!.parent; above >= 0; above = nodes[root]!.parent) root = above;
    // Where no sum above is told, nobody has looked at what the bands of sums say.
    return this.#maskOf(root)?.[place] === 1 ? 'state' : 'band';
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

  /** Hears that figures of the family have changed; what follows is worked out by `settleSteps`. */
  note(filings: readonly FamilyFigures[]): void {
    const groups = new Set<number>();
    for (const { group, period, indicators } of filings) {
      const mayBeFew = (indicator: number) => this.#values.mayBeFew(group, indicator, period);
      if (this.#few.has(group) || indicators.some(mayBeFew)) {
        this.#candidates?.add(group);
        groups.add(group);
      }
      this.#values.forget(group);
    }
    this.#turn(groups);
    if (this.#few.size === 0) return;
    for (const [node, { isAlone }] of this.#plans) if (isAlone) this.#stale.add(node);
    for (const { group } of filings) {
      for (const [node, { witnesses }] of this.#plans) if (witnesses.has(group)) this.#stale.add(node);
      this.#heard.add(group);
      const above = [...this.#world.tree.upward(group)].map(({ ordinal }) => ordinal);
      for (const node of above) {
        this.#heard.add(node);
        const read = this.#plans.get(node)?.read;
        if (read && above.some((one) => read.has(one))) this.#stale.add(node);
      }
      // Where it has a value, units above it hide it.
      if (this.#few.has(group) || this.#withheld.has(group)) this.#forgetMasks();
    }
  }

  /** Works out what is not known yet, or no longer, in steps. */
  *settleSteps(): Generator<void> {
    if (!this.#candidates) {
      const found = new Set<number>();
      this.#candidates = found;
      yield* this.#values.candidates(found);
      let read = 0;
      for (const group of found) {
        this.#turn([group]);
        if (++read % 20 === 0) yield;
      }
    }
    while (this.#stale.size > 0) {
      // Parts have higher ordinals than what they are parts of.
      const node = Math.max(...this.#stale);
      this.#stale.delete(node);
      yield* this.#settleNode(node);
    }
    this.#values.forgetBut((group) => this.#few.has(group) || this.#withheld.has(group));
  }

  /** Finds out which of some groups are of a few, or no longer are. */
  #turn(groups: Iterable<number>): void {
    for (const group of groups) {
      if (this.#values.isFew(group) === this.#few.has(group)) continue;
      const by = this.#few.delete(group) ? -1 : 1;
      if (by > 0) this.#few.add(group);
      this.#forgetMasks();
      for (const { ordinal } of this.#world.tree.upward(group)) {
        this.#inside[ordinal]! += by;
        if (ordinal !== group) this.#stale.add(ordinal);
      }
    }
  }

  *#settleNode(node: number): Generator<void> {
    const before = this.#plans.get(node);
    let plan: Plan | null = null;
    while (!plan) {
      this.#heard.clear();
      const found = yield* this.#planOf(node);
      // What was read may have changed between the steps.
      const isRead = (one: number) => found.isAlone || found.read.has(one) || found.witnesses.has(one);
      const isOld = [...this.#heard].some(isRead);
      if (!isOld) plan = found;
    }
    for (const one of before?.withheld ?? []) this.#count(one, -1);
    for (const one of plan.withheld) this.#count(one, 1);
    if (plan === NOTHING) this.#plans.delete(node);
    else this.#plans.set(node, plan);
    if (!before && plan === NOTHING) return;
    this.#forgetMasks();
    const { parent } = this.#world.tree.nodes[node]!;
    if (parent >= 0) this.#stale.add(parent);
  }

  *#planOf(node: number): Generator<void, Plan> {
    if (this.#inside[node] === 0) return NOTHING;
    return yield* planSteps(node, {
      tree: this.#world.tree,
      values: this.#values,
      parts: this.#parts,
      few: this.#few,
      plans: this.#plans,
      holdsFew: (one) => this.#inside[one]! > 0
    });
  }

  #count(node: number, by: 1 | -1): void {
    const count = (this.#withheld.get(node) ?? 0) + by;
    if (count > 0) this.#withheld.set(node, count);
    else this.#withheld.delete(node);
  }

  #forgetMasks(): void {
    this.#states = null;
    this.#masks.clear();
  }

  /** In which observations a unit is not told: those in which a withheld value stands in it unseen. */
  #maskOf(unit: number): Uint8Array | null {
    const untold = this.#plans.get(unit)?.untold;
    const isAlways = this.#withheld.has(unit);
    if (!isAlways && !untold?.size) return null;
    let mask = this.#masks.get(unit);
    if (mask) return mask;
    mask = new Uint8Array(this.#values.count);
    for (const child of this.#world.tree.children(unit)) {
      const isGroup = this.#world.tree.nodes[child]!.kind === 'group';
      if (isGroup && (this.#few.has(child) || this.#withheld.has(child))) {
        const { filings } = this.#values.columns(child);
        for (const [k, months] of filings.entries()) if (months.length > 0) mask[k] = 1;
      } else if (!isGroup) {
        const below = this.#maskOf(child);
        if (below) for (const [k, isHidden] of below.entries()) if (isHidden) mask[k] = 1;
      }
    }
    if (!isAlways) for (const k of mask.keys()) if (!untold!.has(k)) mask[k] = 0;
    this.#masks.set(unit, mask);
    return mask;
  }

  #statesNow(): Map<number, string> {
    const states = new Map<number, string>();
    for (const node of [...this.#plans.keys(), ...this.#withheld.keys()]) {
      const mask = this.#maskOf(node);
      if (mask?.includes(1)) states.set(node, mask.join(''));
    }
    for (const group of this.groups()) states.set(group, 'always');
    return states;
  }
}
