import type { Role } from '../../../domain/access.ts';
import type { AttentionRow } from '../../../domain/attention.ts';
import type { Node, Tree } from '../../../domain/tree.ts';
import { holdsOn, type UnitKey } from '../../../domain/unit.ts';
import type { RowDetail } from '../../../api/operations.ts';
import { unitAt } from '../../context/matters/views.ts';
import type { Owing } from './detail.ts';
import type { StoringDesk } from './desk.ts';

/** Who files for a group, the first to ask first; who answers for a unit. */
const OF_GROUP = ['group-head', 'group-deputy', 'sector'] as const satisfies readonly Role[];
const OF_UNIT = ['clerk', 'head', 'programme'] as const satisfies readonly Role[];
/** Grants that are looked at, and people named of one group or unit. */
const [MOST_GRANTS, MOST_NAMED] = [1_000, 4];

type Person = RowDetail['people'][number];

/** Who can be asked about a row. */
export interface RowPeople {
  /** Who answers for the row's own group or unit. */
  readonly own: Person[];
  readonly ofGroup: (code: string) => Person[];
}

/** The people of a row and of the groups that it gathers, by the rights that they hold today. */
export async function peopleOf(
  { fold, store, day }: StoringDesk,
  row: AttentionRow,
  owing: readonly Owing[]
): Promise<RowPeople> {
  const { tree } = fold.world;
  const node = tree.nodes[row.node];
  const groups = node?.kind === 'group' ? [node] : owing.map((one) => one.node);
  const above = new Set(groups.map(({ parent }) => unitAt(tree, parent)?.key ?? null));
  const [ofGroups, ofUnit] = await Promise.all([
    store.grants.holdersAt(
      [...above].filter((key) => key !== null),
      OF_GROUP,
      MOST_GRANTS
    ),
    store.grants.holdersAt(node?.kind === 'unit' ? [node.key] : [], OF_UNIT, MOST_GRANTS)
  ]);
  const ofGroup = (code: string) => {
    const at = unitKeyOf(tree, tree.group(code));
    return named(
      ofGroups.filter((grant) => holdsOn(grant, day) && (grant.groups?.includes(code) ?? grant.unit === at)),
      OF_GROUP
    );
  };
  return {
    own:
      node?.kind === 'group'
        ? ofGroup(node.group.code)
        : named(
            ofUnit.filter((grant) => holdsOn(grant, day)),
            OF_UNIT
          ),
    ofGroup
  };
}

function named(
  grants: readonly { readonly name: string; readonly role: Role }[],
  order: readonly Role[]
): Person[] {
  const found = grants.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  return found.slice(0, MOST_NAMED).map(({ name, role }) => ({ name, role }));
}

function unitKeyOf(tree: Tree, node: Node | undefined): UnitKey | null {
  return unitAt(tree, node?.parent ?? -1)?.key ?? null;
}
