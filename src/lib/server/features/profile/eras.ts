import { formatPeriod, lastDay, periodOfDay, type Day } from '../../../domain/period.ts';
import { sameCode } from '../../../domain/succession.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { LEVELS } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import type { EraLink } from '../../../wire/profile.ts';

/** Units of other eras that have to do with a unit: what it came from, what it went to, and whoever has its code. */
export function erasOf(world: World, unit: UnitNode, day: Day): EraLink[] {
  const { tree, successions } = world;
  const links: EraLink[] = [];
  const told = new Set<string>([unit.key]);
  const add = (node: UnitNode | undefined, rest: Pick<EraLink, 'relation' | 'share' | 'citation'>) => {
    if (!node || told.has(node.key)) return;
    told.add(node.key);
    const above = tree.nodes[node.parent];
    links.push({
      key: node.key,
      name: node.unit.fullName,
      within: above?.kind === 'unit' && above.level > 0 ? above.unit.fullName : '',
      from: node.unit.validFrom,
      to: node.unit.validTo,
      level: LEVELS[node.level],
      period: formatPeriod(standingPeriod(world, node, day)),
      ...rest
    });
  };
  for (const { from, share, citation } of successions.forerunnersOf(unit.key))
    add(tree.unit(from), { relation: 'forerunner', share, citation });
  for (const { to, share, citation } of successions.heirsOf(unit.key))
    add(tree.unit(to), { relation: 'heir', share, citation });
  for (const node of sameCode(tree, unit)) add(node, { relation: 'sameCode', share: null, citation: '' });
  return links;
}

/** The newest period in which a unit stands, or stood. */
function standingPeriod(world: World, { unit }: Pick<UnitNode, 'unit'>, day: Day): number {
  const { profile } = world;
  const until = unit.validTo !== null && unit.validTo <= day ? unit.validTo : day;
  let period = periodOfDay(until, profile);
  while (lastDay(period, profile) >= until && period > 0) period--;
  return period;
}
