/**
 * Divides a whole number among some by weight, so that the parts are whole and add up to it exactly: the largest
 * remainders get what is left (Hamilton), the first of equals before the next. Weights are whole numbers ≥ 0; where
 * all of them are 0 nothing can be divided and every part is 0.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const whole = BigInt(total);
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const shares = weights.map((weight, place) => {
    const product = whole * BigInt(weight);
    return { place, part: product / sum, rest: product % sum };
  });
  let left = Number(whole - shares.reduce((all, { part }) => all + part, 0n));
  const parts = shares.map(({ part }) => Number(part));
  const byRest = [...shares].sort((a, b) =>
    a.rest === b.rest ? a.place - b.place : a.rest < b.rest ? 1 : -1
  );
  for (const { place } of byRest) {
    if (left-- <= 0) break;
    parts[place]! += 1;
  }
  return parts;
}
