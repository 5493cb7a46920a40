import { nodeOfKey, parseAttentionKey, type AttentionKey } from '../../../domain/attention-key.ts';
import { LONGEST_SNOOZE_MS, unitOfHolder, type CaseStep } from '../../../domain/case.ts';
import { caseObstacle, freshCase, type Case, type CaseObstacle } from '../../../domain/case-book.ts';
import type { Words } from '../../../domain/indicator.ts';
import type { MatterVerb } from '../../../domain/matter.ts';
import type { StepsAsk, StepsResult } from '../../../api/operations.ts';
import { refuse, type Outcome } from '../../../api/outcome.ts';
import { takeSteps } from '../../context/matters/steps.ts';
import { inTurn } from '../../core/in-turn.ts';
import { rowOf } from './board.ts';
import { mayOperate, type OperationsDesk, type StoringDesk } from './desk.ts';
import { assignable } from './people.ts';

/** What these steps are for a difficulty: its own steps, so that there is one truth. */
const OF_MATTER: Readonly<Partial<Record<StepsAsk['step'], MatterVerb>>> = {
  taken: 'taken',
  released: 'released',
  resolved: 'answered'
};

const GONE: Words = {
  vi: 'Việc này đã xong: báo cáo đã nộp hoặc đã được xử lý.',
  en: 'No longer needed: the report arrived or the item was handled.'
};
const NOT_YOURS: Words = {
  vi: 'Ngoài phạm vi của tài khoản.',
  en: 'This is outside your area.'
};

/**
 * Takes one step about some rows; says of each that cannot be taken why. Difficulties are taken, given back and
 * answered by their own steps. Of two who take a row at once the first in the log has it.
 */
export async function takeCaseSteps(
  desk: StoringDesk,
  { body: ask }: { readonly body: StepsAsk }
): Promise<Outcome<StepsResult>> {
  if (ask.step === 'commented' && ask.note === '')
    return refuse('wrong', 'noteMissing', 'Hãy ghi nội dung.', 'Enter a message.', '/note');
  if (ask.step === 'snoozed' && (ask.until <= desk.now || ask.until > desk.now + LONGEST_SNOOZE_MS))
    return refuse(
      'wrong',
      'badMoment',
      'Chỉ hoãn được tối đa 31 ngày.',
      'Snooze for at most 31 days.',
      '/until'
    );
  const keys = [...new Set(ask.keys)];
  const verb = OF_MATTER[ask.step];
  const isMatter = (key: AttentionKey) => parseAttentionKey(key)?.topic === 'matter';
  const matters = verb === undefined ? [] : keys.filter(isMatter);
  const others = verb === undefined ? keys : keys.filter((key) => !isMatter(key));
  const done: AttentionKey[] = [];
  const refused: StepsResult['refused'][number][] = [];
  if (matters.length > 0 && verb !== undefined) {
    const byId = new Map(matters.map((key) => [parseAttentionKey(key)?.tail ?? '', key]));
    const result = await takeSteps(desk, { body: { ids: [...byId.keys()], step: verb, note: ask.note } });
    // Another process may have been first in the log: then ours changed nothing.
    for (const id of result.done) {
      const taker = desk.fold.steps.matters.of(id)?.taker;
      if (verb === 'taken' && taker !== desk.principal.actor)
        refused.push({ key: byId.get(id) ?? '', message: inTheWay(desk, 'theirs', taker ?? null) });
      else done.push(byId.get(id) ?? '');
    }
    for (const { id, message } of result.refused) refused.push({ key: byId.get(id) ?? '', message });
  }
  if (others.length > 0) {
    const result = await inTurn(desk.fold.steps.cases, () => takeOthers(desk, ask, others));
    done.push(...result.done);
    refused.push(...result.refused);
  }
  return { done, refused };
}

async function takeOthers(
  desk: StoringDesk,
  ask: StepsAsk,
  keys: readonly AttentionKey[]
): Promise<StepsResult> {
  const { cases } = desk.fold.steps;
  const steps: CaseStep[] = [];
  const refused: StepsResult['refused'][number][] = [];
  for (const key of keys) {
    const judged = await judge(desk, ask, key);
    if ('vi' in judged) refused.push({ key, message: judged });
    else steps.push(judged);
  }
  if (steps.length === 0) return { done: [], refused };
  await desk.append(desk.principal, [{ kind: 'cases', steps }]);
  const isFirst = ({ key }: CaseStep) =>
    ask.step !== 'taken' || cases.of(key)?.holder === desk.principal.actor;
  for (const step of steps)
    if (!isFirst(step))
      refused.push({ key: step.key, message: inTheWay(desk, 'theirs', cases.of(step.key)?.holder ?? null) });
  return { done: steps.filter(isFirst).map(({ key }) => key), refused };
}

async function judge(desk: StoringDesk, ask: StepsAsk, key: AttentionKey): Promise<CaseStep | Words> {
  const { fold, principal } = desk;
  const node = nodeOfKey(key, fold.world.tree);
  if (node === null || !mayOperate(desk, node)) return NOT_YOURS;
  const known = fold.steps.cases.of(key);
  const isEnding = ask.step === 'released' || ask.step === 'woken' || ask.step === 'reopened';
  if (!(known && isEnding) && !rowOf(desk, key, node)) return GONE;
  const one = known ?? freshCase(key);
  const step = stepOf(ask, one);
  const obstacle = caseObstacle(one, step, principal.actor);
  if (obstacle !== null) return inTheWay(desk, obstacle, one.holder);
  if (step.step !== 'assigned') return step;
  const { people, offices } = await assignable(desk, node);
  return [...people, ...offices].some(({ holder }) => holder === step.to) ? step : NOT_YOURS;
}

function stepOf(ask: StepsAsk, { key, holder }: Case): CaseStep {
  const { note } = ask;
  if (ask.step === 'assigned') return { step: ask.step, key, note, to: ask.to, from: holder };
  if (ask.step === 'snoozed') return { step: ask.step, key, note, until: ask.until };
  return { step: ask.step, key, note };
}

function inTheWay({ nameOf, fold }: OperationsDesk, obstacle: CaseObstacle, holder: string | null): Words {
  const unit = holder === null ? null : unitOfHolder(holder);
  const office = unit && fold.world.tree.unit(unit)?.unit.fullName;
  const name = office ?? (holder === null ? '' : nameOf(holder));
  switch (obstacle) {
    case 'theirs':
      return { vi: `${name} đã nhận việc này.`, en: `${name} already claimed this.` };
    case 'yours':
      return { vi: 'Việc này đã được nhận rồi.', en: 'You already claimed this.' };
    case 'moved':
      return {
        vi: `${name || 'Người khác'} vừa nhận việc này.`,
        en: `${name || 'Someone else'} just claimed this.`
      };
    case 'notTaken':
      return { vi: 'Chưa ai nhận việc này.', en: 'No one has claimed this yet.' };
    case 'notSnoozed':
      return { vi: 'Việc này không ở trạng thái tạm hoãn.', en: 'It is not snoozed.' };
    case 'resolved':
      return { vi: 'Việc này đã được ghi là xong.', en: 'Already marked as done.' };
    case 'notDone':
      return { vi: 'Việc này đang mở.', en: 'Already open.' };
  }
}
