import { mayAt, type Principal } from '../../../domain/access.ts';
import type { ReporterKind } from '../../../domain/group.ts';
import type { Day } from '../../../domain/period.ts';
import { holdsOn, type UnitKey } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { Accounts } from '../../core/auth/accounts.ts';

/** One card of a group. */
interface CardLine {
  readonly account: string;
  readonly login: string;
  readonly holder: string;
  readonly isDeputy: boolean;
  readonly revoked: boolean;
  readonly mayManage: boolean;
}

/** A group with its cards, the living ones first. */
export interface CardGroup {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  /** It is a group of the network, not a sector or an office. */
  readonly isNetwork: boolean;
  readonly cards: readonly CardLine[];
}

const NETWORK: ReadonlySet<ReporterKind> = new Set(['village-group', 'commune-group', 'project06-group']);

/** The groups at and below a unit with their cards; null where their cards are not one's to hand out. */
export async function cardGroups(
  world: World,
  accounts: Accounts,
  principal: Principal,
  unit: UnitKey,
  day: Day
): Promise<CardGroup[] | null> {
  const { tree } = world;
  const root = tree.unit(unit);
  if (!root || !mayAt(principal, 'manageAccounts', tree, root.ordinal, day)) return null;
  const byGroup = new Map<string, CardLine[]>();
  for (const account of await accounts.list(principal)) {
    if (account.cardGroup === null) continue;
    const line: CardLine = {
      account: account.id,
      login: account.login,
      holder: account.name,
      isDeputy: account.grants.some(({ role }) => role === 'group-deputy'),
      revoked: account.disabledAt !== null,
      mayManage: account.mayManage
    };
    byGroup.set(account.cardGroup, [...(byGroup.get(account.cardGroup) ?? []), line]);
  }
  const groups: CardGroup[] = [];
  for (const node of tree.downward(root.ordinal)) {
    if (node.kind !== 'group' || !holdsOn(node.group, day)) continue;
    const above = tree.nodes[node.parent];
    const cards = byGroup.get(node.group.code) ?? [];
    groups.push({
      code: node.group.code,
      name: node.group.name,
      unit: above?.kind === 'unit' ? above.unit.fullName : '',
      isNetwork: NETWORK.has(node.group.kind),
      cards: cards.toSorted((a, b) => Number(a.revoked) - Number(b.revoked))
    });
  }
  return groups.sort((a, b) => compareNames(a.unit, b.unit) || compareNames(a.name, b.name));
}
