import { MIN_BASE } from './indicator.ts';
import type { Tree } from './tree.ts';
import { SumCheck, type Hidden } from './withholding-check.ts';
import type { PartsBySize } from './withholding-parts.ts';
import type { FamilyValues } from './withholding-values.ts';

/** What a unit withholds below it, in every month; and in which observations itself, since nothing below is enough. */
export interface Plan {
  readonly withheld: ReadonlySet<number>;
  readonly untold: ReadonlySet<number>;
  /** The groups and units whose figures it follows from: where others change, it stands. */
  readonly read: ReadonlySet<number>;
  /** Whether it follows from nobody else's having filed, too; and groups from whose having filed it does. */
  readonly isAlone: boolean;
  readonly witnesses: ReadonlySet<number>;
}

export const NOTHING: Plan = {
  withheld: new Set(),
  untold: new Set(),
  read: new Set(),
  isAlone: false,
  witnesses: new Set()
};

/** What a plan is made from. */
export interface Ground {
  readonly tree: Tree;
  readonly values: FamilyValues;
  readonly parts: PartsBySize;
  /** Groups of a few. */
  readonly few: ReadonlySet<number>;
  /** The plans of the units below. */
  readonly plans: ReadonlyMap<number, Plan>;
  readonly holdsFew: (node: number) => boolean;
}

/** A part of a unit that is withheld beside others, with the way down to a group of it. */
interface Companion {
  readonly branch: number;
  readonly withheld: readonly number[];
  readonly hidden: readonly Hidden[];
}

/** Parts that are tried one by one, and together: where so many are not enough, a unit above hides them. */
const MOST_ALONE = 6;
const MOST_TOGETHER = 6;
/** Parts of a part that are looked at for one with room. */
const MOST_LOOKED_AT = 4;

/** Works out what a unit withholds, in steps. */
export function* planSteps(node: number, ground: Ground): Generator<void, Plan> {
  const read = new Set<number>();
  const planner = new Planner(node, ground);
  const steps = planner.steps();
  for (;;) {
    // What others ask for between the steps is not of this plan.
    ground.values.noteIn(read);
    const { done, value } = steps.next();
    ground.values.noteIn(null);
    if (done) return value ? { ...value, read } : { ...NOTHING, read };
    yield;
  }
}

class Planner {
  readonly #node: number;
  readonly #ground: Ground;
  /** Units below that are withheld in every month because a companion of theirs is. */
  readonly #forced = new Set<number>();
  readonly #chosen = new Map<number, Companion>();
  readonly #untold = new Set<number>();
  /** Observations in which nobody else has filed anything: nothing above is told either. */
  readonly #silent = new Set<number>();
  readonly #witnesses = new Set<number>();
  #check: SumCheck;

  constructor(node: number, ground: Ground) {
    this.#node = node;
    this.#ground = ground;
    this.#check = this.#makeCheck();
  }

