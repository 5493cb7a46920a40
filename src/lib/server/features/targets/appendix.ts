import { hundredthsOf, type Target } from '../../../domain/target.ts';
import type { Node, UnitNode } from '../../../domain/tree.ts';
import type { IndicatorNode, World } from '../../../domain/world.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { Appendix, AppendixTable, Giving } from '../../../wire/targets.ts';
import { nameOf } from './recipients.ts';
import { named } from './place.ts';

interface Given {
  readonly node: Node;
  readonly indicator: number;
  readonly target: Target;
}

/** The most givings that one may choose from, the newest. */
const MOST_GIVINGS = 60;

/**
 * What a unit gave to those below it at once, as the tables of a decision's appendix: shares, then quotas and counts
 * with their sums. Targets belong together that name the same giver, decision and validity; `id` chooses among them,
 * the newest is the default.
 */
export function appendixOf(world: World, unit: UnitNode, id: string | null): Appendix {
  const byGiving = new Map<string, { giving: Giving; given: Given[] }>();
  for (const node of world.tree.downward(unit.ordinal)) {
    if (node.ordinal === unit.ordinal) continue;
    for (const { indicator, target } of world.targets.ofNode(node.ordinal)) {
      const giving = givingOf(target);
      const known = byGiving.get(giving.id);
      if (known) known.given.push({ node, indicator, target });
      else byGiving.set(giving.id, { giving, given: [{ node, indicator, target }] });
    }
  }
  const all = [...byGiving.values()].sort((a, b) => (a.giving.validFrom < b.giving.validFrom ? 1 : -1));
  const chosen = all.find(({ giving }) => giving.id === id) ?? all[0];
  return {
    unit: named(unit),
    givings: all.slice(0, MOST_GIVINGS).map(({ giving }) => giving),
    giving: chosen?.giving ?? null,
    tables: chosen ? tablesOf(world, chosen.given) : []
  };
}

function givingOf({ giver, decision, validFrom, validTo, citation, illustrative }: Target): Giving {
  const id = JSON.stringify([giver, decision?.number ?? '', decision?.date ?? '', validFrom, validTo ?? '']);
  return { id, giver, decision, validFrom, validTo, citation, illustrative };
}

function tablesOf(world: World, given: readonly Given[]): AppendixTable[] {
  const nodes = [...new Map(given.map(({ node }) => [node.ordinal, node])).values()].sort((a, b) =>
    a.level === b.level ? compareNames(nameOf(a), nameOf(b)) : a.level - b.level
  );
  const indicators = [...new Set(given.map(({ indicator }) => indicator))]
    .sort((a, b) => a - b)
    .flatMap((ordinal) => world.indicators[ordinal] ?? []);
  return (['shares', 'numbers'] as const).flatMap((kind) => {
    const columns = indicators.filter((one) => kindOf(one, given) === kind);
    return columns.length > 0 ? [tableOf(kind, columns, nodes, given)] : [];
  });
}

/** A quota of which only the ratio is known is given as a share. */
function kindOf({ ordinal, indicator }: IndicatorNode, given: readonly Given[]): AppendixTable['kind'] {
  if (indicator.kind !== 'quota') return indicator.kind === 'share' ? 'shares' : 'numbers';
  return given.some((one) => one.indicator === ordinal && one.target.assigned !== undefined)
    ? 'numbers'
    : 'shares';
}

function tableOf(
  kind: AppendixTable['kind'],
  columns: readonly IndicatorNode[],
  nodes: readonly Node[],
  given: readonly Given[]
): AppendixTable {
  const byPlace = new Map(given.map((one) => [`${one.node.ordinal} ${one.indicator}`, one.target]));
  const rows = nodes
    .map((node) => ({
      name: nameOf(node),
      values: columns.map(({ ordinal }) => valueOf(kind, byPlace.get(`${node.ordinal} ${ordinal}`)))
    }))
    .filter(({ values }) => values.some((value) => value !== null));
  return {
    kind,
    columns: columns.map(({ indicator: { code, name } }) => ({ code, name })),
    rows,
    sums:
      kind === 'numbers'
        ? columns.map((_, k) => rows.reduce((sum, { values }) => sum + (values[k] ?? 0), 0))
        : null
  };
}

function valueOf(kind: AppendixTable['kind'], target: Target | undefined): number | null {
  if (!target) return null;
  if (kind === 'shares') return hundredthsOf(target.value);
  return target.assigned ?? target.value.num / target.value.den;
}
