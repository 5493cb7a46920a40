import type { Day } from '../domain/period.ts';
import { parseUnitKey, type Unit } from '../domain/unit.ts';
import { UnitBook, type Entry, type UnitIndex } from './unit-book.ts';
import {
  plainClaim,
  withZeros,
  type PlainClaim,
  type PlainParent,
  type UnitClaim,
  type UnitFault,
  type UnitReading
} from './unit-claim.ts';
import { isCalled } from './unit-name.ts';

/** What else is known of units that the store does not hold. */
export interface Elsewhere {
  /** What became of a unit of another era, as people call it. */
  readonly heirs?: (unit: Unit) => readonly string[];
  /** Units that the store holds under another key. */
  readonly isHeld?: (unit: Unit) => boolean;
  /** A name that only such units bore besides one that stands still means the one that stands. */
  readonly takesNoName?: boolean;
}

/** A unit that was divided among more is named without what became of it. */
const MOST_HEIRS = 4;

type Failed = { readonly fault: UnitFault };

/**
 * Which unit a row of any file or call means (RULES 27): the one function for every door. It never guesses: what a row
 * says of code, name, level and units above must all mean the same unit of the day, or the fault names what does not.
 */
export class UnitReader {
  readonly #book: UnitBook;
  readonly #more: Elsewhere;

  /** `elsewhere`: units of other eras that the store does not hold; rows that mean them are told so. */
  constructor(units: Iterable<Unit>, elsewhere: readonly Unit[] = [], more: Elsewhere = {}) {
    this.#book = new UnitBook(units, elsewhere, more.isHeld);
    this.#more = more;
  }

  read(given: UnitClaim, day: Day): UnitReading {
    const claim = plainClaim(given);
    const on = this.#book.on(day);
    if (claim.code !== '') {
      const key = parseUnitKey(claim.code);
      return key ? this.#byKey(claim, day) : this.#byCode(claim, day, on);
    }
    if (claim.names.length > 0) return this.#byName(claim, day, on);
    return fail('unitMissing');
  }

  #byKey(claim: PlainClaim, day: Day): UnitReading {
    const entry = this.#book.entry(claim.code);
    if (!entry) return fail('unitUnknown', [claim.code]);
    if (!this.#book.stands(entry, day)) return this.#ofAnotherEra(claim.code, entry.unit, day);
    if (claim.level !== null && entry.unit.level !== claim.level) return otherLevel(claim, entry);
    if (!isNamedSo(claim, entry)) return this.#otherName(claim, entry, day);
    return this.#parentFault(claim, entry, day) ?? { found: entry.unit, remark: null };
  }

  #byCode(claim: PlainClaim, day: Day, on: UnitIndex): UnitReading {
    const { code, level, names, parents } = claim;
    const exact = on.withCode(code);
    const holders = [...exact, ...withZeros(code, level).flatMap((padded) => on.withCode(padded))];
    const ofLevel = holders.filter(({ unit }) => level === null || unit.level === level);
    const [holder] = ofLevel.length > 0 ? ofLevel : holders;
    if (!holder) return this.#unknownCode(claim, day);
    const named = ofLevel.filter((entry) => isNamedSo(claim, entry));
    if (named.length === 0)
      return isNamedSo(claim, holder) ? otherLevel(claim, holder) : this.#otherName(claim, holder, day);
    const faults = named.map((entry) => this.#parentFault(claim, entry, day));
    const placed = named.filter((_, k) => faults[k] === null);
    if (placed.length === 0) return faults[0]!;
    // Zeros are in the file, or nothing but the code itself says that there were any.
    const sure =
      placed.length > 1 && !claim.isNumber ? placed.filter((entry) => exact.includes(entry)) : placed;
    const [entry, other] = sure;
    if (!entry || other) return fail('unitCodeUnsure', [code, ...placed.map(codeAndName)]);
    if (exact.includes(entry)) return { found: entry.unit, remark: null };
    if (level === null && names.length === 0 && parents.length === 0)
      return fail('unitCodeUnsure', [code, codeAndName(entry)]);
    return { found: entry.unit, remark: { code: 'zerosLost', words: [code, codeAndName(entry)] } };
  }

