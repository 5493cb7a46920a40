/**
 * Chance that repeats itself: every draw is a hash of what it is drawn for (a group's code, a purpose, a period), so
 * the same demo comes out whatever was drawn before.
 */

/** A 32-bit hash of a text (FNV-1a, then mixed). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return scramble(hash);
}

/** A 32-bit hash of a hash and a number. */
export function mix(hash: number, salt: number): number {
  return scramble(hash ^ Math.imul(salt + 0x7f4a7c15, 0x9e3779b1));
}

/** A number in [0, 1) for a hash, a purpose and a period. */
export function chance(hash: number, purpose: number, period = 0): number {
  return mix(mix(hash, purpose), period) / 0x1_0000_0000;
}

/** A number with mean 0 and deviation 1 for a hash and a purpose, never beyond ±3.5. */
export function bell(hash: number, purpose: number): number {
  let h = mix(hash, purpose);
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    sum += h / 0x1_0000_0000;
    h = scramble(h + 0x6d2b79f5);
  }
  return (sum - 2) * Math.sqrt(3);
}

/** Whole numbers in the proportion of the weights that add up to the total exactly (largest remainder). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0 && weights.length > 0)
    return apportion(
      total,
      weights.map(() => 1)
    );
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const byRemainder = exact
    .map((_, i) => i)
    .sort((a, b) => exact[b]! - parts[b]! - (exact[a]! - parts[a]!) || a - b);
  let left = total - parts.reduce((a, b) => a + b, 0);
  for (const i of byRemainder) if (left-- > 0) parts[i]! += 1;
  return parts;
}

/** The step of mulberry32 that turns any 32 bits into well-mixed ones, as an unsigned number. */
function scramble(bits: number): number {
  let t = bits + 0x6d2b79f5;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}
