import { isWithheld, readingAt } from '../../../domain/attainment.ts';
import type { Few } from '../../../domain/few.ts';
import { copyRow, makeRows, type Basis, type Rows } from '../../../domain/rows.ts';
import type { Node } from '../../../domain/tree.ts';
import { LEVELS } from '../../../domain/unit.ts';
import type { IndicatorNode } from '../../../domain/world.ts';
import type { Withheld } from '../../core/snapshot/withheld.ts';
import type { FigureNow, NodeName } from '../../../api/shapes.ts';

/** The figure in one row of an indicator and period. As it may be told (RULES 17). */
export function figureNow(
  rows: Rows,
  place: number,
  { indicator }: IndicatorNode,
  basis: Basis,
  { few, withheld: held }: { readonly few: Few; readonly withheld: Withheld }
): FigureNow {
  const row = makeRows(1);
  copyRow(rows, place, row, 0);
  held.told(few, row);
  const { band: _band, ...reading } = readingAt(row, 0, indicator, basis);
  const measures = row[basis];
  const withheld = isWithheld({ num: measures.num[0]!, den: measures.den[0]! });
  const { attainment } = reading;
  return {
    ...reading,
    num: known(measures.num[0]),
    den: withheld ? null : known(measures.den[0]),
    attainment: attainment === Infinity ? null : attainment,
    expected: row.expected[0] ?? 0,
    fresh: measures.fresh[0] ?? 0,
    carried: measures.carried[0] ?? 0,
    oldestAge: known(measures.oldestAge[0]),
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
