import type { DueGroup, DueList, DueValue } from '../../../api/filing.ts';
import { groupValue, type Cells, type GroupValue } from '../../../domain/cells.ts';
import { formatPeriod, lastDay, type Period } from '../../../domain/period.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import { parseUnitKey } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';

/** Of which groups it is asked: those at and below `within` for which whoever asks may file. */
export interface DueQuestion {
  readonly within: string;
  readonly period: Period;
  readonly limit: number;
  readonly mayFile?: (group: GroupNode) => boolean;
}

/**
 * What the groups at and below a unit (its code on the period's last day, or its key) are to file; null where there is
 * no such unit. Of more than `limit` groups an even selection is listed.
 */
export function dueGroups(
  world: World,
  cells: Cells,
  { within, period, limit, mayFile = () => true }: DueQuestion
): DueList | null {
  const { tree } = world;
  const key = parseUnitKey(within);
  const root = key
    ? tree.unit(`${key.code}@${key.validFrom}`)
    : tree.unitOn(within, lastDay(period, world.profile));
  if (!root) return null;
  const alive = world.alive(period);
  const groups: GroupNode[] = [];
  for (const node of tree.downward(root.ordinal))
    if (node.kind === 'group' && alive[node.ordinal] && mayFile(node)) groups.push(node);
  const listed = Math.min(limit, groups.length);
  const due = new Due(world, cells, period);
  return {
    period: formatPeriod(period),
    total: groups.length,
    groups: Array.from({ length: listed }, (_, k) =>
      due.of(groups[Math.floor((k * groups.length) / listed)]!)
    )
  };
}

class Due {
  readonly #world: World;
  readonly #cells: Cells;
  readonly #period: Period;

  constructor(world: World, cells: Cells, period: Period) {
    this.#world = world;
    this.#cells = cells;
    this.#period = period;
  }

  of(node: GroupNode): DueGroup {
    const {
      ordinal: group,
      group: { code, name }
    } = node;
    const values = this.#world.indicators.flatMap(({ ordinal, indicator }): DueValue[] => {
      const expected = this.#world.expected(ordinal, this.#period);
      const place = this.#world.placeIn(expected, group);
      if (place < 0) return [];
      const base = this.#world.baseOf(ordinal, node, this.#period);
      return [{ indicator: indicator.code, kind: indicator.kind, base, last: this.#last(ordinal, group) }];
    });
    return { code, name, values };
  }

  #last(indicator: number, group: number): DueValue['last'] {
    const { time } = this.#world.indicators[indicator]!.indicator;
    const found: GroupValue = { num: 0, den: 0, age: 0 };
    const blocks = this.#cells.reaching(indicator, time, this.#period);
    if (!groupValue(blocks, time, group, false, found)) return null;
    return { numerator: found.num, denominator: found.den < 0 ? null : found.den, age: found.age };
  }
}
