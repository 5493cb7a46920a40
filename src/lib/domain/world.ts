import type { EntryBody, LogEntry } from './entry.ts';
import { baseOn, type BaseFact, type Group, type ReporterKind } from './group.ts';
import type { Indicator } from './indicator.ts';
import { lastDay, type Period, type PeriodProfile } from './period.ts';
import { SuccessionBook } from './succession.ts';
import type { Target } from './target.ts';
import { TargetBook } from './target-book.ts';
import { Tree, type GroupNode } from './tree.ts';
import { holdsOn, type Unit } from './unit.ts';

/** An indicator with its number in the order in which the log named it; the number never changes. */
export interface IndicatorNode {
  readonly ordinal: number;
  readonly indicator: Indicator;
}

/**
 * Who is expected to file one indicator in one period, and what each stands for: arrays by node ordinal. `base` is
 * the group's base fact for shares (0 where none is known), else 1.
 */
export interface Expectation {
  /** Ordinals of the expected groups, ascending. */
  readonly groups: Int32Array;
  /** Base of each expected group, in the same order. */
  readonly base: Float64Array;
}

/** What follows for one period from the tree and the catalogue. */
interface Worked {
  readonly alive: Uint8Array;
  /** By indicator. */
  readonly expectations: Expectation[];
  /** By base and node. */
  readonly bases: Map<string, Float64Array>;
}

/** A base fact of the group with an ordinal. */
interface GroupFact {
  readonly node: number;
  readonly fact: BaseFact;
}

/** Of how many periods that is kept: anybody may ask for any of some thousands, each a few megabytes. */
const KEPT_PERIODS = 60;

/** What the log says besides figures: the tree, the catalogue and the targets. */
export class World {
  readonly tree: Tree;
  readonly indicators: IndicatorNode[] = [];
  readonly targets = new TargetBook();
  readonly successions = new SuccessionBook();
  #registered = 0;
  readonly #indicators = new Map<string, number>();
  readonly #groups = new Map<ReporterKind, GroupNode[]>();
  readonly #facts = new Map<string, GroupFact[]>();
  /** What was worked out for periods, those asked for first in front. */
  readonly #periods = new Map<Period, Worked>();

  constructor(profile: PeriodProfile) {
    this.tree = new Tree(profile);
  }

  /** Another number after each change of units, groups or the catalogue. */
  get registered(): number {
    return this.#registered;
  }

  get profile(): PeriodProfile {
    return this.tree.profile;
  }

  /** Takes in what an entry says of the world; reports, reviews and boundaries leave it as it is. Returns whether it changed. */
  apply(entry: Pick<LogEntry, 'body'>): boolean {
    const body = entry.body;
    switch (body.kind) {
      case 'catalogue':
        for (const indicator of body.indicators) this.#putIndicator(indicator);
        break;
      case 'units':
        for (const unit of body.units) this.tree.putUnit(unit);
        break;
      case 'groups':
        for (const group of body.groups) this.tree.putGroup(group);
        break;
      case 'targets':
        for (const target of body.targets) this.#putTarget(target);
        return true;
      case 'successions':
        for (const succession of body.successions) this.successions.put(succession);
        return true;
      default:
        return false;
    }
    this.#groups.clear();
    this.#facts.clear();
    this.#periods.clear();
    this.#registered += 1;
    return true;
  }

  /** Bodies of entries that make this world anew, ordinals and all: what a checkpoint keeps of it. */
  condensed(): EntryBody[] {
    const bodies: EntryBody[] = [
      { kind: 'catalogue', indicators: this.indicators.map(({ indicator }) => indicator) }
    ];
    let units: Unit[] = [];
    let groups: Group[] = [];
    const flush = () => {
      if (units.length > 0) bodies.push({ kind: 'units', units });
      if (groups.length > 0) bodies.push({ kind: 'groups', groups });
      units = [];
      groups = [];
    };
    for (const node of this.tree.nodes) {
      if (node.kind === 'unit' ? groups.length > 0 : units.length > 0) flush();
      if (node.kind === 'unit') units.push(node.unit);
      else groups.push(node.group);
    }
    flush();
    bodies.push({ kind: 'successions', successions: [...this.successions.all()] });
    bodies.push({ kind: 'targets', targets: [...this.targets.all()] });
    return bodies;
  }

