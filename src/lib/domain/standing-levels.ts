import { ANSWER_LEVELS, type AnswerLevel } from './matter.ts';
import type { Day } from './period.ts';
import type { Tree } from './tree.ts';
import { holdsOn, LEVELS, type LevelName } from './unit.ts';

/**
 * The levels that stand at and below a unit on a day, the highest first: what every form offers and every door takes. A
 * level that a reform took away (districts, since 1/7/2025) is none of them. Groups always are: they may still come.
 */
export function standingLevels(tree: Tree, root: number, day: Day): LevelName[] {
  const found = new Set<number>();
  const inside = new Uint8Array(tree.nodes.length);
  inside[root] = 1;
  // Parents come before their children.
  for (const node of tree.nodes) {
    if (node.ordinal !== root && !inside[node.parent]) continue;
    inside[node.ordinal] = 1;
    if (node.kind === 'unit' && !found.has(node.level) && holdsOn(node.unit, day)) found.add(node.level);
  }
  return LEVELS.filter((level, at) => level === 'group' || found.has(at));
}

/** Whether a level stands at or below a unit on a day. */
export function standsIn(tree: Tree, root: number, level: LevelName, day: Day): boolean {
  return standingLevels(tree, root, day).includes(level);
}

/**
 * The levels that a group may ask for an answer: its commune, its province and the country, and its district where it
 * works in one. Ministries answer also where the store begins at a province.
 */
export function answerLevels(tree: Tree, group: number): AnswerLevel[] {
  const above = new Set([...tree.upward(group)].map(({ level }) => LEVELS[level]));
  return ANSWER_LEVELS.filter((level) => level !== 'district' || above.has(level));
}
