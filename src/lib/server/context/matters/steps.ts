import { mayAt } from '../../../domain/access.ts';
import type { Matter, MatterStep, MatterVerb } from '../../../domain/matter.ts';
import { obstacleTo, type MatterObstacle } from '../../../domain/matter-rules.ts';
import type { stepOnDifficulties } from '../../../api/difficulties.ts';
import type { Answer, Body } from '../../../api/declare.ts';
import { isRefusal, reasonOf, refuse, UNKNOWN, type Outcome, type Refusal } from '../../../api/outcome.ts';
import { inTurn } from '../../core/in-turn.ts';
import { NOT_YOURS, type MatterDesk } from './desk.ts';
import type { MatterFact } from './matter-facts.ts';
import { maySee, unitAt, verbsFor } from './views.ts';

/** Takes the same step with many in one entry; says of each that cannot be taken why. */
export function takeSteps(
  desk: MatterDesk,
  { body: { ids, step, note } }: { readonly body: Body<typeof stepOnDifficulties> }
): Promise<Answer<typeof stepOnDifficulties>> {
  return inTurn(desk.fold.steps.matters, async () => {
    const steps: MatterStep[] = [];
    const refused: Answer<typeof stepOnDifficulties>['refused'][number][] = [];
    for (const id of new Set(ids)) {
      const judged = judgeStep(desk, id, step, note);
      if (isRefusal(judged)) refused.push({ id, message: reasonOf(judged) });
      else steps.push(judged);
    }
    if (steps.length > 0) await desk.append(desk.principal, [{ kind: 'matters', steps }]);
    return { done: steps.map(({ id }) => id), refused };
  });
}

/** Verbs that must say something: an answer, an addition, why it comes back. */
const NEEDS_NOTE: readonly MatterVerb[] = ['answered', 'added', 'reopened'];

/** A step with a matter as it would enter the log, where whoever asks may take it as things stand; else why not. */
export function judgeStep(desk: MatterDesk, id: string, verb: MatterVerb, note: string): Outcome<MatterStep> {
  const { fold, principal, facts } = desk;
  const matter = fold.steps.matters.of(id);
  const fact = matter && facts.of(matter);
  if (!matter || !fact || !maySee(desk, fact)) return UNKNOWN;
  const obstacle = obstacleTo(matter, verb, principal.actor);
  if (!verbsFor(desk, matter, fact).includes(verb)) {
    // Rights first: who may not take the step at all need not know what stands in its way.
    return obstacle !== null && mightEver(desk, fact, verb) ? inTheWay(desk, matter, obstacle) : NOT_YOURS;
  }
  if (note === '' && (NEEDS_NOTE.includes(verb) || (verb === 'closed' && matter.state !== 'answered')))
    return refuse('wrong', 'noteMissing', 'Hãy ghi nội dung.', 'Enter a message.', '/note');
  if (verb !== 'passed') return { step: verb, id, note };
  const above = unitAt(fold.world.tree, fact.place.parent);
  return above ? { step: verb, id, to: above.key, note } : NOT_YOURS;
}

function mightEver(
  { principal, fold, day }: MatterDesk,
  { place, group }: MatterFact,
  verb: MatterVerb
): boolean {
  const { tree } = fold.world;
  const files = () => mayAt(principal, 'file', tree, group, day);
  const answers = () => mayAt(principal, 'answer', tree, place.ordinal, day);
  if (verb === 'added') return files();
  if (verb === 'closed' || verb === 'reopened') return files() || answers();
  return answers();
}

/** What stands in the way of a step, in words. */
export function inTheWay({ nameOf }: MatterDesk, matter: Matter, obstacle: MatterObstacle): Refusal {
  const taker = matter.taker === null ? '' : nameOf(matter.taker);
  const conflict = (vi: string, en: string) => refuse('conflict', obstacle, vi, en);
  switch (obstacle) {
    case 'theirs':
      return conflict(`${taker} đã nhận xử lý.`, `${taker} already claimed this.`);
    case 'yours':
      return conflict('Vướng mắc này đã được nhận rồi.', 'You already claimed this.');
    case 'notOpen':
      return conflict('Vướng mắc này đã được trả lời hoặc đã giải quyết.', 'Already answered or resolved.');
    case 'notTaken':
      return conflict('Chưa ai nhận vướng mắc này.', 'No one has claimed this yet.');
    case 'answered':
      return conflict('Vướng mắc này đã được trả lời.', 'Already answered.');
    case 'closed':
      return conflict('Vướng mắc này đã giải quyết.', 'Already resolved.');
    case 'notDone':
      return conflict('Vướng mắc này đang mở.', 'Already open.');
  }
}
