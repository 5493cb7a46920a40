import {
  bandOf,
  figuresAt,
  NO_DATA,
  NO_TARGET,
  NOT_APPLICABLE,
  SMALL_BASE,
  stateOf,
  type Figures,
  type Measured
} from '../domain/attainment.ts';
import type { Basis, Rows } from '../domain/rows.ts';
import type { Colouring } from './types.ts';

/**
 * How a unit is painted, one small number: 0–2 and 4–7 are the state codes of `domain/attainment` (2 with the lightest
 * neutral shade), 8–11 a small base of the bands met to low, 12–15 darker neutral shades of a value without a target.
 */
export type Tint = number;

export const TINTS = 16;
/** Shades of the neutral scale for values without a target. */
export const SHADES = 5;
const SMALL_BASE_TINTS = 8;
const SHADE_TINTS = 12;
const FIRST_BAND = 4;

/** The tint of a state; `band` counts under a small base alone, `share` (0 to 1) without a target alone. */
export function tintOf(state: number, band = FIRST_BAND, share = 0): Tint {
  if (state === SMALL_BASE) return SMALL_BASE_TINTS + band - FIRST_BAND;
  if (state !== NO_TARGET) return state;
  const shade = Math.min(SHADES - 1, Math.max(0, Math.floor(share * SHADES)));
  return shade === 0 ? NO_TARGET : SHADE_TINTS + shade - 1;
}

/** The state code that a tint shows. */
export function stateOfTint(tint: Tint): number {
  if (tint >= SHADE_TINTS) return NO_TARGET;
  return tint >= SMALL_BASE_TINTS ? SMALL_BASE : tint;
}

/** The shade of the neutral scale, 0 (lightest) to 4; null for all other tints. */
export function shadeOfTint(tint: Tint): number | null {
  if (tint === NO_TARGET) return 0;
  return tint >= SHADE_TINTS ? tint - SHADE_TINTS + 1 : null;
}

/** The band code below a tint: its own, or that under a small base; null where there is none. */
export function bandOfTint(tint: Tint): number | null {
  if (tint >= SHADE_TINTS || tint < FIRST_BAND) return null;
  return tint >= SMALL_BASE_TINTS ? tint - SMALL_BASE_TINTS + FIRST_BAND : tint;
}

/** The tint of one row. `most` is the greatest value among those shown, for counts without a target. */
export function tintOfRow(indicator: Measured, row: Figures, most: number): Tint {
  const state = stateOf(indicator, row);
  if (state === SMALL_BASE) return tintOf(state, bandOf(indicator, row));
  if (state !== NO_TARGET) return state;
  const share = indicator.kind === 'count' ? row.num / Math.max(1, most) : row.num / row.den;
  return tintOf(state, FIRST_BAND, share);
}

/** The colouring of the rows at `picked`, all of one indicator and one period. */
export function colouringOf(
  rows: Rows,
  picked: ArrayLike<number>,
  indicator: Measured,
  basis: Basis,
  revision: number
): Colouring {
  const ordinals = new Int32Array(picked.length);
  const tints = new Uint8Array(picked.length);
  let most = 0;
  for (let i = 0; i < picked.length; i++) most = Math.max(most, rows[basis].num[picked[i]!]!);
  for (let i = 0; i < picked.length; i++) {
    const at = picked[i]!;
    ordinals[i] = rows.node[at]!;
    tints[i] = tintOfRow(indicator, figuresAt(rows, at, basis), most);
  }
  return { revision, ordinals, tints };
}

/** How many of these units are in each state, by state code; units without a tint are không áp dụng. */
export function countStates(tints: ReadonlyMap<number, Tint>, ordinals: Iterable<number>): Uint32Array {
  const counts = new Uint32Array(8);
  for (const ordinal of ordinals) {
    const state = stateOfTint(tints.get(ordinal) ?? NOT_APPLICABLE);
    counts[state] = counts[state]! + 1;
  }
  return counts;
}

/** Whether a tint needs a pattern over its colour. */
export const isHatched = (tint: Tint) => tint === NO_DATA;
export const isDotted = (tint: Tint) => stateOfTint(tint) === SMALL_BASE;
