import type { Day } from './period.ts';

/**
 * The rungs of the tree from the top. A store need not have every rung: since 1/7/2025 there are no districts, and
 * most communes of the demo have no villages. Groups hang below the unit in which they work.
 */
export const LEVELS = ['country', 'province', 'district', 'commune', 'village', 'group'] as const;
export type LevelName = (typeof LEVELS)[number];

/** A rung as a number, 0 (country) to 5 (group): its place in `LEVELS`. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

export const GROUP_LEVEL: Level = 5;

/**
 * `code@validFrom`. Codes are text, keep their leading zeros and are reused across reforms, so a code alone names
 * no unit (RULES 1): 48 is Đà Nẵng both before and after 1/7/2025, with other borders.
 */
export type UnitKey = `${string}@${Day}`;

/**
 * What the land is like, by which units are compared with their like alone: đô thị, đồng bằng, miền núi. Whoever runs
 * the store says so of its units; no authority's list is shipped.
 */
export const TERRAINS = ['urban', 'plain', 'mountain'] as const;
export type Terrain = (typeof TERRAINS)[number];

/** An administrative unit during one era. A unit that gets another parent or type is a new era of it. */
export interface Unit {
  /** Official code (QĐ 124/2004, QĐ 19/2025): province 2 digits, commune 5. Villages have codes of the store's own. */
  readonly code: string;
  readonly validFrom: Day;
  /** The first day on which it no longer exists; null while it does. */
  readonly validTo: Day | null;
  readonly level: Level;
  /** As people say it: `phường`, `xã`, `đặc khu`, `tổ dân phố`, `thôn`, … */
  readonly type: string;
  /** Without its type, NFC: `Hải Châu`. */
  readonly name: string;
  /** With its type, NFC: `Phường Hải Châu`. */
  readonly fullName: string;
  /** Null only at the root of a store's tree. */
  readonly parent: UnitKey | null;
  /** Where a label or a pulse is put, degrees [longitude, latitude]; null where nobody knows. */
  readonly point: readonly [number, number] | null;
  /** Null where nobody said; left out by logs from before there was such a thing. */
  readonly terrain?: Terrain | null;
}

/** The key of a unit. */
export function unitKey(unit: Pick<Unit, 'code' | 'validFrom'>): UnitKey {
  return `${unit.code}@${unit.validFrom}`;
}

/** Splits a key; null where the text is no key. */
export function parseUnitKey(text: string): { code: string; validFrom: Day } | null {
  const match = /^([^@\s]{1,32})@(\d{4}-\d{2}-\d{2})$/.exec(text);
  return match ? { code: match[1] ?? '', validFrom: match[2] ?? '' } : null;
}

/** Whether a span [from, to) holds a day; `to` null is open. */
export function holdsOn(span: { validFrom: Day; validTo: Day | null }, day: Day): boolean {
  return span.validFrom <= day && (span.validTo === null || day < span.validTo);
}