  indicator(code: string): IndicatorNode | undefined {
    return this.indicators[this.#indicators.get(code) ?? -1];
  }

  /** For every node whether it stands in a period, 0 or 1, by ordinal. */
  alive(period: Period): Uint8Array {
    return this.#worked(period).alive;
  }

  /** Who should file an indicator in a period (RULES 4, 10). */
  expected(indicator: number, period: Period): Expectation {
    const { expectations } = this.#worked(period);
    return (expectations[indicator] ??= this.#expect(indicator, period));
  }

  /**
   * The base fact by which a group's share is measured where its filer names none; null where none is known, and where
   * the indicator is no share. A fact of 0 is 0: nobody there for it to be a share of.
   */
  baseOf(indicator: number, group: GroupNode, period: Period): number | null {
    const known = this.indicators[indicator]?.indicator;
    if (known?.kind !== 'share' || known.base === null) return null;
    const expected = this.expected(indicator, period);
    // 0 stands for both no base fact and one of 0: only then is the group asked.
    const base = expected.base[this.placeIn(expected, group.ordinal)] ?? 0;
    return base > 0 ? base : (baseOn(group.group, known.base, lastDay(period, this.profile))?.value ?? null);
  }

  /** Where a group stands in an expectation; −1 where it is not expected to file. */
  placeIn(expectation: Expectation, group: number): number {
    const { groups } = expectation;
    let low = 0;
    let high = groups.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = groups[middle]!;
      if (found === group) return middle;
      if (found < group) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #expect(ordinal: number, period: Period): Expectation {
    const indicator = this.indicators[ordinal]?.indicator;
    const day = lastDay(period, this.profile);
    const groups: number[] = [];
    if (indicator?.source.type === 'filed' && holdsOn(indicator, day)) {
      const alive = this.alive(period);
      const served = new Uint8Array(this.tree.nodes.length);
      for (const kind of indicator.source.by) this.#expectKind(kind, indicator.code, alive, served, groups);
    }
    const sorted = new Int32Array(groups).sort();
    const base = new Float64Array(sorted.length).fill(1);
    if (indicator?.kind === 'share' && indicator.base) {
      const bases = this.#basesOn(indicator.base, period);
      for (let k = 0; k < sorted.length; k++) base[k] = bases[sorted[k]!]!;
    }
    return { groups: sorted, base };
  }

  /** Adds the groups of one kind whose unit holds no group of an earlier kind, then marks every unit above them. */
  #expectKind(kind: ReporterKind, code: string, alive: Uint8Array, served: Uint8Array, into: number[]): void {
    const { nodes } = this.tree;
    const before = into.length;
    for (const node of this.#groupsOf(kind)) {
      if (!alive[node.ordinal] || served[node.parent] || node.group.notApplicable.includes(code)) continue;
      into.push(node.ordinal);
    }
    for (let k = before; k < into.length; k++) {
      // What stands above a marked unit is marked already.
      let above = nodes[into[k]!]!.parent;
      for (; above >= 0 && !served[above]; above = nodes[above]!.parent) served[above] = 1;
    }
  }

  #groupsOf(kind: ReporterKind): GroupNode[] {
    return remember(this.#groups, kind, () =>
      this.tree.nodes.filter((node): node is GroupNode => node.kind === 'group' && node.group.kind === kind)
    );
  }

  /** The base fact of every group at the end of a period, by node ordinal; 0 where none is known. */
  #basesOn(base: string, period: Period): Float64Array {
    return remember(this.#worked(period).bases, base, () => {
      const day = lastDay(period, this.profile);
      const values = new Float64Array(this.tree.nodes.length);
      // The newest that has begun holds, and of two of the same day the later one.
      for (const { node, fact } of this.#factsOf(base)) {
        if (fact.validFrom > day) break;
        values[node] = fact.value;
      }
      return values;
    });
  }

  /** Every group's facts of a base, by the day from which they hold. */
  #factsOf(base: string): GroupFact[] {
    return remember(this.#facts, base, () => {
      const facts: GroupFact[] = [];
      for (const node of this.tree.nodes) {
        if (node.kind !== 'group') continue;
        for (const fact of node.group.bases) if (fact.base === base) facts.push({ node: node.ordinal, fact });
      }
      return facts.sort(({ fact: a }, { fact: b }) =>
        a.validFrom < b.validFrom ? -1 : Number(a.validFrom > b.validFrom)
      );
    });
  }

  #worked(period: Period): Worked {
    let worked = this.#periods.get(period);
    if (!worked) {
      const [first] = this.#periods.keys();
      if (first !== undefined && this.#periods.size >= KEPT_PERIODS) this.#periods.delete(first);
      worked = { alive: this.tree.aliveIn(period), expectations: [], bases: new Map<string, Float64Array>() };
      this.#periods.set(period, worked);
    }
    return worked;
  }

  #putIndicator(indicator: Indicator): void {
    const ordinal = this.#indicators.get(indicator.code) ?? this.indicators.length;
    this.#indicators.set(indicator.code, ordinal);
    this.indicators[ordinal] = { ordinal, indicator };
  }

  #putTarget(target: Target): void {
    const indicator = this.#indicators.get(target.indicator);
    const recipient = target.recipient;
    const node = 'unit' in recipient ? this.tree.unit(recipient.unit) : this.tree.group(recipient.group);
    if (indicator === undefined || !node) throw new UnknownRecipient(target);
    this.targets.put(indicator, node.ordinal, target);
  }
}

/** A target whose indicator or recipient the world does not hold. */
export class UnknownRecipient extends Error {
  readonly target: Target;
  constructor(target: Target) {
    super(`target of ${target.indicator}: no such indicator or recipient`);
    this.name = 'UnknownRecipient';
    this.target = target;
  }
}

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
