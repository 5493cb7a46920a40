import { sql } from 'kysely';
import { ROLES, type Grant, type Role } from '../../../domain/access.ts';
import { parseUnitKey, type UnitKey } from '../../../domain/unit.ts';
import type { GrantRow } from './account-rows.ts';
import type { Database } from './tables.ts';

/** A role that somebody holds, with the number by which it is ended. */
export interface HeldGrant extends Grant {
  readonly id: string;
  /** `account:` and an account's id, or `key:` and a key's hash. */
  readonly holder: string;
}

/** How many holders one question names. */
const ASKED = 500;

/** Roles on subtrees of units: who holds which, and a count of every change of anybody's rights. */
export class GrantTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(grant: HeldGrant, made: { at: number; by: string }): Promise<void> {
    await this.#db
      .insertInto('rights_grant')
      .values({
        id: grant.id,
        holder: grant.holder,
        role: grant.role,
        unit: grant.unit,
        groups: grant.groups === null ? null : JSON.stringify(grant.groups),
        valid_from: grant.validFrom,
        valid_to: grant.validTo,
        decision: grant.decision,
        made_at: made.at,
        made_by: made.by,
        ended_at: null
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  /** Takes a grant back; false where it was. */
  async end(id: string, at: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('rights_grant')
      .set({ ended_at: at })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async byId(id: string): Promise<HeldGrant | null> {
    const row = await this.#db
      .selectFrom('rights_grant')
      .selectAll()
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return row ? held(row) : null;
  }

  /** What somebody holds, past and future days included, oldest first. */
  async of(holder: string): Promise<HeldGrant[]> {
    return (await this.ofAll([holder])).get(holder) ?? [];
  }

  /** What several hold. */
  async ofAll(holders: readonly string[]): Promise<Map<string, HeldGrant[]>> {
    const found = new Map<string, HeldGrant[]>();
    for (let i = 0; i < holders.length; i += ASKED) {
      const rows = await this.#db
        .selectFrom('rights_grant')
        .selectAll()
        .where('holder', 'in', holders.slice(i, i + ASKED))
        .where('ended_at', 'is', null)
        .orderBy('made_at')
        .orderBy('id')
        .execute();
      for (const row of rows) {
        const grant = held(row);
        if (grant) found.set(row.holder, [...(found.get(row.holder) ?? []), grant]);
      }
    }
    return found;
  }

  /** At most `limit` grants of some roles on some units to accounts that are not disabled, with the accounts' names. */
  async holdersAt(
    units: readonly UnitKey[],
    roles: readonly Role[],
    limit: number
  ): Promise<(HeldGrant & { readonly login: string; readonly name: string })[]> {
    if (units.length === 0) return [];
    const rows = await this.#db
      .selectFrom('rights_grant')
      .innerJoin('auth_user', (join) =>
        join.on('rights_grant.holder', '=', sql<string>`'account:' || ${sql.ref('auth_user.id')}`)
      )
      .innerJoin('account_state', 'account_state.id', 'auth_user.id')
      .selectAll('rights_grant')
      .select(['auth_user.username', 'auth_user.name'])
      .where('rights_grant.unit', 'in', units)
      .where('rights_grant.role', 'in', roles)
      .where('rights_grant.ended_at', 'is', null)
      .where('account_state.disabled_at', 'is', null)
      .orderBy('auth_user.name')
      .orderBy('rights_grant.id')
      .limit(limit)
      .execute();
    return rows.flatMap(({ username, name, ...row }) => {
      const grant = held(row);
      return grant && username !== null ? [{ ...grant, login: username, name }] : [];
    });
  }

  /** How often anybody's rights have changed, in any process. */
  async changes(): Promise<number> {
    const row = await this.#db
      .selectFrom('rights_head')
      .select('changes')
      .where('id', '=', 1)
      .executeTakeFirstOrThrow();
    return row.changes;
  }

  /** Says to every process that somebody's rights have changed; answers how often they have. */
  async noteChange(): Promise<number> {
    const row = await this.#db
      .updateTable('rights_head')
      .set(({ eb }) => ({ changes: eb('changes', '+', 1) }))
      .where('id', '=', 1)
      .returning('changes')
      .executeTakeFirstOrThrow();
    return row.changes;
  }
}

/** A row as a grant; null where it is of a role or a unit that this version does not know. */
function held(row: GrantRow): HeldGrant | null {
  const role = ROLES.find((one) => one === row.role);
  const unit = parseUnitKey(row.unit);
  if (!role || !unit) return null;
  return {
    id: row.id,
    holder: row.holder,
    role,
    unit: `${unit.code}@${unit.validFrom}`,
    groups: row.groups === null ? null : textsOf(row.groups),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    decision: row.decision
  };
}

function textsOf(json: string): string[] {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}
