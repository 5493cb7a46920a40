import type { Grant, Principal, Role } from '../../src/lib/domain/access.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';

/** A grant without end, with overrides. */
export function makeGrant(role: Role, unit: UnitKey, over: Partial<Grant> = {}): Grant {
  return { role, unit, groups: null, validFrom: '1900-01-01', validTo: null, decision: '', ...over };
}

/** An API key with a role on the subtree of a unit. */
export function keyPrincipal(name: string, role: Role, unit: UnitKey): Principal {
  return { kind: 'key', actor: `key:${name}`, name, grants: [makeGrant(role, unit)] };
}

/** An account with grants. */
export function personPrincipal(name: string, ...grants: readonly Grant[]): Principal {
  return { kind: 'account', actor: `account:${name}`, name, grants };
}
