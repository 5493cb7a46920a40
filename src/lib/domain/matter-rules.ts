import type { Matter } from './matter.ts';
import type { MatterVerb } from './matter.ts';
import { dayAt, type Day } from './period.ts';
import type { Tree, UnitNode } from './tree.ts';
import { LEVELS } from './unit.ts';

/** Why a step cannot be taken as things stand. `theirs`: somebody else has taken it. */
export type MatterObstacle = 'theirs' | 'yours' | 'notOpen' | 'notTaken' | 'answered' | 'closed' | 'notDone';

/**
 * What stands in the way of a step, whoever may take it; null where nothing does. Of two who take a matter at once the
 * first in the log has it; an answer may come from whoever may answer there, also while a colleague has it.
 */
export function obstacleTo(
  matter: Pick<Matter, 'state' | 'taker'>,
  step: MatterVerb,
  actor: string
): MatterObstacle | null {
  const { state } = matter;
  switch (step) {
    case 'taken':
      if (state === 'taken') return matter.taker === actor ? 'yours' : 'theirs';
      return state === 'open' ? null : 'notOpen';
    case 'released':
      return state === 'taken' ? null : 'notTaken';
    case 'answered':
    case 'passed':
      return state === 'open' || state === 'taken' ? null : state;
    case 'closed':
    case 'added':
      return state === 'closed' ? 'closed' : null;
    case 'reopened':
      return state === 'answered' || state === 'closed' ? null : 'notDone';
  }
}

const COMMUNE = LEVELS.indexOf('commune');

/** The unit where a matter lies: what it was passed to, else the commune (or what stands for it) of its group. */
export function placeOf(matter: Pick<Matter, 'group' | 'at'>, tree: Tree): UnitNode | null {
  if (matter.at !== null) return tree.unit(matter.at) ?? null;
  const group = tree.group(matter.group);
  if (!group) return null;
  for (const node of tree.upward(group.parent)) {
    if (node.kind === 'unit' && node.level <= COMMUNE) return node;
  }
  return null;
}

/** How many working days a matter may lie without a step, by its state: the deployer's to set, no authority did. */
export interface Patience {
  readonly open: number;
  readonly taken: number;
}

export const USUAL_PATIENCE: Patience = { open: 5, taken: 10 };

/**
 * The last moment (milliseconds UTC) for a step where the matter lies: 24:00, +07:00, of the n-th working day after
 * the day on which it came there or was taken. Null where no step is awaited. Saturdays, Sundays and holidays are no
 * working days.
 */
export function awaitedBy(
  matter: Pick<Matter, 'state' | 'since'>,
  patience: Patience,
  isHoliday: (day: Day) => boolean
): number | null {
  const { state, since } = matter;
  if (state !== 'open' && state !== 'taken') return null;
  let left = patience[state];
  let noon = Date.parse(`${dayAt(since)}T12:00:00+07:00`);
  while (left > 0) {
    noon += DAY_MS;
    const weekday = new Date(noon + VIETNAM_MS).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !isHoliday(dayAt(noon))) left -= 1;
  }
  return noon + DAY_MS / 2;
}

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;
