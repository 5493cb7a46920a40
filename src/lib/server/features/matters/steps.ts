import { createHash, randomBytes } from 'node:crypto';
import { mayAt } from '../../../domain/access.ts';
import { currentPeriod } from '../../../domain/period.ts';
import { answerLevels } from '../../../domain/standing-levels.ts';
import type { MatterView, openDifficulty, stepOnDifficulty } from '../../../api/difficulties.ts';
import { isRefusal, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { MatterDesk } from '../../context/matters/desk.ts';
import { inTheWay, judgeStep } from '../../context/matters/steps.ts';
import { inTurn } from '../../core/in-turn.ts';
import type { Asked } from '../../http/serve.ts';
import { matterOf } from './inbox.ts';

/** Takes one step with one matter; answers the matter as it then is. Of two at once the second hears who was first. */
export function takeStep(
  desk: MatterDesk,
  { params: { id }, body: { step, note } }: Pick<Asked<typeof stepOnDifficulty>, 'params' | 'body'>
): Promise<Outcome<MatterView>> {
  const book = desk.fold.steps.matters;
  return inTurn(book, async () => {
    const judged = judgeStep(desk, id, step, note);
    if (isRefusal(judged)) return judged;
    await desk.append(desk.principal, [{ kind: 'matters', steps: [judged] }]);
    // Another process may have been first in the log: then ours changed nothing.
    const matter = book.of(id);
    if (step === 'taken' && matter && matter.taker !== desk.principal.actor)
      return inTheWay(desk, matter, 'theirs');
    return matterOf(desk, id);
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
