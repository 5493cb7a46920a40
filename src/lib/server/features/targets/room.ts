import { NOT_YOURS, MAY_NOT_SEE, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import { mayAt, type Principal } from '../../../domain/access.ts';
import { dayAt } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { parseUnitKey } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';

/** What of the running program giving targets needs. */
export type TargetRoom = Pick<
  CurrentRuntime,
  'store' | 'world' | 'publisher' | 'clock' | 'append' | 'appendOnce' | 'log'
>;

/** What giving targets needs of a request. */
export interface TargetContext {
  readonly runtime: TargetRoom;
  readonly principal: Principal;
}

/** The unit with a key, where somebody may do something at it; else why not. */
export function unitFor(
  {
    runtime: { world, clock },
    principal
  }: Pick<TargetContext, 'principal'> & {
    readonly runtime: Pick<TargetRoom, 'world' | 'clock'>;
  },
  action: 'giveTargets' | 'readTexts',
  key: string
): Outcome<UnitNode> {
  const unit = unitOf(world, key);
  if (!unit) return UNKNOWN;
  if (mayAt(principal, action, world.tree, unit.ordinal, dayAt(clock()))) return unit;
  return action === 'readTexts' ? MAY_NOT_SEE : NOT_YOURS;
}

/** The unit with a key; undefined where there is none. */
export function unitOf(world: World, text: string): UnitNode | undefined {
  const key = parseUnitKey(text);
  return key ? world.tree.unit(`${key.code}@${key.validFrom}`) : undefined;
}
