import { MAY_GRANT, ROLES, type Principal, type Role } from '../../../domain/access.ts';
import type { Day } from '../../../domain/period.ts';
import type { Tree } from '../../../domain/tree.ts';
import { holdsOn } from '../../../domain/unit.ts';
import { matchesName } from '../../../i18n/names.ts';
import type { AccountSummary } from '../../core/auth/accounts.ts';

/** A role somebody holds, with its place by name. */
export interface NamedGrant {
  readonly id: string;
  readonly role: Role;
  readonly place: string;
  readonly groups: readonly string[] | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly decision: string;
  readonly isOver: boolean;
}

/** An account as the pages of administration show it. */
export interface NamedAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly disabled: boolean;
  readonly oneTime: boolean;
  readonly cardGroup: string | null;
  readonly mayManage: boolean;
  readonly grants: readonly NamedGrant[];
}

/** Roles that somebody may hand out to people (a screen gets a link instead). */
export function grantableRoles({ grants }: Principal, day: Day): Role[] {
  const may = new Set(grants.filter((grant) => holdsOn(grant, day)).flatMap(({ role }) => MAY_GRANT[role]));
  return ROLES.filter((role) => role !== 'screen' && may.has(role));
}

/** An account with names in place of keys. */
export function namedAccount(tree: Tree, account: AccountSummary, day: Day): NamedAccount {
  const { id, login, name, email, disabledAt, oneTime, cardGroup, mayManage } = account;
  return {
    id,
    login,
    name,
    email,
    disabled: disabledAt !== null,
    oneTime,
    cardGroup,
    mayManage,
    grants: namedGrants(tree, account.grants, day)
  };
}

/** Grants with the names of their units and groups. */
export function namedGrants(tree: Tree, grants: AccountSummary['grants'], day: Day): NamedGrant[] {
  return grants.map((grant) => ({
    id: grant.id,
    role: grant.role,
    place: tree.unit(grant.unit)?.unit.fullName ?? grant.unit,
    groups: grant.groups?.map((code) => tree.group(code)?.group.name ?? code) ?? null,
    validFrom: grant.validFrom,
    validTo: grant.validTo,
    decision: grant.decision,
    isOver: grant.validTo !== null && grant.validTo <= day
  }));
}

/** Whether an account answers a search by name, login or place. */
export function answersTo(account: NamedAccount, text: string): boolean {
  return [account.name, account.login, ...account.grants.map(({ place }) => place)].some((name) =>
    matchesName(text, name)
  );
}