  /** Chooses parts until nothing can be found out; null where nothing below is hidden. */
  *steps(): Generator<void, Omit<Plan, 'read'> | null> {
    const { values } = this.#ground;
    let hidden = this.#hidden();
    if (hidden.length === 0) return null;
    for (let k = 0; k < values.count; k++) {
      if (!this.#check.isFoundOut(hidden, k) || this.#hasCompanion(hidden, k)) continue;
      const witness = values.outside(this.#node, k);
      if (witness >= 0) this.#witnesses.add(witness);
      else {
        this.#silent.add(k);
        this.#untold.add(k);
      }
      yield;
    }
    this.#check = this.#makeCheck();
    for (let k = 0; k < values.count; k++) {
      if (this.#untold.has(k) || !this.#check.isFoundOut(hidden, k)) continue;
      yield;
      const added = yield* this.#enoughFor(hidden, k);
      if (added) {
        for (const one of added) this.#chosen.set(one.branch, one);
        // Where a companion stays withheld, so does what it hides.
        const before = this.#forced.size;
        for (const { gates } of hidden) for (const gate of gates) this.#forced.add(gate);
        if (this.#forced.size > before) this.#check = this.#makeCheck();
        hidden = this.#hidden();
        // What is withheld from now on may show in months that were looked at.
        k = -1;
      } else for (const one of this.#check.reachedFrom(hidden, k)) this.#untold.add(one);
      yield;
    }
    this.#reach(hidden);
    const companions = [...this.#chosen.values()].flatMap(({ withheld }) => withheld);
    const withheld = new Set([...this.#forced, ...companions]);
    const isAlone = this.#silent.size > 0;
    return { withheld, untold: this.#untold, isAlone, witnesses: this.#witnesses };
  }

  /** What stands unseen in a filing that is not told stays so wherever that filing stands. */
  #reach(hidden: readonly Hidden[]): void {
    for (const k of [...this.#untold].filter((k) => !this.#silent.has(k)))
      for (const one of this.#check.reachedFrom(hidden, k)) this.#untold.add(one);
  }

  #makeCheck(): SumCheck {
    const { values, plans } = this.#ground;
    return new SumCheck(values, {
      isUntold: (unit, k) => plans.get(unit)?.untold.has(k) === true,
      isSilent: (k) => this.#silent.has(k)
    });
  }

  /** Further parts with which nothing is found out in an observation; null where no few are enough. */
  #enoughFor(hidden: readonly Hidden[], observation: number): Generator<void, readonly Companion[] | null> {
    const isEnough = (added: readonly Companion[]) => {
      const all = [...hidden, ...added.flatMap((one) => one.hidden)];
      return !this.#check.isFoundOut(all, observation);
    };
    return fewest(this.#companions(hidden, observation), isEnough);
  }

  #hasCompanion(hidden: readonly Hidden[], observation: number): boolean {
    return !this.#companions(hidden, observation).next().done;
  }

  /** Parts of the unit that have a value in an observation: those with room first, of them the smallest. */
  *#companions(hidden: readonly Hidden[], observation: number): Generator<Companion, undefined> {
    const branches = hidden.map(({ group, units }) => units.at(-1) ?? group);
    const taken = new Set([...branches, ...this.#chosen.keys()]);
    const narrow: Companion[] = [];
    for (const child of this.#ground.parts.of(this.#node)) {
      const companion = taken.has(child) ? null : this.#companion(child, observation, []);
      if (!companion || this.#check.standing(companion.hidden, observation).length === 0) continue;
      if (this.#hasRoom(companion, observation)) yield companion;
      else if (narrow.length < MOST_TOGETHER) narrow.push(companion);
    }
    yield* narrow;
  }

  /** Whether as many have it as would hide a few, and as many have it not. */
  #hasRoom({ hidden }: Companion, observation: number): boolean {
    let [num, den] = [0, 0];
    for (const { group } of this.#check.standing(hidden, observation)) {
      const columns = this.#ground.values.columns(group);
      num += columns.num[observation]!;
      den += columns.den[observation]!;
    }
    return num >= 2 * MIN_BASE && den - num >= 2 * MIN_BASE;
  }

  /** A part as a companion: a group itself; a unit with what it withholds already, else with its smallest group with room. */
  #companion(child: number, observation: number, above: readonly number[]): Companion | null {
    const { tree, parts, plans } = this.#ground;
    const withheld = [...above, child];
    const [branch] = withheld;
    const units = [...above].reverse();
    if (tree.nodes[child]!.kind === 'group')
      return { branch: branch!, withheld, hidden: [{ group: child, units, gates: [] }] };
    const plan = plans.get(child);
    const hidden = this.#through(child, plan ? [plan.withheld] : [], [child, ...units], []);
    if (hidden.length > 0) return { branch: branch!, withheld, hidden };
    let first: Companion | null = null;
    for (const part of parts.of(child).slice(0, MOST_LOOKED_AT)) {
      const found = this.#companion(part, observation, withheld);
      if (found && this.#hasRoom(found, observation)) return found;
      first ??= found;
    }
    return first;
  }

  /** The groups that stand unseen in the unit's sum, in some observation or in all. */
  #hidden(): Hidden[] {
    const own = new Set<number>(this.#forced);
    for (const { withheld } of this.#chosen.values()) for (const one of withheld) own.add(one);
    return this.#through(this.#node, [own], [], []);
  }

  /** The withheld groups that a unit passes on; `withheld` are the sets of it and those above that count here. */
  #through(
    node: number,
    withheld: readonly ReadonlySet<number>[],
    units: readonly number[],
    gates: readonly number[]
  ): Hidden[] {
    const { tree, few, plans, holdsFew } = this.#ground;
    const found: Hidden[] = [];
    for (const child of tree.children(node)) {
      const isWithheld = withheld.some((set) => set.has(child));
      if (!isWithheld && !holdsFew(child)) continue;
      if (tree.nodes[child]!.kind === 'group') {
        if (isWithheld || few.has(child)) found.push({ group: child, units, gates });
        continue;
      }
      const plan = plans.get(child);
      if (!isWithheld && !plan?.untold.size) continue;
      const sets = plan ? [...withheld, plan.withheld] : withheld;
      found.push(...this.#through(child, sets, [child, ...units], isWithheld ? gates : [child, ...gates]));
    }
    return found;
  }
}

/** The first part that is enough by itself, else as few of the first as are; null where all are not. */
function* fewest(
  parts: Iterable<Companion>,
  isEnough: (added: readonly Companion[]) => boolean
): Generator<void, readonly Companion[] | null> {
  const tried: Companion[] = [];
  for (const part of parts) {
    if (isEnough([part])) return [part];
    yield;
    if (tried.push(part) === MOST_ALONE) break;
  }
  let added: readonly Companion[] = tried.slice(0, MOST_TOGETHER);
  if (added.length < 2 || !isEnough(added)) return null;
  for (const part of added) {
    yield;
    const fewer = added.filter((one) => one !== part);
    if (isEnough(fewer)) added = fewer;
  }
  return added;
}
