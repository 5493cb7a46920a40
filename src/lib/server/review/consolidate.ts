import { z } from 'zod';
import type { Principal } from '../../domain/access.ts';
import { changedSums, receiverOf, type ChangedSum } from '../../domain/consolidating.ts';
import type { ConfirmedSum, ConsolidationStep } from '../../domain/closing.ts';
import type { Words } from '../../domain/indicator.ts';
import type { Period } from '../../domain/period.ts';
import type { UnitNode } from '../../domain/tree.ts';
import type { ConsolidationAnswer, ConsolidationRefusal } from '../../wire/review.ts';
import { membersView, mayReturn, missingOf } from './consolidation.ts';
import { MOST_REASON } from './decide.ts';
import { chainAt, mayHere, type ReviewDesk } from './desk.ts';
import { decisions } from './in-turn.ts';
import { standingOf } from './standing.ts';
import { sumsOf } from './sums.ts';

const MOST_TEXT = 10_000;
const MOST_SUMS = 500;
const MOST_MISSING = 5_000;
const text = z.string().max(MOST_TEXT).default('');
const NO_TEXTS = { tasks: '', difficulties: '', proposals: '', practices: '' };

/** A step of a consolidation, as sent: with the sums that were looked at, and who was seen to be missing. */
export const consolidationRequest = z.strictObject({
  step: z.enum(['prepared', 'confirmed', 'returned']),
  sums: z
    .array(z.strictObject({ indicator: z.string().max(32), num: z.int(), den: z.int() }))
    .max(MOST_SUMS)
    .default([]),
  texts: z
    .strictObject({ tasks: text, difficulties: text, proposals: text, practices: text })
    .default(NO_TEXTS),
  missing: z.array(z.string().max(64)).max(MOST_MISSING).default([]),
  reason: z.string().max(MOST_REASON).default('')
});
export type ConsolidationRequest = z.infer<typeof consolidationRequest>;

/**
 * Takes a step of a unit's consolidation. The sums are the server's; where they are no longer those that were looked
 * at, or others are missing than were stated, nothing is entered and what changed is answered (RULES 22).
 */
export function consolidate(
  desk: ReviewDesk,
  principal: Principal,
  unit: UnitNode,
  period: Period,
  wish: ConsolidationRequest
): Promise<ConsolidationAnswer> {
  return decisions.do(() =>
    wish.step === 'returned'
      ? sendBack(desk, principal, unit, period, wish.reason.trim())
      : putTogether(desk, principal, unit, period, { ...wish, step: wish.step })
  );
}

async function putTogether(
  desk: ReviewDesk,
  principal: Principal,
  unit: UnitNode,
  period: Period,
  wish: Omit<ConsolidationRequest, 'step'> & { readonly step: 'prepared' | 'confirmed' }
): Promise<ConsolidationAnswer> {
  const { fold } = desk.publisher;
  const isConfirming = wish.step === 'confirmed';
  const { levels } = chainAt(desk, unit.ordinal, period);
  const action = isConfirming ? 'approve' : 'prepare';
  if (!levels.includes(unit.level) || !mayHere(desk, principal, action, unit.ordinal))
    return refusal('forbidden');
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
  if (isConfirming && last?.body.step !== 'prepared') return refusal('notPrepared');
  if (isConfirming && last?.actor === principal.actor) return refusal('own');
  const changed = changedSums(wish.sums, sums);
  if (changed.length > 0) return refusal('sumsChanged', changed, missing);
  if (!sameList(wish.missing, missing)) return refusal('missingChanged', [], missing);
  if (sums.length === 0) return refusal('empty');
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
): Promise<ConsolidationAnswer> {
  const { fold } = desk.publisher;
  const { closing } = fold.steps;
  const { levels } = chainAt(desk, unit.ordinal, period);
  const receiver = receiverOf(fold.world.tree, unit.ordinal, levels);
  if (!mayReturn(desk, principal, unit, receiver)) return refusal('forbidden');
  const last = closing.stepsOf(unit.key, period).at(-1);
  if (last?.body.step === 'returned' && last.actor === principal.actor && last.body.reason === reason)
    return { outcome: 'already', position: last.position };
  if (!last || last.body.step === 'returned') return refusal('nothingToReturn');
  if (reason === '') return refusal('reasonMissing');
  // What the unit above has confirmed upon, it sends back itself, after its own was sent back.
  if (
    receiver &&
    receiver.ordinal !== unit.ordinal &&
    standingOf(closing, receiver.key, period) === 'confirmed'
  )
    return refusal('passedOn');
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
  wish: ConsolidationRequest,
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

function trimmed({ tasks, difficulties, proposals, practices }: ConsolidationRequest['texts']) {
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

function refusal(
  outcome: ConsolidationRefusal,
  changed: readonly ChangedSum[] = [],
  missing: readonly string[] = []
): ConsolidationAnswer {
  return { outcome, message: WHY[outcome], changed, missing };
}

const WHY: Readonly<Record<ConsolidationRefusal, Words>> = {
  forbidden: {
    vi: 'Tài khoản này không có quyền tổng hợp ở đơn vị này.',
    en: 'You do not have permission to consolidate for this unit.'
  },
  own: {
    vi: 'Người trình không được tự xác nhận: cần một lãnh đạo khác xác nhận.',
    en: 'Another leader must confirm; you prepared it.'
  },
  notPrepared: {
    vi: 'Bản tổng hợp chưa được trình, hoặc vừa có người xử lý.',
    en: 'Not submitted yet, or someone else just updated it.'
  },
  sumsChanged: {
    vi: 'Số liệu vừa thay đổi. Chưa lưu gì; hãy xem lại số mới.',
    en: 'The figures have just changed. Nothing was saved; review the new ones.'
  },
  missingChanged: {
    vi: 'Danh sách đơn vị còn thiếu đã thay đổi. Chưa lưu gì; hãy xem lại.',
    en: 'The list of missing units has changed. Nothing was saved; review it.'
  },
  empty: {
    vi: 'Chưa có số liệu nào được duyệt để tổng hợp.',
    en: 'No approved figures to consolidate yet.'
  },
  reasonMissing: { vi: 'Hãy ghi lý do trả lại.', en: 'Give a reason for returning it.' },
  nothingToReturn: {
    vi: 'Không có bản tổng hợp nào để trả lại, hoặc đã được trả lại rồi.',
    en: 'There is nothing to return, or it was already returned.'
  },
  passedOn: {
    vi: 'Cấp trên đã tổng hợp số liệu này; cấp trên cần được trả lại trước.',
    en: 'The higher level has already confirmed it and must return it first.'
  }
};
