import type { Answer, Body } from '../../../api/declare.ts';
import { isRefusal, refuse, type Outcome } from '../../../api/outcome.ts';
import type { stepOnConsolidation } from '../../../api/review.ts';
import type { Principal } from '../../../domain/access.ts';
import { changedSums, receiverOf } from '../../../domain/consolidating.ts';
import type { ConfirmedSum, ConsolidationStep } from '../../../domain/closing.ts';
import type { Period } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { Asked } from '../../http/serve.ts';
import { placeOf, type ReviewContext } from './asking.ts';
import { membersView, mayReturn, missingOf } from './consolidation.ts';
import { chainAt, mayHere, type ReviewDesk } from '../../context/review/desk.ts';
import { decisions } from './in-turn.ts';
import { standingOf } from './standing.ts';
import { toldChanges } from '../../context/review/told-figure.ts';
import { sumsOf } from './sums.ts';

type Wish = Body<typeof stepOnConsolidation>;
type Taken = Outcome<Answer<typeof stepOnConsolidation>>;

/**
 * Takes a step of a unit's consolidation. The sums are the server's; where they are no longer those that were looked
 * at, or others are missing than were stated, nothing is entered and what changed is answered (RULES 22).
 */
export async function consolidate(
  { runtime: desk, principal }: ReviewContext,
  { params, body: wish }: Pick<Asked<typeof stepOnConsolidation>, 'params' | 'body'>
): Promise<Taken> {
  const place = placeOf({ desk }, params.unit, params.period);
  if (isRefusal(place)) return place;
  const { unit, period } = place;
  const { step } = wish;
  return decisions.do(() =>
    step === 'returned'
      ? sendBack(desk, principal, unit, period, wish.reason.trim())
      : putTogether(desk, principal, unit, period, { ...wish, step })
  );
}

async function putTogether(
  desk: ReviewDesk,
  principal: Principal,
  unit: UnitNode,
  period: Period,
  wish: Omit<Wish, 'step'> & { readonly step: 'prepared' | 'confirmed' }
): Promise<Taken> {
  const { fold } = desk.publisher;
  const isConfirming = wish.step === 'confirmed';
  const { levels } = chainAt(desk, unit.ordinal, period);
  const action = isConfirming ? 'approve' : 'prepare';
  if (!levels.includes(unit.level) || !mayHere(desk, principal, action, unit.ordinal)) return WHY.forbidden;
  const last = fold.steps.closing.stepsOf(unit.key, period).at(-1);
  const sums = sumsOf(desk, unit.ordinal, period);
  const missing = missingOf(membersView(desk, unit.ordinal, period));
  // Sent again after its answer was lost.
  if (
    last?.actor === principal.actor &&
    last.body.step === wish.step &&
    isSame(last.body, wish, sums, missing)
  )
    return { outcome: 'already', position: last.position };
  if (isConfirming && last?.body.step !== 'prepared') return WHY.notPrepared;
  if (isConfirming && last?.actor === principal.actor) return WHY.own;
  const changed = changedSums(wish.sums, sums);
  if (changed.length > 0) return { ...WHY.sumsChanged, beside: { changed: toldChanges(changed), missing } };
  if (!sameList(wish.missing, missing)) return { ...WHY.missingChanged, beside: { changed: [], missing } };
  if (sums.length === 0) return WHY.empty;
  const body: ConsolidationStep = {
    unit: unit.key,
    period,
    step: wish.step,
    pinned: fold.position,
    sums,
    texts: trimmed(wish.texts),
    reason: wish.reason.trim(),
    ...(missing.length > 0 ? { missing } : {})
  };
  return { outcome: 'done', position: await desk.append(principal, [{ kind: 'consolidation', ...body }]) };
}

