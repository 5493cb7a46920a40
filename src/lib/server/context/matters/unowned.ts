import type { Fold } from '../../core/snapshot/fold.ts';

/**
 * How many difficulties raised at and below a unit nobody has taken, wherever they lie now: the one figure of the wall, the
 * operations room and the inbox. One that was given to somebody, or put off, waits as before until it is taken.
 */
export function unownedBelow({ steps, world }: Pick<Fold, 'steps' | 'world'>, unit: number): number {
  let count = 0;
  for (const { group } of steps.matters.in('open')) {
    const ordinal = world.tree.group(group)?.ordinal;
    if (ordinal !== undefined && world.tree.isWithin(ordinal, unit)) count += 1;
  }
  return count;
}
