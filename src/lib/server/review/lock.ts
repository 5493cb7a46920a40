import { z } from 'zod';
import type { Principal } from '../../domain/access.ts';
import { closedBy } from '../../domain/closing-book.ts';
import type { LockStep } from '../../domain/closing.ts';
import type { Words } from '../../domain/indicator.ts';
import type { At } from '../../domain/matter.ts';
import type { Period } from '../../domain/period.ts';
import type { UnitNode } from '../../domain/tree.ts';
import type { LockView } from '../../wire/review.ts';
import { MOST_REASON } from './decide.ts';
import { unitName, type Names, type ReviewDesk } from './desk.ts';
import { decisions } from './in-turn.ts';

/** Groups that one lock lets in. */
const MOST_EXCEPTIONS = 200;

/** A period closed or opened, as sent. */
export const lockRequest = z.strictObject({
  unit: z.string().max(60),
  period: z.string().max(7),
  locked: z.boolean(),
  exceptions: z.array(z.string().min(1).max(64)).max(MOST_EXCEPTIONS).default([]),
  reason: z.string().max(MOST_REASON).default('')
});

/** What became of closing or opening a period. */
export type LockAnswer =
  | { readonly outcome: 'done' | 'already' }
  | { readonly outcome: 'foreignGroup' | 'reasonMissing'; readonly message: Words; readonly group: string };

/**
 * Closes a unit's period to filing, or opens it again; `exceptions` are groups below that may file all the same. Who
 * opens it, or lets somebody in, says why.
 */
export function lockPeriod(
  desk: ReviewDesk,
  principal: Principal,
  unit: UnitNode,
  period: Period,
  wish: Pick<LockStep, 'locked' | 'exceptions' | 'reason'>
): Promise<LockAnswer> {
  return decisions.do(async (): Promise<LockAnswer> => {
    const { world, steps } = desk.publisher.fold;
    const named = wish.locked ? wish.exceptions : [];
    const meant = (code: string) => world.tree.groupCalled(code);
    const foreign = named.find((code) => {
      const group = meant(code);
      return !group || !world.tree.isWithin(group.ordinal, unit.ordinal);
    });
    const exceptions = [...new Set(named.map((code) => meant(code)?.group.code ?? code))].sort();
    if (foreign !== undefined) return { outcome: 'foreignGroup', message: FOREIGN, group: foreign };
    const now = steps.closing.lockOf(unit.key, period)?.body ?? { locked: false, exceptions: [] };
    if (now.locked === wish.locked && now.exceptions.join('\n') === exceptions.join('\n'))
      return { outcome: 'already' };
    const reason = wish.reason.trim();
    const isPlain = wish.locked && exceptions.length === 0;
    if (!isPlain && reason === '') return { outcome: 'reasonMissing', message: REASON_MISSING, group: '' };
    const body = { kind: 'lock' as const, unit: unit.key, period, locked: wish.locked, exceptions, reason };
    await desk.append(principal, [body]);
    return { outcome: 'done' };
  });
}

const FOREIGN: Words = {
  vi: 'Tổ được cho phép nộp phải thuộc đơn vị này.',
  en: 'Only groups of this unit can be exempted.'
};
const REASON_MISSING: Words = {
  vi: 'Hãy ghi lý do khi mở khóa hoặc cho phép ngoại lệ.',
  en: 'Give a reason for unlocking or for the exception.'
};

/** A lock as pages show it; null where nothing was ever closed. */
export function lockViewOf(
  { publisher }: ReviewDesk,
  lock: At<LockStep> | null,
  names: Names
): LockView | null {
  const { tree } = publisher.fold.world;
  const unit = lock && tree.unit(lock.body.unit);
  if (!lock || !unit) return null;
  const { locked, exceptions, reason } = lock.body;
  return {
    unit: unitName(unit),
    locked,
    exceptions: exceptions.map((code) => ({ code, name: tree.group(code)?.group.name ?? code })),
    at: lock.at,
    by: names.of(lock.actor),
    reason
  };
}

/** The lock of a unit above that closes a unit's period; null where none does. */
export function closedAbove({ publisher }: ReviewDesk, unit: UnitNode, period: Period): At<LockStep> | null {
  const { world, steps } = publisher.fold;
  return unit.parent < 0 ? null : closedBy(steps.closing, world.tree, unit.parent, period);
}
