import type { Unit, Level } from '../domain/unit.ts';
import { seen } from '../i18n/names.ts';

/** What a row says of the unit that it means. What it leaves empty says nothing. */
export interface UnitClaim {
  /** As it is written: a code, or a key (`48@2025-07-01`). */
  readonly code?: string;
  /** Whether the code is a number, or may have been one: then zeros in front may be lost. */
  readonly isNumber?: boolean;
  /** Everything that the row calls the unit. */
  readonly names?: readonly string[];
  /** The level that the row, its column or its file is of; null where nobody knows. */
  readonly level?: Level | null;
  /** The units that it says it lies in, nearest first. */
  readonly parents?: readonly ParentClaim[];
  /** Key of the unit of which the whole file is, where somebody said so: for rows that name no unit above. */
  readonly within?: string | null;
}

/** A unit that a row says it lies in. */
export interface ParentClaim {
  /** Null where the row does not say of which level it is. */
  readonly level?: Level | null;
  readonly code?: string | null;
  readonly name?: string | null;
}

/** What is worth saying of a unit that was found: its code had lost its zeros. */
export interface UnitRemark {
  readonly code: 'zerosLost';
  readonly words: readonly string[];
}

/** Why no unit is found; `words` are what a message repeats, in its order (`unit-fault-words.ts`). */
export interface UnitFault {
  readonly code:
    | 'unitMissing'
    | 'unitUnknown'
    | 'unitAmbiguous'
    | 'unitNameDiffers'
    | 'unitLevelDiffers'
    | 'unitCodeUnsure'
    | 'unitOfAnotherEra'
    | 'unitParentMissing'
    | 'unitParentUnknown'
    | 'unitParentAmbiguous'
    | 'unitParentDiffers';
  readonly words: readonly string[];
  /** The unit of another era that the row means, where one is known by all that it says. */
  readonly era: Unit | null;
}

/** Which unit a row means. */
export type UnitReading =
  { readonly found: Unit; readonly remark: UnitRemark | null } | { readonly fault: UnitFault };

/** A claim without what is empty and what is not seen. */
export interface PlainClaim {
  readonly code: string;
  readonly isNumber: boolean;
  readonly names: readonly string[];
  readonly level: Level | null;
  readonly parents: readonly PlainParent[];
  readonly within: string | null;
}

export interface PlainParent {
  readonly level: Level | null;
  readonly code: string;
  readonly name: string;
  /** As a message repeats it. */
  readonly told: string;
}

export function plainClaim(claim: UnitClaim): PlainClaim {
  return {
    code: codeText(claim.code ?? ''),
    isNumber: claim.isNumber ?? false,
    names: (claim.names ?? []).map(seen).filter((name) => name !== ''),
    level: claim.level ?? null,
    parents: (claim.parents ?? []).flatMap(plainParent),
    within: claim.within ?? null
  };
}

function plainParent({ level = null, code, name }: ParentClaim): PlainParent[] {
  let [ownCode, ownName] = [codeText(code ?? ''), seen(name ?? '')];
  // A column of names may hold codes: `Tỉnh: 48`.
  if (ownCode === '' && /^\d+$/.test(ownName)) [ownCode, ownName] = [ownName, ''];
  if (ownCode === '' && ownName === '') return [];
  const told = ownName === '' || ownCode === '' ? ownName || ownCode : `${ownName} (${ownCode})`;
  return [{ level, code: ownCode, name: ownName, told }];
}

/** A code as it is written, without what is not seen, in the digits of the keyboard; an apostrophe in front tells a spreadsheet that it is text. */
export function codeText(text: string): string {
  return seen(text).normalize('NFKC').replace(/^'/, '').replace(/ /g, '');
}

/** Digits of an official code, by level; codes of villages are the store's own. */
export const CODE_DIGITS: Readonly<Partial<Record<Level, number>>> = { 1: 2, 2: 3, 3: 5 };

/** Whether a code may be a longer one that a spreadsheet took for a number, so that its zeros in front are gone. */
export function mayLackZeros(code: string): boolean {
  return withZeros(code, null).length > 0;
}

/** A code with the zeros that a spreadsheet may have dropped: of one level, or of any where none is known. */
export function withZeros(code: string, level: Level | null): string[] {
  if (!/^[1-9]\d*$/.test(code)) return [];
  const digits = level === null ? Object.values(CODE_DIGITS) : [CODE_DIGITS[level] ?? 0];
  return digits.filter((count) => count > code.length).map((count) => code.padStart(count, '0'));
}