  /** No unit of the day has the code: one of another era may have had it. */
  #unknownCode(claim: PlainClaim, day: Day): Failed {
    const { code } = claim;
    const former = this.#formerHolders(claim, day);
    const era = former.find((entry) => isNamedSo(claim, entry)) ?? former[0];
    return era ? this.#ofAnotherEra(code, era.unit, day) : fail('unitUnknown', [code]);
  }

  /** The code is of a unit with another name; with its own name it may be of another era. */
  #otherName(claim: PlainClaim, holder: Entry, day: Day): Failed {
    const era = this.#formerHolders(claim, day).find((entry) => isNamedSo(claim, entry))?.unit ?? null;
    const words = [
      holder.unit.code,
      holder.unit.fullName,
      claim.names.join(' / '),
      era ? spanOf(era, day) : '',
      era ? this.#heirsOf(era) : ''
    ];
    return fail('unitNameDiffers', words, era);
  }

  #ofAnotherEra(text: string, unit: Unit, day: Day): Failed {
    const words = [text, unit.fullName, spanOf(unit, day), this.#heirsOf(unit)];
    return fail('unitOfAnotherEra', words, unit);
  }

  /** What became of a unit, in one text; empty where nobody knows. */
  #heirsOf(unit: Unit): string {
    const all = this.#more.heirs?.(unit) ?? [];
    return all.length > MOST_HEIRS ? '' : all.join(', ');
  }

  #formerHolders({ code, level }: PlainClaim, day: Day): Entry[] {
    const text = parseUnitKey(code)?.code ?? code;
    return [text, ...withZeros(text, level)]
      .flatMap((one) => this.#book.all.withCode(one))
      .filter((entry) => !this.#book.stands(entry, day));
  }

  #byName(claim: PlainClaim, day: Day, on: UnitIndex): UnitReading {
    const { names, level } = claim;
    const fits = (entry: Entry) =>
      isCalled(names, entry.forms) && (level === null || entry.unit.level === level);
    const text = names.join(' / ');
    const region = this.#region(claim, day, on);
    if (region && 'fault' in region) return region;
    const everywhere = on.withName(names).filter(fits);
    const inside = everywhere.filter(
      (entry) =>
        region === null ||
        this.#book.above(entry).includes(region) ||
        // The unit of which the whole file is may itself be meant; a unit that a row names above may not.
        (claim.parents.length === 0 && entry === region)
    );
    const formerIn = (index: Pick<UnitIndex, 'withName'>) =>
      index.withName(names).filter((entry) => fits(entry) && !this.#book.stands(entry, day));
    if (inside.length > 1) return region ? fail('unitAmbiguous', [text]) : fail('unitParentMissing', [text]);
    const [entry] = inside;
    if (entry) {
      // Without a unit above, a name means one unit only where no other ever bore it.
      const others =
        region === null ? formerIn(this.#more.takesNoName ? this.#book.held : this.#book.all) : [];
      const isOnly = region !== null || others.every(({ unit }) => unit.code === entry.unit.code);
      return isOnly ? { found: entry.unit, remark: null } : fail('unitParentMissing', [text]);
    }
    const former = formerIn(this.#book.all);
    const [era] = former;
    if (era && former.length === 1 && region === null) return this.#ofAnotherEra(text, era.unit, day);
    return region ? fail('unitUnknown', [text, region.unit.fullName]) : fail('unitUnknown', [text]);
  }

  /** The nearest unit that a row says it lies in, each within the one above it; null where it names none. */
  #region({ parents, within }: PlainClaim, day: Day, on: UnitIndex): Entry | Failed | null {
    let region: Entry | null = null;
    for (const parent of parents.toReversed()) {
      const known = this.#parents(parent, on).filter(
        (entry) => region === null || entry === region || this.#book.above(entry).includes(region)
      );
      const [found] = known;
      if (!found) return this.#unknownParent(parent, day);
      if (known.length > 1) return fail('unitParentAmbiguous', [parent.told]);
      region = found;
    }
    return region ?? (within === null ? null : (this.#book.entry(within) ?? null));
  }

  #parents(parent: PlainParent, on: UnitIndex): Entry[] {
    const { code, name, level } = parent;
    const some =
      code === ''
        ? on.withName([name])
        : [code, ...withZeros(code, level)].flatMap((one) => on.withCode(one));
    // A code that lost its zeros says nothing by itself.
    const isSure = (entry: Entry) =>
      entry.unit.code.toLowerCase() === code.toLowerCase() || level !== null || name !== '';
    return some.filter((entry) => isParent(entry, parent) && (code === '' || isSure(entry)));
  }

  /** Why a unit does not lie in what the row names; null where it does. */
  #parentFault({ parents }: PlainClaim, entry: Entry, day: Day): Failed | null {
    const above = this.#book.above(entry);
    let from = 0;
    for (const parent of parents) {
      const at = above.findIndex((one, k) => k >= from && isParent(one, parent));
      if (at < 0) return this.#otherParent(parent, entry, above, day);
      from = at;
    }
    return null;
  }

  #otherParent(parent: PlainParent, entry: Entry, above: readonly Entry[], day: Day): Failed {
    const known = this.#parents(parent, this.#book.on(day));
    if (known.length === 0) return this.#unknownParent(parent, day);
    const own = above.find(({ unit }) => unit.level === known[0]?.unit.level) ?? above[0];
    return fail('unitParentDiffers', [entry.unit.fullName, own?.unit.fullName ?? '–', parent.told]);
  }

  #unknownParent(parent: PlainParent, day: Day): Failed {
    const all = this.#book.all;
    const era = (parent.code === '' ? all.withName([parent.name]) : all.withCode(parent.code)).find((entry) =>
      isParent(entry, parent)
    )?.unit;
    return fail('unitParentUnknown', [parent.told, era ? spanOf(era, day) : ''], era ?? null);
  }
}

function isNamedSo({ names }: PlainClaim, { forms }: Entry): boolean {
  return names.length === 0 || isCalled(names, forms);
}

/** Whether a unit is what a row names above another: all that it says of it must hold. */
function isParent({ unit, forms }: Entry, { level, code, name }: PlainParent): boolean {
  if (level !== null && unit.level !== level) return false;
  const own = unit.code.toLowerCase();
  if (code !== '' && own !== code.toLowerCase() && !withZeros(code, unit.level).includes(own)) return false;
  return name === '' || isCalled([name], forms);
}

function otherLevel({ code, level }: PlainClaim, { unit }: Entry): Failed {
  return fail('unitLevelDiffers', [code, unit.fullName, String(level)]);
}

/** When a unit of another era stood: `<2025-07-01` before that day, `>2025-07-01` from it on. */
function spanOf({ validFrom, validTo }: Unit, day: Day): string {
  return validFrom > day || validTo === null ? `>${validFrom}` : `<${validTo}`;
}

function codeAndName({ unit }: Entry): string {
  return `${unit.fullName} (${unit.code})`;
}

function fail(code: UnitFault['code'], words: readonly string[] = [], era: Unit | null = null): Failed {
  return { fault: { code, words, era } };
}
