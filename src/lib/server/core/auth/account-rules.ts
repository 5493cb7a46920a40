import {
  allows,
  isSoundGrant,
  MAY_GRANT,
  type Grant,
  type Principal,
  type Role
} from '../../../domain/access.ts';
import type { Day } from '../../../domain/period.ts';
import type { Tree } from '../../../domain/tree.ts';
import { holdsOn, type UnitKey } from '../../../domain/unit.ts';

/** A role that somebody is to be given. */
export interface GrantDraft {
  readonly role: Role;
  readonly unit: UnitKey;
  /** Codes of groups below the unit; needed for group heads, their deputies and sectors, and for nobody else. */
  readonly groups?: readonly string[] | null | undefined;
  /** Today where nothing is said. */
  readonly validFrom?: Day | undefined;
  /** The first day on which it no longer holds; none where nothing is said. */
  readonly validTo?: Day | null | undefined;
  /** Number and date of an ủy quyền or a founding decision. */
  readonly decision?: string | undefined;
}

/** Why something about an account, a key or a screen was not done. */
export type AccountFault =
  | 'forbidden'
  | 'notFound'
  | 'badLogin'
  | 'loginTaken'
  | 'badName'
  | 'nameTaken'
  | 'badEmail'
  | 'emailTaken'
  | 'badGrant'
  | 'badScope'
  | 'notACard'
  | 'isACard'
  | 'self'
  | 'lastAdministrator';

/** Roles that file for groups that the grant names. */
const OF_GROUPS: readonly Role[] = ['group-head', 'group-deputy', 'sector'];
const DECISION = 300;

/** Where and when rights are judged. */
export interface Ground {
  readonly tree: Tree;
  readonly day: Day;
}

/** A draft as the grant that it becomes; null where it makes no sense here. */
export function grantOf(draft: GrantDraft, { tree, day }: Ground): Grant | null {
  const grant: Grant = {
    role: draft.role,
    unit: draft.unit,
    groups: draft.groups ?? null,
    validFrom: draft.validFrom ?? day,
    validTo: draft.validTo ?? null,
    decision: (draft.decision ?? '').trim().normalize('NFC')
  };
  if (!isSoundGrant(grant) || grant.role === 'screen' || grant.decision.length > DECISION) return null;
  const isOfGroups = OF_GROUPS.includes(grant.role);
  if (isOfGroups !== (grant.groups !== null && grant.groups.length > 0)) return null;
  const root = tree.unit(grant.unit);
  // A new store has no units yet, and somebody must be there to register them.
  if (!root) return tree.nodes.length === 0 && !isOfGroups ? grant : null;
  const isBelow = (code: string) => {
    const group = tree.group(code);
    return group !== undefined && tree.isWithin(group.ordinal, root.ordinal);
  };
  return grant.groups === null || grant.groups.every(isBelow) ? grant : null;
}

/** Whether somebody may give a role: one of those that their own role hands out, within their own subtree. */
export function mayGive(principal: Principal, grant: Pick<Grant, 'role' | 'unit'>, ground: Ground): boolean {
  return principal.grants.some(
    (own) =>
      holdsOn(own, ground.day) &&
      allows(own.role, 'manageAccounts') &&
      own.groups === null &&
      MAY_GRANT[own.role].includes(grant.role) &&
      isWithin(grant.unit, own.unit, ground.tree)
  );
}

/**
 * Whether somebody may change an account, a key or their grants: only where every role that it holds, now or on a day
 * to come, is one that they might have given. So nobody takes over an account that may more than they do.
 */
export function mayManage(principal: Principal, held: readonly Grant[], ground: Ground): boolean {
  const living = held.filter(({ validTo }) => validTo === null || validTo > ground.day);
  // What holds nothing belongs to whoever may hand out everything.
  if (living.length === 0) return isAdministrator(principal, ground.day);
  return living.every((grant) => mayGive(principal, grant, ground));
}

/** Whether somebody may see that an account is there: one of its roles lies in a subtree whose accounts they manage. */
export function maySee(principal: Principal, held: readonly Grant[], ground: Ground): boolean {
  const own = principal.grants.filter(
    (grant) => holdsOn(grant, ground.day) && allows(grant.role, 'manageAccounts')
  );
  if (held.length === 0) return isAdministrator(principal, ground.day);
  return held.some(({ unit }) => own.some((grant) => isWithin(unit, grant.unit, ground.tree)));
}

function isAdministrator({ grants }: Principal, day: Day): boolean {
  return grants.some((grant) => grant.role === 'administrator' && holdsOn(grant, day));
}

function isWithin(unit: UnitKey, root: UnitKey, tree: Tree): boolean {
  if (unit === root) return true;
  const [at, above] = [tree.unit(unit), tree.unit(root)];
  return at !== undefined && above !== undefined && tree.isWithin(at.ordinal, above.ordinal);
}
