import { MET, NO_DATA, NO_TARGET, SMALL_BASE } from '../domain/attainment.ts';

/**
 * How a unit is painted, one small number: 0–2 and 4–7 are the state codes of `domain/attainment` (2 with the lightest
 * neutral shade), 8–11 a small base of the bands met to low, 12–15 darker neutral shades of a value without a target.
 */
export type Tint = number;

export const TINTS = 16;
/** Shades of the neutral scale for values without a target. */
const SHADES = 5;
const SMALL_BASE_TINTS = 8;
const SHADE_TINTS = 12;

/** The tint of a state; `band` counts under a small base alone, `share` (0 to 1) without a target alone. */
export function tintOf(state: number, band = MET, share = 0): Tint {
  if (state === SMALL_BASE) return SMALL_BASE_TINTS + band - MET;
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
  if (tint >= SHADE_TINTS || tint < MET) return null;
  return tint >= SMALL_BASE_TINTS ? tint - SMALL_BASE_TINTS + MET : tint;
}

/** Whether a tint needs a pattern over its colour. */
export const isHatched = (tint: Tint) => tint === NO_DATA;
export const isDotted = (tint: Tint) => stateOfTint(tint) === SMALL_BASE;
