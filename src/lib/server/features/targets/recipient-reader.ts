import type { Words } from '../../../domain/indicator.ts';
import type { Day } from '../../../domain/period.ts';
import type { Node, UnitNode } from '../../../domain/tree.ts';
import { parseUnitKey, unitKey } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import { seen } from '../../../i18n/names.ts';
import { GroupReader, groupWords } from '../../../reading/group-reader.ts';
import { codeText } from '../../../reading/unit-claim.ts';
import { unitWords } from '../../../reading/unit-fault-words.ts';
import type { UnitReader } from '../../../reading/unit-reader.ts';
import { unitReaderOver } from '../../core/structure/unit-reader-over.ts';

/** Who is meant to receive a target, or why nobody is found. */
export type RecipientReading = { readonly found: Node } | { readonly fault: Words };

/** What a row or a call says of a recipient: a code, a key or a name of a unit, a code of a group, a name beside it. */
export interface RecipientClaim {
  readonly unit?: string;
  readonly group?: string;
  readonly name?: string | undefined;
}

/**
 * Who receives a target (RULES 27), for the table and the API alike, read as everywhere: units by code, key or name with
 * the giver's unit as what they lie in, groups by code without case.
 */
export class RecipientReader {
  readonly #world: World;
  readonly #giver: UnitNode;
  readonly #day: Day;
  readonly #groups: GroupReader;
  #units: UnitReader | null = null;

  /** `day`: the first day of the targets. */
  constructor(world: World, giver: UnitNode, day: Day) {
    const { tree } = world;
    [this.#world, this.#giver, this.#day] = [world, giver, day];
    this.#groups = new GroupReader({
      group: (code) => tree.group(code)?.group,
      groups: () => tree.nodes.flatMap((node) => (node.kind === 'group' ? [node.group] : []))
    });
  }

  read({ unit, group, name = '' }: RecipientClaim): RecipientReading {
    return unit === undefined ? this.#group(group ?? '', name) : this.#unit(unit, name);
  }

  /** What a cell of the first column says: `unit:KEY` and `group:CODE` as the table has them, or what people write there. */
  readCell(text: string, name: string): RecipientReading {
    const [, kind = '', rest = ''] = /^(unit|group):(.*)$/s.exec(text.trim()) ?? [];
    if (kind === 'unit') return this.#unit(rest, name);
    if (kind === 'group') return this.#group(rest, name);
    if (text.trim() !== '' && this.#world.tree.groupCalled(codeText(text))) return this.#group(text, name);
    return this.#unit(text, name);
  }

  #group(code: string, name: string): RecipientReading {
    const reading = this.#groups.read(code, name);
    if ('fault' in reading) {
      const { fault } = reading;
      return { fault: groupWords(fault.code, fault.words) ?? { vi: code, en: code } };
    }
    const node = this.#world.tree.group(reading.found.code);
    return node ? { found: node } : { fault: { vi: code, en: code } };
  }

  #unit(text: string, name: string): RecipientReading {
    const { tree } = this.#world;
    const code = codeText(text);
    // What is no code is a name; a key names its unit whatever the day, and whether it stands is judged after this.
    const key = parseUnitKey(code);
    const named = key && tree.unit(`${key.code}@${key.validFrom}`);
    if (named && name === '') return { found: named };
    const isCode = key !== null || /^\S*\d\S*$/.test(seen(text));
    this.#units ??= unitReaderOver(this.#world);
    const names = [...(isCode ? [] : [text]), name].filter((one) => one.trim() !== '');
    const claim = { names, within: this.#giver.key, ...(isCode ? { code, isNumber: true } : {}) };
    const reading = this.#units.read(claim, this.#day);
    if ('fault' in reading) return { fault: unitWords(reading.fault) };
    const node = tree.unit(unitKey(reading.found));
    return node ? { found: node } : { fault: { vi: text, en: text } };
  }
}
