import type { Group } from './group.ts';
import { lastDay, type Day, type Period, type PeriodProfile } from './period.ts';
import { GROUP_LEVEL, holdsOn, unitKey, type Level, type Unit, type UnitKey } from './unit.ts';

/**
 * A place in the tree: a unit of one era, or a group. `ordinal` is its number in the order in which the log named it,
 * and never changes.
 */
export type Node = UnitNode | GroupNode;

interface NodeHead {
  readonly ordinal: number;
  readonly level: Level;
  /** Ordinal of the node above; −1 at the root. */
  readonly parent: number;
}
export interface UnitNode extends NodeHead {
  readonly kind: 'unit';
  readonly key: UnitKey;
  readonly unit: Unit;
}
export interface GroupNode extends NodeHead {
  readonly kind: 'group';
  readonly group: Group;
}

/** A unit or group that names a parent the tree does not hold. */
class UnknownParent extends Error {
  constructor(child: string, parent: string) {
    super(`${child}: no unit ${parent}`);
    this.name = 'UnknownParent';
  }
}

/** A unit or group that is registered again under another parent: that is a new era, or a new group. */
class ParentChanged extends Error {
  constructor(child: string) {
    super(`${child}: its parent cannot change; register a new era`);
    this.name = 'ParentChanged';
  }
}

/** Units of every era and the groups below them, in the order in which the log named them. */
export class Tree {
  readonly profile: PeriodProfile;
  readonly nodes: Node[] = [];
  readonly #units = new Map<UnitKey, number>();
  readonly #groups = new Map<string, number>();
  /** Codes of groups without case; made when first needed and forgotten when a group is entered. */
  #folded: Map<string, number[]> | null = null;
  readonly #children: number[][] = [];

  constructor(profile: PeriodProfile) {
    this.profile = profile;
  }

  /** Adds a unit, or replaces what is known of it. Its parent must be there already and stays the same. */
  putUnit(unit: Unit): UnitNode {
    const key = unitKey(unit);
    const parent = unit.parent === null ? -1 : this.#units.get(unit.parent);
    if (parent === undefined) throw new UnknownParent(key, unit.parent ?? '');
    const ordinal = this.#enter(this.#units.get(key), parent, key);
    this.#units.set(key, ordinal);
    return this.#place({ kind: 'unit', ordinal, level: unit.level, parent, key, unit });
  }

  /** Adds a group, or replaces what is known of it. Its unit must be there already and stays the same. */
  putGroup(group: Group): GroupNode {
    const parent = this.#units.get(group.unit);
    if (parent === undefined) throw new UnknownParent(group.code, group.unit);
    const ordinal = this.#enter(this.#groups.get(group.code), parent, group.code);
    this.#groups.set(group.code, ordinal);
    this.#folded = null;
    return this.#place({ kind: 'group', ordinal, level: GROUP_LEVEL, parent, group });
  }

  unit(key: UnitKey): UnitNode | undefined {
    const node = this.nodes[this.#units.get(key) ?? -1];
    return node?.kind === 'unit' ? node : undefined;
  }

  group(code: string): GroupNode | undefined {
    const node = this.nodes[this.#groups.get(code) ?? -1];
    return node?.kind === 'group' ? node : undefined;
  }

  /** The group that a code means, whatever its case (RULES 27); none where two codes differ in case alone and neither is it. */
  groupCalled(text: string): GroupNode | undefined {
    const exact = this.group(text);
    if (exact) return exact;
    this.#folded ??= Map.groupBy(this.#groups.values(), (ordinal) => {
      const node = this.nodes[ordinal];
      return node?.kind === 'group' ? node.group.code.toLowerCase() : '';
    });
    const [only, other] = this.#folded.get(text.trim().toLowerCase()) ?? [];
    const node = this.nodes[only ?? -1];
    return node?.kind === 'group' && other === undefined ? node : undefined;
  }

  /** The unit with a code that stands on a day; codes are reused, so the day decides (RULES 1). */
  unitOn(code: string, day: Day): UnitNode | undefined {
    for (const node of this.nodes) {
      if (node.kind === 'unit' && node.unit.code === code && holdsOn(node.unit, day)) return node;
    }
    return undefined;
  }

  children(ordinal: number): readonly number[] {
    return this.#children[ordinal] ?? [];
  }

  /** From the node itself up to the root. */
  *upward(ordinal: number): Generator<Node> {
    for (let node = this.nodes[ordinal]; node; node = this.nodes[node.parent]) yield node;
  }

  /** The node itself and everything below it, parents before children, in the order of the log. */
  *downward(ordinal: number, depth: Level = GROUP_LEVEL): Generator<Node> {
    const node = this.nodes[ordinal];
    if (!node || node.level > depth) return;
    yield node;
    for (const child of this.children(ordinal)) yield* this.downward(child, depth);
  }

  /** Whether `ordinal` is `root` or lies below it. */
  isWithin(ordinal: number, root: number): boolean {
    let node = ordinal;
    // A parent's ordinal is lower than its children's.
    while (node > root) node = this.nodes[node]?.parent ?? -1;
    return node === root;
  }

  /** Whether a node stands in a period: it, and all above it, on the period's last day (RULES 2). */
  isAlive(ordinal: number, period: Period): boolean {
    const day = lastDay(period, this.profile);
    for (const node of this.upward(ordinal)) {
      if (!holdsOn(node.kind === 'unit' ? node.unit : node.group, day)) return false;
    }
    return true;
  }

  /** For every node whether it stands in a period, 0 or 1, by ordinal. */
  aliveIn(period: Period): Uint8Array {
    const day = lastDay(period, this.profile);
    const alive = new Uint8Array(this.nodes.length);
    for (const node of this.nodes) {
      const above = node.parent < 0 ? 1 : alive[node.parent]!;
      alive[node.ordinal] = above && holdsOn(node.kind === 'unit' ? node.unit : node.group, day) ? 1 : 0;
    }
    return alive;
  }

  /** The ordinal of a child under a parent: what it has, or the next. */
  #enter(known: number | undefined, parent: number, name: string): number {
    if (known !== undefined) {
      if (this.nodes[known]?.parent !== parent) throw new ParentChanged(name);
      return known;
    }
    const ordinal = this.nodes.length;
    this.#children.push([]);
    this.#children[parent]?.push(ordinal);
    return ordinal;
  }

  #place<N extends Node>(node: N): N {
    this.nodes[node.ordinal] = node;
    return node;
  }
}
