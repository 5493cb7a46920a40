import type { Day } from '../../../domain/period.ts';
import type { World } from '../../../domain/world.ts';
import type { PastTarget } from '../../../api/targets.ts';
import { shown } from './sheet.ts';

/** Every target that was given to one recipient, by indicator, the newest of each first. */
export function historyOf(world: World, node: number, today: Day): PastTarget[] {
  return [...world.targets.ofNode(node)]
    .sort((a, b) => a.indicator - b.indicator)
    .flatMap(({ indicator: ordinal, target }) => {
      const known = world.indicators[ordinal]?.indicator;
      if (!known) return [];
      const { standing, replacedFrom } = world.targets.standing(ordinal, node, target, today);
      const { code, short, kind } = known;
      return [{ ...shown(target), indicator: code, short, kind, holds: standing, replacedFrom }];
    });
}
