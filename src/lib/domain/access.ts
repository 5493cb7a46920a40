import type { Day } from './period.ts';
import type { Tree } from './tree.ts';
import { holdsOn, LEVELS, parseUnitKey, type LevelName, type UnitKey } from './unit.ts';

/**
 * What a person, a machine or a screen may be in a part of the tree. `head` is Chủ tịch, Phó Chủ tịch or whoever has
 * a dated ủy quyền; `clerk` is the chuyên viên who prepares and never approves (S2, S4); `group-deputy` files
 * "nhập thay" under a name of their own; `sector` files what police, a bank or a Sở holds; `screen` only shows.
 */
export const ROLES = [
  'viewer',
  'group-head',
  'group-deputy',
  'sector',
  'clerk',
  'head',
  'programme',
  'administrator',
  'screen'
] as const;
export type Role = (typeof ROLES)[number];

/**
 * What can be done. `read`: figures, states, the chain's counts. `readTexts`: reports with their texts, authors and
 * reasons, matters, photos. `manageAccounts`: accounts, keys and screens.
 */
export const ACTIONS = [
  'read',
  'readTexts',
  'file',
  'check',
  'prepare',
  'approve',
  'lock',
  'giveTargets',
  'answer',
  'commend',
  'remind',
  'manageCatalogue',
  'manageChains',
  'manageBoundaries',
  'manageRegister',
  'manageAccounts',
  'manageSettings',
  'readAudit'
] as const;
export type Action = (typeof ACTIONS)[number];

const READS = ['read', 'readTexts'] as const;
const CLERK = [...READS, 'file', 'check', 'prepare', 'answer', 'remind'] as const;

/**
 * The one table of rights. Each holds in the subtree of the grant's unit. A clerk hands out the cards of the groups
 * below and nothing else of accounts (`Grant.unit` decides how far), and never approves.
 */
export const RIGHTS: Readonly<Record<Role, readonly Action[]>> = {
  viewer: ['read'],
  'group-head': [...READS, 'file'],
  'group-deputy': [...READS, 'file'],
  sector: [...READS, 'file'],
  clerk: [...CLERK, 'manageAccounts', 'readAudit'],
  head: [...READS, 'approve', 'lock', 'giveTargets', 'answer', 'commend', 'remind', 'readAudit'],
  programme: [
    ...READS,
    'check',
    'prepare',
    'giveTargets',
    'answer',
    'commend',
    'remind',
    'manageCatalogue',
    'manageChains',
    'manageBoundaries',
    'manageRegister',
    'manageAccounts',
    'manageSettings',
    'readAudit'
  ],
  administrator: [
    'read',
    'manageCatalogue',
    'manageChains',
    'manageBoundaries',
    'manageRegister',
    'manageAccounts',
    'manageSettings',
    'readAudit'
  ],
  screen: ['read']
};

/** Roles that an account with `manageAccounts` may hand out: none gives more than it has. */
export const MAY_GRANT: Readonly<Record<Role, readonly Role[]>> = {
  viewer: [],
  'group-head': [],
  'group-deputy': [],
  sector: [],
  clerk: ['group-head', 'group-deputy'],
  head: [],
  programme: ['viewer', 'group-head', 'group-deputy', 'sector', 'clerk', 'head', 'screen'],
  administrator: ROLES,
  screen: []
};

/** A role in the subtree of a unit, for groups alone where some are named, and for a time. */
export interface Grant {
  readonly role: Role;
  readonly unit: UnitKey;
  /** Codes of groups that the right to file is bound to (group heads, deputies, sectors); null: every one below `unit`. */
  readonly groups: readonly string[] | null;
  readonly validFrom: Day;
  /** The first day on which it no longer holds; null while it does. */
  readonly validTo: Day | null;
  /** Of an ủy quyền or a founding decision: number and date as people cite it; empty where there is none. */
  readonly decision: string;
}

/** Whether somebody files for groups and does nothing else. */
export function isGroupOnly(grants: readonly Grant[]): boolean {
  return grants.length > 0 && grants.every(({ role }) => role === 'group-head' || role === 'group-deputy');
}

/** Who asks: an account that signed in, an API key, a screen link, or whoever opens the page. */
export interface Principal {
  readonly kind: 'account' | 'key' | 'screen' | 'public';
  /** What the log writes as author: `account:…`, `key:…`, `screen:…`, `public`. */
  readonly actor: string;
  /** As people are shown it; empty for the public. */
  readonly name: string;
  readonly grants: readonly Grant[];
  /** The deepest rung that a screen link shows; everybody else sees what lies in their subtrees. */
  readonly depth?: LevelName;
}

/** Who came, and by what. */
export interface Visit {
  readonly principal: Principal;
  /** Whose rights they are (`account:…`, `key:…`, `screen:…`); null for the public. */
  readonly holder: string | null;
  /** The account's number; null where none signed in. */
  readonly account: string | null;
  /** The session's number; null where none signed in. */
  readonly session: string | null;
  /** True while the password is one that somebody else made: nothing may be done before it is changed. */
  readonly mustChange: boolean;
  /** Milliseconds UTC at which it ends by itself. */
  readonly until: number;
}

/** Whoever opens the page without signing in. */
export const PUBLIC: Principal = { kind: 'public', actor: 'public', name: '', grants: [] };

/** Whether a role may do something somewhere. */
export function allows(role: Role, action: Action): boolean {
  return RIGHTS[role].includes(action);
}

/** Whether somebody may do something at some place on a day: what a page asks before it knows which place is meant. */
export function mayAnywhere(principal: Principal, action: Action, day: Day): boolean {
  return principal.grants.some((grant) => holdsOn(grant, day) && allows(grant.role, action));
}

/**
 * Whether somebody may do something at a node (unit or group, by ordinal) on a day. A grant reaches the units and
 * groups at and below its unit, which is one of an era; texts and filing are bound to the grant's groups where it names some.
 * A screen reaches no deeper than its link.
 */
export function mayAt(principal: Principal, action: Action, tree: Tree, node: number, day: Day): boolean {
  const at = tree.nodes[node];
  if (principal.depth !== undefined && at && at.level > LEVELS.indexOf(principal.depth)) return false;
  return principal.grants.some((grant) => reaches(grant, action, tree, node, day));
}

/** The roots in which somebody may do something on a day, by ordinal, none twice. */
export function placesOf(principal: Principal, action: Action, tree: Tree, day: Day): number[] {
  const found = new Set<number>();
  for (const grant of principal.grants) {
    if (!holdsOn(grant, day) || !allows(grant.role, action)) continue;
    const root = tree.unit(grant.unit);
    if (root) found.add(root.ordinal);
  }
  return [...found];
}

function reaches(grant: Grant, action: Action, tree: Tree, node: number, day: Day): boolean {
  if (!holdsOn(grant, day) || !allows(grant.role, action)) return false;
  const root = tree.unit(grant.unit);
  const at = tree.nodes[node];
  if (!root || !at || !tree.isWithin(node, root.ordinal)) return false;
  if (grant.groups === null || action === 'read') return true;
  // Of a unit, whoever is bound to some groups has figures alone.
  return at.kind === 'group' && grant.groups.includes(at.group.code);
}

/** Whether a grant's text is one that can be kept: a unit's key, a role, days in order. */
export function isSoundGrant(grant: Grant): boolean {
  const inOrder = grant.validTo === null || grant.validFrom < grant.validTo;
  return ROLES.includes(grant.role) && parseUnitKey(grant.unit) !== null && inOrder;
}
