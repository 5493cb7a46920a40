import type { Period } from './period.ts';
import type { Tree } from './tree.ts';

/** Which position of the log last touched what lies at or below a node in a period. */
export interface TouchedAt {
  at(node: number, period: Period): number;
}

/** The groups whose figures of a period a later position than `since` has touched: only where one has is looked further. */
export function* touchedGroups(
  tree: Tree,
  touches: TouchedAt,
  period: Period,
  since: number
): Generator<number> {
  const waiting: number[] = [];
  for (const { ordinal, parent } of tree.nodes) if (parent < 0) waiting.push(ordinal);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (touches.at(node, period) <= since) continue;
    if (tree.nodes[node]?.kind === 'group') yield node;
    else waiting.push(...tree.children(node));
  }
}
