import type { Words } from '../../../domain/indicator.ts';
import type { Day } from '../../../domain/period.ts';
import type { Tree, UnitNode } from '../../../domain/tree.ts';
import type { World } from '../../../domain/world.ts';
import { holdsOn, unitKey, type Level, type Unit, type UnitKey } from '../../../domain/unit.ts';
import {
  CODE_DIGITS,
  type UnitClaim,
  type UnitFault,
  type UnitReading
} from '../../../reading/unit-claim.ts';
import { unitWords } from '../../../reading/unit-fault-words.ts';
import type { UnitReader } from '../../../reading/unit-reader.ts';
import { unitReaderOver } from '../structure/unit-reader-over.ts';
import type { Identity } from './identity.ts';

/** Which unit a feature draws, and how that was found; or why none was found, in words too. */
export type Match =
  | {
      readonly by: 'code';
      readonly unit: UnitNode;
      readonly nameChecked: boolean;
      readonly zerosLost: boolean;
    }
  | { readonly by: 'name'; readonly unit: UnitNode }
  | { readonly by: null; readonly why: NoMatch; readonly holder?: Unit; readonly words?: Words };

/**
 * `suspicious-code`: the code is that of a unit with another name, in another parent or of another era (`holder`): codes
 * are reused, so the file may be of another day (RULES 1). `unknown-code`: no unit ever had it. `no-parent`: a name alone,
 * without the unit in which it lies. `unknown-parent`, `unknown-name`, `ambiguous-name`: what it says. `undecided`: ground
 * whose unit nobody has decided. `nameless`: neither code nor name.
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
  /** Take a code even where the name or the parent is another. */
  readonly codes: boolean;
  /** Key of the unit in which features lie that name no parent; null where none was given. */
  readonly within: UnitKey | null;
}

const UNDECIDED =
  /chưa (?:được )?(?:phân định|xác định|phân giới|thống nhất|quyết định|rõ)|tranh chấp|not (?:yet )?decided|undecided|undetermined/i;

const WHY: Readonly<Record<UnitFault['code'], NoMatch>> = {
  unitMissing: 'nameless',
  unitUnknown: 'unknown-name',
  unitAmbiguous: 'ambiguous-name',
  unitNameDiffers: 'suspicious-code',
  unitLevelDiffers: 'suspicious-code',
  unitCodeUnsure: 'suspicious-code',
  unitOfAnotherEra: 'suspicious-code',
  unitParentDiffers: 'suspicious-code',
  unitParentMissing: 'no-parent',
  unitParentUnknown: 'unknown-parent',
  unitParentAmbiguous: 'unknown-parent'
};

/** The units that stand on a day, and which of them a feature draws. */
export class StandingUnits {
  readonly all: readonly UnitNode[];
  readonly tree: Tree;
  readonly #day: Day;
  readonly #reader: UnitReader;

  constructor(world: Pick<World, 'tree' | 'successions'>, day: Day) {
    const { tree } = world;
    this.tree = tree;
    this.#day = day;
    const standing = new Set<number>();
    this.all = tree.nodes.filter((node): node is UnitNode => {
      if (node.kind !== 'unit' || !holdsOn(node.unit, day)) return false;
      if (node.parent >= 0 && !standing.has(node.parent)) return false;
      standing.add(node.ordinal);
      return true;
    });
    this.#reader = unitReaderOver(world);
  }

  at(level: Level): UnitNode[] {
    return this.all.filter((node) => node.level === level);
  }

  /** The unit that a word of the command means, by code, key or name; undefined where none or several. */
  meant(text: string): UnitNode | undefined {
    for (const claim of [{ code: text }, { names: [text] }]) {
      const reading = this.#reader.read(claim, this.#day);
      if ('found' in reading) return this.tree.unit(unitKey(reading.found));
    }
    return undefined;
  }

  /**
   * Finds the unit of a level that a feature draws, by all that it says (RULES 27). A code that means another unit is
   * never overruled by a name; a name alone is looked for in the nearest unit above that the feature names.
   */
  match(feature: Identity, level: Level, trust: Trust): Match {
    const { code, names } = feature;
    // A district's own shape may name itself as the district that it lies in.
    const parents = feature.parents.filter((parent) => code === null || parent.code !== code);
    const claim = { isNumber: feature.isNumber, names, parents, within: trust.within };
    if (code !== null) {
      const coded = this.#read(
        trust.codes ? { code, isNumber: feature.isNumber } : { ...claim, code },
        feature,
        level
      );
      if ('found' in coded) return this.#found(coded, names.length > 0 && !trust.codes);
      if (UNDECIDED.test(feature.texts)) return { by: null, why: 'undecided' };
      // A code of somebody's own system says nothing; one that looks official and that nobody has is the fault.
      const isOwn = code.length !== CODE_DIGITS[level] || !/^\d+$/.test(code);
      if (coded.fault.code !== 'unitUnknown') return this.#refused(coded, code, level);
      if (!isOwn || names.length === 0) return { ...this.#refused(coded, code, level), why: 'unknown-code' };
    }
    if (UNDECIDED.test(feature.texts)) return { by: null, why: 'undecided' };
    if (names.length === 0) return { by: null, why: 'nameless' };
    if (parents.length === 0 && trust.within === null) return { by: null, why: 'no-parent' };
    const named = this.#reader.read({ ...claim, level: feature.level ?? level }, this.#day);
    if ('found' in named) return { by: 'name', unit: this.#node(named.found) };
    return this.#refused(named, null, level);
  }

  /** Reads a claim for the level asked for, then for any: a file of communes may hold a district. */
  #read(claim: UnitClaim, { level: claimed }: Identity, level: Level): UnitReading {
    const first = this.#reader.read({ ...claim, level: claimed ?? level }, this.#day);
    if ('found' in first || claimed !== null) return first;
    const any = this.#reader.read({ ...claim, level: null }, this.#day);
    return 'found' in any ? any : first;
  }

  #found({ found, remark }: Extract<UnitReading, { found: Unit }>, nameChecked: boolean): Match {
    return { by: 'code', unit: this.#node(found), nameChecked, zerosLost: remark !== null };
  }

  #refused({ fault }: { readonly fault: UnitFault }, code: string | null, level: Level) {
    const holder = (code === null ? undefined : this.#holderOf(code, level)) ?? fault.era ?? undefined;
    return {
      by: null,
      why: WHY[fault.code],
      words: unitWords(fault),
      ...(holder && WHY[fault.code] === 'suspicious-code' ? { holder } : {})
    } as const;
  }

  /** The unit of the day, else of any, whose code it is. */
  #holderOf(code: string, level: Level): Unit | undefined {
    const claim = { code, isNumber: true };
    for (const one of [{ ...claim, level }, claim]) {
      const reading = this.#reader.read(one, this.#day);
      if ('found' in reading) return reading.found;
    }
    return undefined;
  }

  #node(unit: Unit): UnitNode {
    const node = this.tree.unit(unitKey(unit));
    if (!node) throw new Error(`no node of the unit ${unitKey(unit)}`);
    return node;
  }
}