async function sendBack(
  desk: ReviewDesk,
  principal: Principal,
  unit: UnitNode,
  period: Period,
  reason: string
): Promise<Taken> {
  const { fold } = desk.publisher;
  const { closing } = fold.steps;
  const { levels } = chainAt(desk, unit.ordinal, period);
  const receiver = receiverOf(fold.world.tree, unit.ordinal, levels);
  if (!mayReturn(desk, principal, unit, receiver)) return WHY.forbidden;
  const last = closing.stepsOf(unit.key, period).at(-1);
  if (last?.body.step === 'returned' && last.actor === principal.actor && last.body.reason === reason)
    return { outcome: 'already', position: last.position };
  if (!last || last.body.step === 'returned') return WHY.nothingToReturn;
  if (reason === '') return WHY.reasonMissing;
  // What the unit above has confirmed upon, it sends back itself, after its own was sent back.
  if (
    receiver &&
    receiver.ordinal !== unit.ordinal &&
    standingOf(closing, receiver.key, period) === 'confirmed'
  )
    return WHY.passedOn;
  const body: ConsolidationStep = {
    unit: unit.key,
    period,
    step: 'returned',
    pinned: fold.position,
    sums: [],
    texts: last.body.texts,
    reason
  };
  return { outcome: 'done', position: await desk.append(principal, [{ kind: 'consolidation', ...body }]) };
}

function isSame(
  body: ConsolidationStep,
  wish: Pick<Wish, 'sums' | 'texts'>,
  sums: readonly ConfirmedSum[],
  missing: readonly string[]
): boolean {
  return (
    changedSums(body.sums, wish.sums).length === 0 &&
    changedSums(body.sums, sums).length === 0 &&
    sameList(body.missing ?? [], missing) &&
    JSON.stringify(body.texts) === JSON.stringify(trimmed(wish.texts))
  );
}

function trimmed({ tasks, difficulties, proposals, practices }: Wish['texts']) {
  const clean = (one: string) => one.normalize('NFC').trim();
  return {
    tasks: clean(tasks),
    difficulties: clean(difficulties),
    proposals: clean(proposals),
    practices: clean(practices)
  };
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  const inOrder = (list: readonly string[]) => [...list].sort().join('\n');
  return inOrder(a) === inOrder(b);
}

/** Why a step is not taken. */
const WHY = {
  forbidden: refuse(
    'mayNotChange',
    'forbidden',
    'Tài khoản này không có quyền tổng hợp ở đơn vị này.',
    'You do not have permission to consolidate for this unit.'
  ),
  own: refuse(
    'mayNotChange',
    'own',
    'Người trình không được tự xác nhận: cần một lãnh đạo khác xác nhận.',
    'Another leader must confirm; you prepared it.'
  ),
  notPrepared: refuse(
    'conflict',
    'notPrepared',
    'Bản tổng hợp chưa được trình, hoặc vừa có người xử lý.',
    'Not submitted yet, or someone else just updated it.'
  ),
  sumsChanged: refuse(
    'conflict',
    'sumsChanged',
    'Số liệu vừa thay đổi. Chưa lưu gì; hãy xem lại số mới.',
    'The figures have just changed. Nothing was saved; review the new ones.'
  ),
  missingChanged: refuse(
    'conflict',
    'missingChanged',
    'Danh sách đơn vị còn thiếu đã thay đổi. Chưa lưu gì; hãy xem lại.',
    'The list of missing units has changed. Nothing was saved; review it.'
  ),
  empty: refuse(
    'wrong',
    'empty',
    'Chưa có số liệu nào được duyệt để tổng hợp.',
    'No approved figures to consolidate yet.'
  ),
  reasonMissing: refuse(
    'wrong',
    'reasonMissing',
    'Hãy ghi lý do trả lại.',
    'Give a reason for returning it.',
    '/reason'
  ),
  nothingToReturn: refuse(
    'conflict',
    'nothingToReturn',
    'Không có bản tổng hợp nào để trả lại, hoặc đã được trả lại rồi.',
    'There is nothing to return, or it was already returned.'
  ),
  passedOn: refuse(
    'conflict',
    'passedOn',
    'Cấp trên đã tổng hợp số liệu này; cấp trên cần được trả lại trước.',
    'The higher level has already confirmed it and must return it first.'
  )
} as const;
