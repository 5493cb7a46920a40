import { mayAt, placesOf, type Principal } from '../../domain/access.ts';
import type { Day } from '../../domain/period.ts';
import type { Node, Tree } from '../../domain/tree.ts';
import { holdsOn, type Level } from '../../domain/unit.ts';
import { foldMarks, matchesName } from '../../i18n/names.ts';
import type { UnitChoice } from '../../wire/unit-choice.ts';

/** What is searched for. */
export interface UnitSearch {
  /** A part of a name, with or without marks, or the beginning of a code. */
  readonly text: string;
  /** Only these levels; empty for every level of units. 5 finds groups. */
  readonly levels: readonly Level[];
  /** Units that no longer stand as well. */
  readonly past: boolean;
  readonly limit: number;
}

/** Names without marks by the thing that has them: folding eleven thousand at every key would be slow. */
const folded = new WeakMap<object, string>();

/**
 * Units and groups whose name or code answers a search, in what somebody may read: those whose name begins with it
 * first, higher levels before lower ones.
 */
export function searchUnits(
  tree: Tree,
  principal: Principal,
  { text, levels, past, limit }: UnitSearch,
  day: Day
): UnitChoice[] {
  const roots = placesOf(principal, 'read', tree, day);
  const plain = foldMarks(text);
  const found: { node: Node; rank: number }[] = [];
  for (const node of tree.nodes) {
    if (levels.length > 0 ? !levels.includes(node.level) : node.kind === 'group') continue;
    const { name, code, span } = named(node);
    const holder = node.kind === 'unit' ? node.unit : node.group;
    let bare = folded.get(holder);
    if (bare === undefined) folded.set(holder, (bare = foldMarks(name)));
    const isCode = plain !== '' && foldMarks(code).startsWith(plain);
    if (!isCode && (!bare.includes(plain) || !matchesName(text, name))) continue;
    if (!past && !holdsOn(span, day)) continue;
    if (!roots.some((root) => tree.isWithin(node.ordinal, root))) continue;
    if (!mayAt(principal, 'read', tree, node.ordinal, day)) continue;
    const begins = isCode || bare.startsWith(plain) || bare.endsWith(` ${plain}`);
    found.push({ node, rank: (begins ? 0 : 10) + node.level });
  }
  found.sort((a, b) => a.rank - b.rank || a.node.ordinal - b.node.ordinal);
  return found.slice(0, limit).map(({ node }) => choiceOf(tree, node, day));
}

/** A node as a list of choices shows it. */
export function choiceOf(tree: Tree, node: Node, day: Day): UnitChoice {
  const above = [...tree.upward(node.parent)].filter((one) => one.level > 0).map((one) => named(one).name);
  const { name, span } = named(node);
  const until = holdsOn(span, day) ? [] : [`${span.validFrom} – ${span.validTo ?? ''}`];
  return {
    key: node.kind === 'unit' ? node.key : node.group.code,
    kind: node.kind,
    level: node.level,
    name,
    within: [...above, ...until].join(', ')
  };
}

function named(node: Node): {
  name: string;
  code: string;
  span: { validFrom: Day; validTo: Day | null };
} {
  return node.kind === 'unit'
    ? { name: node.unit.fullName, code: node.unit.code, span: node.unit }
    : { name: node.group.name, code: node.group.code, span: node.group };
}
