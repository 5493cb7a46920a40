import type { Few } from '../../../domain/few.ts';
import { mayAt, type Principal } from '../../../domain/access.ts';
import type { Day } from '../../../domain/period.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { PublicDepth } from '../config.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import { levelOf, type Scope } from '../../../wire/scope.ts';

/**
 * Whether somebody may read a scope (RULES 20): its root lies in a subtree that they may read (a screen no deeper than
 * its link), or the public policy reaches it. Routes, snapshots, exports and the socket all ask this.
 */
export function mayReadScope(
  principal: Principal,
  scope: Scope,
  { tree, day, publicDepth }: { tree: Tree; day: Day; publicDepth: PublicDepth }
): boolean {
  const depth = levelOf(scope.depth);
  if (publicDepth !== 'none' && depth <= levelOf(publicDepth)) return true;
  const root = tree.unit(scope.root);
  if (!root || !mayAt(principal, 'read', tree, root.ordinal, day)) return false;
  return principal.depth === undefined || depth <= levelOf(principal.depth);
}

/**
 * Whether somebody is told counts over a base of a few persons in a unit's subtree (RULES 17): whoever may read what
 * groups write there. Screens, viewers, whoever is bound to some groups alone and the public see the band.
 */
export function fewIn(principal: Principal, unit: UnitKey, { tree, day }: { tree: Tree; day: Day }): Few {
  const root = tree.unit(unit);
  return root && mayAt(principal, 'readTexts', tree, root.ordinal, day) ? 'told' : 'withheld';
}
