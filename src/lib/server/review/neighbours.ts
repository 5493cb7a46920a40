import type { Period } from '../../domain/period.ts';
import type { GroupNode } from '../../domain/tree.ts';
import type { Neighbours } from '../../wire/review.ts';
import type { ReviewDesk } from './desk.ts';
import { filedIn } from './figures.ts';

const COMMUNE = 3;

/**
 * What the other groups of the same kind in the same commune filed for a period: rates for shares and quotas, numbers
 * for counts. Null where no other has filed.
 */
export function neighboursOf(
  { publisher }: ReviewDesk,
  group: GroupNode,
  indicator: number,
  period: Period
): Neighbours | null {
  const { world, cells } = publisher.fold;
  const { tree } = world;
  const commune = [...tree.upward(group.parent)].find(({ level }) => level <= COMMUNE);
  const { groups } = world.expected(indicator, period);
  const values: number[] = [];
  for (const node of commune ? tree.downward(commune.ordinal) : []) {
    if (node.kind !== 'group' || node.ordinal === group.ordinal || node.group.kind !== group.group.kind)
      continue;
    if (world.placeIn({ groups, base: NO_BASES }, node.ordinal) < 0) continue;
    const filed = filedIn(cells, node.ordinal, indicator, period);
    if (filed && filed.den !== 0) values.push(filed.den < 0 ? filed.num : filed.num / filed.den);
  }
  values.sort((a, b) => a - b);
  const [low, high] = [values[0], values.at(-1)];
  if (low === undefined || high === undefined) return null;
  const half = values.length >> 1;
  const median = values.length % 2 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
  return { count: values.length, low, median, high };
}

const NO_BASES = new Float64Array(0);
