/** An exact ratio of whole numbers, its denominator above 0. */
export interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const ratio = (top: bigint, bottom: bigint): Ratio => ({ top, bottom });
export const over = (a: Ratio, b: Ratio): Ratio => ({ top: a.top * b.bottom, bottom: a.bottom * b.top });
export const times = (a: Ratio, b: bigint): Ratio => ({ top: a.top * b, bottom: a.bottom });
export const isAtLeast = (a: Ratio, b: Ratio): boolean => a.top * b.bottom >= b.top * a.bottom;

/** The smallest whole number that is not below. */
export function roundUp({ top, bottom }: Ratio): bigint {
  const whole = top / bottom;
  return whole * bottom === top ? whole : whole + 1n;
}

/** Whether a double is the ratio, to fourteen of its digits; nothing is equal to nothing. */
export function isNearly(value: number | null, exact: Ratio | null): boolean {
  if (value === null || exact === null) return value === null && exact === null;
  const wanted = Number((exact.top * 10n ** 18n) / exact.bottom) / 1e18;
  return Math.abs(value - wanted) <= 1e-14 * Math.max(1, Math.abs(wanted));
}
