import { createHash, randomBytes } from 'node:crypto';
import { mayAt } from '../../../domain/access.ts';
import type { Matter } from '../../../domain/matter-book.ts';
import { obstacleTo, type MatterObstacle } from '../../../domain/matter-rules.ts';
import type { MatterStep, MatterVerb } from '../../../domain/matter.ts';
import { currentPeriod } from '../../../domain/period.ts';
import { answerLevels } from '../../../domain/standing-levels.ts';
import type { openDifficulty, stepOnDifficulties, stepOnDifficulty } from '../../../api/difficulties.ts';
import type { MatterView } from '../../../api/difficulties.ts';
import type { Answer } from '../../../api/declare.ts';
import { isRefusal, reasonOf, refuse, UNKNOWN, type Outcome, type Refusal } from '../../../api/outcome.ts';
import type { Asked } from '../../http/serve.ts';
import { NOT_YOURS, type MatterDesk } from '../../context/matters/desk.ts';
import { matterOf } from './inbox.ts';
import type { MatterFact } from '../../context/matters/matter-facts.ts';
import { inTurn } from '../../core/in-turn.ts';
import { maySee, unitAt, verbsFor } from '../../context/matters/views.ts';

/** Takes one step with one matter; answers the matter as it then is. Of two at once the second hears who was first. */
export function takeStep(
  desk: MatterDesk,
  { params: { id }, body: { step, note } }: Pick<Asked<typeof stepOnDifficulty>, 'params' | 'body'>
): Promise<Outcome<MatterView>> {
  const book = desk.fold.steps.matters;
  return inTurn(book, async () => {
    const judged = judge(desk, id, step, note);
    if (isRefusal(judged)) return judged;
    await desk.append(desk.principal, [{ kind: 'matters', steps: [judged] }]);
    // Another process may have been first in the log: then ours changed nothing.
    const matter = book.of(id);
    if (step === 'taken' && matter && matter.taker !== desk.principal.actor)
      return inTheWay(desk, matter, 'theirs');
    return matterOf(desk, id);
  });
}

/** Takes the same step with many in one entry; says of each that cannot be taken why. */
export function takeSteps(
  desk: MatterDesk,
  { body: { ids, step, note } }: Pick<Asked<typeof stepOnDifficulties>, 'body'>
): Promise<Answer<typeof stepOnDifficulties>> {
  return inTurn(desk.fold.steps.matters, async () => {
    const steps: MatterStep[] = [];
    const refused: Answer<typeof stepOnDifficulties>['refused'][number][] = [];
    for (const id of new Set(ids)) {
      const judged = judge(desk, id, step, note);
      if (isRefusal(judged)) refused.push({ id, message: reasonOf(judged) });
      else steps.push(judged);
    }
    if (steps.length > 0) await desk.append(desk.principal, [{ kind: 'matters', steps }]);
    return { done: steps.map(({ id }) => id), refused };
  });
}

/** Raises a difficulty for a group; the same key again raises nothing anew. */
export async function openMatter(
  desk: MatterDesk,
  { body: opening }: Pick<Asked<typeof openDifficulty>, 'body'>
): Promise<Outcome<MatterView>> {
  const { fold, principal, day, now } = desk;
  const { tree, profile } = fold.world;
  const group = tree.group(opening.group);
  if (!group) return UNKNOWN;
  if (!mayAt(principal, 'file', tree, group.ordinal, day))
    return refuse(
      'mayNotChange',
      'forbidden',
      'Tổ này ngoài phạm vi của tài khoản.',
      'This group is outside your area.',
      '/group'
    );
  if (!answerLevels(tree, group.ordinal).includes(opening.wanted))
    return refuse(
      'wrong',
      'noLevel',
      'Tổ này không thuộc quận, huyện nào.',
      'This group is not in a district.',
      '/wanted'
    );
  const current = currentPeriod(now, profile);
  const period = opening.period ?? current;
  if (period > current)
    return refuse('wrong', 'futurePeriod', 'Kỳ này chưa bắt đầu.', 'The period has not started.', '/period');
  if (!fold.world.alive(period)[group.ordinal])
    return refuse(
      'wrong',
      'groupClosed',
      'Tổ không hoạt động trong kỳ này.',
      'The group does not exist in this period.',
      '/period'
    );
  return inTurn(fold.steps.matters, async () => {
    const id = idOf(principal.actor, opening.key);
    if (fold.steps.matters.of(id)) return matterOf(desk, id);
    const { kind, text, proposal, wanted } = opening;
    const step = {
      step: 'opened',
      id,
      group: group.group.code,
      period,
      kind,
      text,
      proposal,
      wanted
    } as const;
    await desk.append(principal, [{ kind: 'matters', steps: [step] }]);
    return matterOf(desk, id);
  });
}

function idOf(actor: string, key: string | undefined): string {
  if (key === undefined) return `m${randomBytes(9).toString('base64url')}`;
  return `m${createHash('sha256').update(`${actor} ${key}`).digest('base64url').slice(0, 12)}`;
}

/** Verbs that must say something: an answer, an addition, why it comes back. */
const NEEDS_NOTE: readonly MatterVerb[] = ['answered', 'added', 'reopened'];

function judge(desk: MatterDesk, id: string, verb: MatterVerb, note: string): Outcome<MatterStep> {
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

function inTheWay({ nameOf }: MatterDesk, matter: Matter, obstacle: MatterObstacle): Refusal {
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
