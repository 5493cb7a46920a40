import { lastDay } from '$lib/domain/period.ts';
import type { Target } from '$lib/domain/target.ts';
import type { World } from '$lib/domain/world.ts';
import type { FirstPicture } from '$lib/wire/first-picture.ts';
import type { TargetNote } from '../faces/notes.ts';

/** Every target that holds for the chosen unit in any period that can be chosen, each once. */
export function targetsAlong(world: World, picture: FirstPicture): TargetNote[] {
  const found = new Map<Target, TargetNote>();
  const days = picture.periods.map((period) => lastDay(period, world.profile));
  for (const { ordinal, indicator } of world.indicators) {
    for (const day of days) {
      const target = world.targets.holding(world.tree, ordinal, indicator.kind, picture.unit, day);
      if (target && !found.has(target))
        found.set(target, { indicator: indicator.code, target, from: giver(world, picture, target) });
    }
  }
  return [...found.values()];
}

function giver(world: World, picture: FirstPicture, target: Target): string | null {
  const recipient = 'unit' in target.recipient ? world.tree.unit(target.recipient.unit) : undefined;
  return recipient && recipient.ordinal !== picture.unit ? recipient.unit.fullName : null;
}
