import { createHash, randomBytes } from 'node:crypto';
import type { MeetingStep } from '../../../domain/meeting.ts';
import { MEETING_LIMITS } from '../../../domain/meeting.ts';
import type {
  arrangeMeeting,
  CommitmentView,
  createMeeting,
  MeetingView,
  settleCommitment,
  writeConclusion
} from '../../../api/meetings.ts';
import { isRefusal, NOT_YOURS, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import { inTurn } from '../../core/in-turn.ts';
import { nodeCalled } from '../../context/profile/desk.ts';
import type { Asked } from '../../http/serve.ts';
import { mayHold, mayRead, type MeetingDesk } from './desk.ts';
import { figureToKeep } from './figures.ts';
import { commitmentView, meetingOf, writableUnit } from './views.ts';

const ENDED = refuse('conflict', 'ended', 'Cuộc họp đã kết thúc.', 'The meeting has ended.');

/** Opens a meeting of a unit. */
export async function openMeeting(
  desk: MeetingDesk,
  { body }: Pick<Asked<typeof createMeeting>, 'body'>
): Promise<Outcome<MeetingView>> {
  const { title, day, slides } = body;
  const unit = desk.publisher.fold.world.tree.unit(body.unit);
  if (!unit || !mayRead(desk, unit.ordinal)) return UNKNOWN;
  if (!mayHold(desk, unit.ordinal)) return NOT_YOURS;
  const id = `g${randomBytes(9).toString('base64url')}`;
  await write(desk, { step: 'opened', id, unit: unit.key, title, day, slides });
  return meetingOf(desk, id);
}

/** Arranges a meeting's agenda, adds a view to it, ends it or opens it again. */
export function changeMeeting(
  desk: MeetingDesk,
  { params: { id }, body: change }: Pick<Asked<typeof arrangeMeeting>, 'params' | 'body'>
): Promise<Outcome<MeetingView>> {
  const book = desk.publisher.fold.steps.meetings;
  return inTurn(book, async () => {
    const meeting = book.of(id);
    if (!meeting) return UNKNOWN;
    const unit = writableUnit(desk, meeting);
    if (isRefusal(unit)) return unit;
    if (meeting.ended && change.step !== 'resumed') return ENDED;
    if (change.step === 'arranged') await write(desk, { ...change, id });
    else if (change.step === 'added') {
      const { title, day, slides } = meeting;
      if (slides.length >= MEETING_LIMITS.slides)
        return refuse('wrong', 'tooMany', 'Chương trình họp đã đủ số mục.', 'The agenda is full.', '/slide');
      await write(desk, { step: 'arranged', id, title, day, slides: [...slides, change.slide] });
    } else if (meeting.ended !== (change.step === 'ended')) await write(desk, { step: change.step, id });
    return meetingOf(desk, id);
  });
}

/** Writes down a conclusion with the figure as it stands; the same key again writes nothing anew. */
export function conclude(
  desk: MeetingDesk,
  { params: { id }, body: asked }: Pick<Asked<typeof writeConclusion>, 'params' | 'body'>
): Promise<Outcome<CommitmentView>> {
  const { world, steps } = desk.publisher.fold;
  const book = steps.meetings;
  return inTurn(book, async () => {
    const meeting = book.of(id);
    if (!meeting) return UNKNOWN;
    const unit = writableUnit(desk, meeting);
    if (isRefusal(unit)) return unit;
    const promise = promiseId(desk.principal.actor, id, asked.key);
    if (book.promise(promise)) return shown(desk, promise);
    if (meeting.ended) return ENDED;
    const node = nodeCalled(world.tree, asked.node);
    if (!node || !world.tree.isWithin(node.ordinal, unit.ordinal))
      return refuse(
        'wrong',
        'notBelow',
        'Đơn vị này không thuộc đơn vị họp.',
        'This unit is outside the meeting’s unit.',
        '/node'
      );
    const indicator = asked.indicator === null ? null : world.indicator(asked.indicator);
    if (indicator === undefined)
      return refuse(
        'wrong',
        'unknownIndicator',
        'Không có chỉ tiêu này.',
        'Indicator not found.',
        '/indicator'
      );
    const { text, who, by } = asked;
    if (by !== null && by < meeting.day)
      return refuse(
        'wrong',
        'beforeMeeting',
        'Thời hạn phải từ ngày họp trở đi.',
        'The due date cannot be before the meeting.',
        '/by'
      );
    await write(desk, {
      step: 'concluded',
      id,
      promise,
      node: node.kind === 'unit' ? node.key : node.group.code,
      indicator: indicator?.indicator.code ?? null,
      text,
      who,
      by,
      then: indicator ? figureToKeep(desk, node, indicator, meeting.day) : null
    });
    return shown(desk, promise);
  });
}

/** Says that a promise is kept, withdrawn, or open again. */
export function settlePromise(
  desk: MeetingDesk,
  { params: { id }, body: { step, note } }: Pick<Asked<typeof settleCommitment>, 'params' | 'body'>
): Promise<Outcome<CommitmentView>> {
  const book = desk.publisher.fold.steps.meetings;
  return inTurn(book, async () => {
    const known = book.promise(id);
    const meeting = known && book.of(known.meeting);
    if (!known || !meeting) return UNKNOWN;
    const unit = writableUnit(desk, meeting);
    if (isRefusal(unit)) return unit;
    if (step === 'withdrawn' && note === '')
      return refuse('wrong', 'noteMissing', 'Hãy ghi lý do.', 'Enter a reason.', '/note');
    const state = step === 'reopened' ? 'open' : step;
    if (known.state !== state) await write(desk, { step, promise: id, note });
    return shown(desk, id);
  });
}

async function write(desk: MeetingDesk, step: MeetingStep): Promise<void> {
  await desk.append(desk.principal, [{ kind: 'meetings', steps: [step] }]);
}

async function shown(desk: MeetingDesk, id: string): Promise<Outcome<CommitmentView>> {
  const promise = desk.publisher.fold.steps.meetings.promise(id);
  if (!promise) return UNKNOWN;
  await desk.names.learn(promise.steps.map(({ actor }) => actor));
  return commitmentView(desk, promise) ?? UNKNOWN;
}

function promiseId(actor: string, meeting: string, key: string | undefined): string {
  if (key === undefined) return `k${randomBytes(9).toString('base64url')}`;
  return `k${createHash('sha256').update(`${actor} ${meeting} ${key}`).digest('base64url').slice(0, 12)}`;
}
