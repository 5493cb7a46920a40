import type { Day } from '../../domain/period.ts';
import type { Tree, UnitNode } from '../../domain/tree.ts';
import { holdsOn, type Level } from '../../domain/unit.ts';
import type { Identity, ParentClaim } from './identity.ts';
import { foldName, isNamed, withoutType } from './unit-names.ts';

/** Which unit a feature draws, and how that was found; or why none was found. */
export type Match =
  | { readonly by: 'code'; readonly unit: UnitNode; readonly nameChecked: boolean }
  | { readonly by: 'name'; readonly unit: UnitNode }
  | { readonly by: null; readonly why: NoMatch; readonly holder?: UnitNode };

/**
 * `suspicious-code`: the code is that of a unit with another name or of another era (`holder`): codes are reused, so
 * the file may be of another day (RULES 1). `unknown-code`: no unit ever had it, and its name finds none. `no-parent`: a name alone, without the unit in which
 * it lies. `unknown-parent`, `unknown-name`, `ambiguous-name`: what it says. `undecided`: ground whose unit nobody
 * has decided. `nameless`: neither code nor name.
 */
export type NoMatch =
  | 'suspicious-code'
  | 'unknown-code'
  | 'no-parent'
  | 'unknown-parent'
  | 'unknown-name'
  | 'ambiguous-name'
  | 'undecided'
  | 'nameless';

/** How far a file is believed. */
export interface Trust {
  /** Take a code even where the name is another. */
  readonly codes: boolean;
  /** Code of the unit in which features lie that name no parent; null where none was given. */
  readonly within: string | null;
}

const UNDECIDED =
  /chưa (?:được )?(?:phân định|xác định|phân giới|thống nhất|quyết định|rõ)|tranh chấp|not (?:yet )?decided|undecided|undetermined/i;

/** The units that stand on a day, by code and by folded name. */
export class StandingUnits {
  readonly all: readonly UnitNode[];
  readonly tree: Tree;
  readonly #byCode = new Map<string, UnitNode[]>();
  readonly #byName = new Map<string, UnitNode[]>();

  constructor(tree: Tree, day: Day) {
    this.tree = tree;
    const standing = new Set<number>();
    this.all = tree.nodes.filter((node): node is UnitNode => {
      if (node.kind !== 'unit' || !holdsOn(node.unit, day)) return false;
      if (node.parent >= 0 && !standing.has(node.parent)) return false;
      standing.add(node.ordinal);
      return true;
    });
    for (const node of this.all) {
      push(this.#byCode, node.unit.code, node);
      push(this.#byName, withoutType(foldName(node.unit.fullName)), node);
    }
  }

  at(level: Level): UnitNode[] {
    return this.all.filter((node) => node.level === level);
  }

  withCode(code: string): readonly UnitNode[] {
    return this.#byCode.get(code) ?? [];
  }

  withName(names: readonly string[]): UnitNode[] {
    const found = new Set(names.flatMap((name) => this.#byName.get(withoutType(foldName(name))) ?? []));
    return [...found].filter((node) => isNamed(names, node.unit.fullName));
  }

  /** Finds the unit of a level that a feature draws: by code where the name agrees, else by name within a parent. A code that means another unit is never overruled by a name. */
  match(feature: Identity, level: Level, trust: Trust): Match {
    const { code, names } = feature;
    const holders = code === null ? [] : this.withCode(code);
    const holder = holders.find((node) => node.level === level) ?? holders[0];
    if (holder && (names.length === 0 || trust.codes || isNamed(names, holder.unit.fullName))) {
      return { by: 'code', unit: holder, nameChecked: names.length > 0 };
    }
    if (UNDECIDED.test(feature.texts.normalize('NFC'))) return { by: null, why: 'undecided' };
    const other = holder ?? (code === null ? undefined : this.#ofAnotherEra(code));
    if (other) return { by: null, why: 'suspicious-code', holder: other };
    const named = this.#byNameWithin(feature, level, trust);
    if (typeof named !== 'string') return { by: 'name', unit: named };
    return { by: null, why: code !== null && named !== 'ambiguous-name' ? 'unknown-code' : named };
  }

  #ofAnotherEra(code: string): UnitNode | undefined {
    return this.tree.nodes.find((node): node is UnitNode => node.kind === 'unit' && node.unit.code === code);
  }

  #byNameWithin({ names, parents }: Identity, level: Level, trust: Trust): UnitNode | NoMatch {
    if (names.length === 0) return 'nameless';
    const given = parents.length > 0 ? parents : trust.within !== null ? [within(trust.within)] : [];
    if (given.length === 0) return 'no-parent';
    const parent = given.map((claim) => this.#parent(claim)).find((node) => node !== null);
    if (!parent) return 'unknown-parent';
    const inside = this.withName(names).filter(
      (node) => node.level === level && this.tree.isWithin(node.ordinal, parent.ordinal)
    );
    return inside.length === 1 ? inside[0]! : inside.length === 0 ? 'unknown-name' : 'ambiguous-name';
  }

  /** The unit that a claim means: by code where its name, if given, agrees; else by a name that only one unit has. */
  #parent({ level, code, name }: ParentClaim): UnitNode | null {
    const fits = (node: UnitNode) => level === null || node.level === level;
    const coded = code === null ? undefined : this.withCode(code).find(fits);
    if (coded && (name === null || name === code || isNamed([name], coded.unit.fullName))) return coded;
    const named = name === null ? [] : this.withName([name]).filter(fits);
    return named.length === 1 ? named[0]! : null;
  }
}

function within(code: string): ParentClaim {
  return { level: null, code, name: code };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
