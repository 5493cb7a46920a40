/** Of how few of some counts the largest together make half of their sum; 0 where there is nothing. */
export function holdersOfHalf(counts: readonly number[]): number {
  const sum = counts.reduce((all, count) => all + count, 0);
  let held = 0;
  let holders = 0;
  for (const count of counts.toSorted((a, b) => b - a)) {
    if (2 * held >= sum) break;
    held += count;
    holders += 1;
  }
  return holders;
}
