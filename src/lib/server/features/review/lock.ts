import type { Answer } from '../../../api/declare.ts';
import { isRefusal, NOT_YOURS, refuse, type Outcome } from '../../../api/outcome.ts';
import type * as api from '../../../api/review.ts';
import type { LockView } from '../../../api/review.ts';
import { closedBy } from '../../../domain/closing-book.ts';
import type { LockStep } from '../../../domain/closing.ts';
import type { At } from '../../../domain/matter.ts';
import { formatPeriod, type Period } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { Asked } from '../../http/serve.ts';
import { placeOf, type ReviewContext } from './asking.ts';
import { mayHere, unitName, type Names, type ReviewDesk } from '../../context/review/desk.ts';
import { decisions } from './in-turn.ts';

/**
 * Closes a unit's period to filing, or opens it again; `exceptions` are groups below that may file all the same. Who
 * opens it, or lets somebody in, says why.
 */
export async function lockPeriod(
  { runtime: desk, principal }: ReviewContext,
  { body: wish }: Pick<Asked<typeof api.lockPeriod>, 'body'>
): Promise<Outcome<Answer<typeof api.lockPeriod>>> {
  const place = placeOf({ desk }, wish.unit, formatPeriod(wish.period));
  if (isRefusal(place)) return place;
  const { unit, period } = place;
  if (!mayHere(desk, principal, 'lock', unit.ordinal)) return NOT_YOURS;
  return decisions.do(async () => {
    const { world, steps } = desk.publisher.fold;
    const named = wish.locked ? wish.exceptions : [];
    const meant = (code: string) => world.tree.groupCalled(code);
    const isForeign = (code: string) => !world.tree.isWithin(meant(code)?.ordinal ?? -1, unit.ordinal);
    const exceptions = [...new Set(named.map((code) => meant(code)?.group.code ?? code))].sort();
    if (named.some(isForeign)) return FOREIGN;
    const now = steps.closing.lockOf(unit.key, period)?.body ?? { locked: false, exceptions: [] };
    if (now.locked === wish.locked && now.exceptions.join('\n') === exceptions.join('\n'))
      return { outcome: 'already' };
    const reason = wish.reason.trim();
    const isPlain = wish.locked && exceptions.length === 0;
    if (!isPlain && reason === '') return REASON_MISSING;
    const body = { kind: 'lock' as const, unit: unit.key, period, locked: wish.locked, exceptions, reason };
    await desk.append(principal, [body]);
    return { outcome: 'done' };
  });
}

const FOREIGN = refuse(
  'wrong',
  'foreignGroup',
  'Tổ được cho phép nộp phải thuộc đơn vị này.',
  'Only groups of this unit can be exempted.',
  '/exceptions'
);
const REASON_MISSING = refuse(
  'wrong',
  'reasonMissing',
  'Hãy ghi lý do khi mở khóa hoặc cho phép ngoại lệ.',
  'Give a reason for unlocking or for the exception.',
  '/reason'
);

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
