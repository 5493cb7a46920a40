import type { EntryBody } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import { placesOf, type Principal } from '../../../domain/access.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { Context } from '../../context/context.ts';
import { mayDo, profileDesk, type ProfileDesk } from '../../context/profile/desk.ts';

/** Whoever may one of these at a unit holds its meetings: they answer, give targets or close periods there. */
const HOLDING = ['answer', 'giveTargets', 'lock'] as const;

/** One question or step of meetings: a desk over units and numbers that can write. */
export interface MeetingDesk extends ProfileDesk {
  append(principal: Principal, bodies: readonly EntryBody[]): Promise<Position>;
}

/** Somebody's desk over the running program. */
export function meetingDesk({ runtime, principal }: Pick<Context, 'runtime' | 'principal'>): MeetingDesk {
  return { ...profileDesk(runtime, principal), append: (who, bodies) => runtime.append(who, bodies) };
}

/** Whether somebody holds the meetings of a unit. */
export function mayHold(desk: MeetingDesk, unit: number): boolean {
  return HOLDING.some((action) => mayDo(desk, action, unit));
}

/** Whether somebody reads what was concluded at a unit. */
export function mayRead(desk: MeetingDesk, unit: number): boolean {
  return mayDo(desk, 'readTexts', unit);
}

/** The units whose meetings are somebody's to hold, highest first. */
export function placesToHold({ publisher, principal, day }: MeetingDesk): UnitNode[] {
  const { tree } = publisher.fold.world;
  const found = new Set(HOLDING.flatMap((action) => placesOf(principal, action, tree, day)));
  return [...found]
    .sort((a, b) => a - b)
    .flatMap((ordinal) => {
      const node = tree.nodes[ordinal];
      return node?.kind === 'unit' ? [node] : [];
    });
}
