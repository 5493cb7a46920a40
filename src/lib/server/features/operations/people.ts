import { allows, ROLES } from '../../../domain/access.ts';
import { nodeOfKey, type AttentionKey } from '../../../domain/attention-key.ts';
import { bodyOf } from '../../../domain/case.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { holdsOn } from '../../../domain/unit.ts';
import type { Assignable } from '../../../api/operations.ts';
import { NOT_YOURS, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import { unitAt } from '../../context/matters/views.ts';
import { mayOperate, OPERATE, type StoringDesk } from './desk.ts';

/** People that one list names. */
const MOST_PEOPLE = 200;
const OPERATING = ROLES.filter((role) => allows(role, OPERATE));
const COMMUNE_LEVEL = 3;

/** To whom a row may be given. */
export async function assignableFor(desk: StoringDesk, key: AttentionKey): Promise<Outcome<Assignable>> {
  const node = nodeOfKey(key, desk.fold.world.tree);
  if (node === null) return UNKNOWN;
  return mayOperate(desk, node) ? assignable(desk, node) : NOT_YOURS;
}

/**
 * To whom a row about a node may be given: those who may act there by a grant on a unit from the node up, and the
 * offices of the units up to one's own. Whoever asks must hold the same right there.
 */
export async function assignable(desk: StoringDesk, node: number): Promise<Assignable> {
  const { tree } = desk.fold.world;
  const above = [...tree.upward(node)].flatMap(({ ordinal }): UnitNode[] => {
    const unit = unitAt(tree, ordinal);
    return unit ? [unit] : [];
  });
  const found = await desk.store.grants.holdersAt(
    above.map(({ key }) => key),
    OPERATING,
    MOST_PEOPLE
  );
  const people = new Map<string, Assignable['people'][number]>();
  for (const grant of found) {
    if (grant.groups !== null || !holdsOn(grant, desk.day)) continue;
    const holder = `account:${grant.login}`;
    const unit = tree.unit(grant.unit)?.unit.fullName ?? grant.unit;
    if (!people.has(holder)) people.set(holder, { holder, name: grant.name, role: grant.role, unit });
  }
  const offices = above
    .filter(({ ordinal, level }) => level <= COMMUNE_LEVEL && mayOperate(desk, ordinal))
    .map(({ key, unit }) => ({ holder: bodyOf(key), name: unit.fullName }));
  return { people: [...people.values()], offices };
}
