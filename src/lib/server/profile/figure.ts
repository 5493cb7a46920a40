import { readingAt } from '../../domain/attainment.ts';
import type { Basis, Rows } from '../../domain/rows.ts';
import type { Node } from '../../domain/tree.ts';
import { LEVELS } from '../../domain/unit.ts';
import type { IndicatorNode } from '../../domain/world.ts';
import type { FigureNow, NodeName } from '../../wire/lineage.ts';

/** The figure of a node in the rows of an indicator and period. `tellsSmall`: counts over a small base may be told (RULES 17). */
export function figureNow(
  rows: Rows,
  node: number,
  { indicator }: IndicatorNode,
  basis: Basis,
  tellsSmall: boolean
): FigureNow {
  const { band: _band, ...reading } = readingAt(rows, node, indicator, basis);
  const measures = rows[basis];
  const withheld = reading.state === 'smallBase' && !tellsSmall;
  const { attainment } = reading;
  return {
    ...reading,
    num: withheld ? null : known(measures.num[node]),
    den: withheld ? null : known(measures.den[node]),
    rate: withheld ? null : reading.rate,
    gap: withheld ? null : reading.gap,
    attainment: withheld || attainment === Infinity ? null : attainment,
    expected: rows.expected[node] ?? 0,
    fresh: measures.fresh[node] ?? 0,
    carried: measures.carried[node] ?? 0,
    oldestAge: known(measures.oldestAge[node]),
    withheld
  };
}

/** A node as pages name it. */
export function nodeName(node: Node): NodeName {
  return node.kind === 'unit'
    ? { key: node.key, kind: 'unit', level: LEVELS[node.level], name: node.unit.fullName }
    : { key: node.group.code, kind: 'group', level: LEVELS[node.level], name: node.group.name };
}

function known(figure: number | undefined): number | null {
  return figure === undefined || figure < 0 ? null : figure;
}
