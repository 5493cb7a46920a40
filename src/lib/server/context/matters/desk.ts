import { refuse } from '../../../api/outcome.ts';
import type { Principal } from '../../../domain/access.ts';
import type { EntryBody } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Patience } from '../../../domain/matter-rules.ts';
import { dayAt, type Day } from '../../../domain/period.ts';
import type { Steps } from '../../../domain/steps.ts';
import type { World } from '../../../domain/world.ts';
import { factsOf, type MatterFacts } from './matter-facts.ts';

/** What the running program gives to a question or a step. */
export interface MatterSource {
  readonly fold: { readonly world: World; readonly steps: Steps; readonly position: Position };
  readonly clock: () => number;
  readonly append: (principal: Principal, bodies: readonly EntryBody[]) => Promise<Position>;
  /** How people know an actor of the log. */
  readonly nameOf: (actor: string) => string;
  readonly patience: Patience;
}

/** One question or step: who asks, at which moment, over which books. */
export interface MatterDesk extends MatterSource {
  readonly principal: Principal;
  /** Milliseconds UTC. */
  readonly now: number;
  /** The day of `now` in Viet Nam: rights hold on days. */
  readonly day: Day;
  readonly facts: MatterFacts;
}

/** A desk for somebody, at the server's moment. */
export function deskOf(source: MatterSource, principal: Principal): MatterDesk {
  const now = source.clock();
  const { world, steps } = source.fold;
  const facts = factsOf(world, steps, source.patience);
  return { ...source, principal, now, day: dayAt(now), facts };
}

/** The account holds no right where the difficulty lies. */
export const NOT_YOURS = refuse(
  'mayNotChange',
  'forbidden',
  'Tài khoản này không có quyền ở đơn vị đang giữ vướng mắc.',
  'You do not have permission at the unit that has this difficulty.'
);
