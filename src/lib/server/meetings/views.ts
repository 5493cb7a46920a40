import { isOverdue, type Commitment, type Meeting } from '../../domain/meeting-book.ts';
import type { PromiseVerb } from '../../domain/meeting.ts';
import type { UnitNode } from '../../domain/tree.ts';
import { parseUnitKey, type UnitKey } from '../../domain/unit.ts';
import type { CommitmentView, MeetingList, MeetingSummary, MeetingView } from '../../wire/meetings.ts';
import { NOT_YOURS, UNKNOWN, type MatterRefusal } from '../matters/desk.ts';
import { nodeCalled } from '../profile/desk.ts';
import { nodeName } from '../profile/figure.ts';
import { mayHold, mayRead, placesToHold, type MeetingDesk } from './desk.ts';
import { figureKept, figureOfToday } from './figures.ts';

/** Meetings of a list, at most. */
const MOST = 100;

/** Meetings that somebody may read, of one unit or of every one of theirs, newest first. */
export function meetingsOf(desk: MeetingDesk, unit: UnitKey | null): MeetingList {
  const { meetings } = desk.publisher.fold.steps;
  const asked = unit === null ? [...meetings.all] : meetings.ofUnit(unit);
  const found = asked
    .flatMap((meeting) => summaryOf(desk, meeting) ?? [])
    .sort((a, b) => (a.day < b.day ? 1 : -1))
    .slice(0, MOST);
  return { meetings: found, places: placesToHold(desk).map(nodeName) };
}

/** One meeting, for those who may read it. */
export async function meetingOf(desk: MeetingDesk, id: string): Promise<MeetingView | MatterRefusal> {
  const { meetings } = desk.publisher.fold.steps;
  const meeting = meetings.of(id);
  const summary = meeting && summaryOf(desk, meeting);
  if (!meeting || !summary) return UNKNOWN;
  const [brought, made] = [meetings.broughtInto(meeting), meetings.madeIn(meeting)];
  await desk.names.learn([
    meeting.opened.actor,
    ...[...brought, ...made].flatMap(({ steps }) => steps.map(({ actor }) => actor))
  ]);
  return {
    ...summary,
    agenda: meeting.slides,
    brought: brought.flatMap((one) => commitmentView(desk, one) ?? []),
    made: made.flatMap((one) => commitmentView(desk, one) ?? []),
    opened: { at: meeting.opened.at, by: desk.names.of(meeting.opened.actor) }
  };
}

/** The unit of a meeting, where somebody may write in it. */
export function writableUnit(desk: MeetingDesk, meeting: Meeting): UnitNode | MatterRefusal {
  const unit = desk.publisher.fold.world.tree.unit(meeting.unit);
  if (!unit || !mayRead(desk, unit.ordinal)) return UNKNOWN;
  return mayHold(desk, unit.ordinal) ? unit : NOT_YOURS;
}

/** A unit's key in an address; null where it is none. */
export function keyIn(text: string | null): UnitKey | null {
  const key = parseUnitKey(text ?? '');
  return key && `${key.code}@${key.validFrom}`;
}

function summaryOf(desk: MeetingDesk, meeting: Meeting): MeetingSummary | null {
  const { world, steps } = desk.publisher.fold;
  const unit = world.tree.unit(meeting.unit);
  if (!unit || !mayRead(desk, unit.ordinal)) return null;
  const made = steps.meetings.madeIn(meeting);
  return {
    id: meeting.id,
    unit: nodeName(unit),
    title: meeting.title,
    day: meeting.day,
    ended: meeting.ended,
    slides: meeting.slides.length,
    promises: made.length,
    open: made.filter(({ state }) => state === 'open').length,
    overdue: made.filter((one) => isOverdue(one, desk.day)).length,
    mayWrite: mayHold(desk, unit.ordinal)
  };
}

/** A promise with the figure then and now; null where its unit is not there. */
export function commitmentView(desk: MeetingDesk, promise: Commitment): CommitmentView | null {
  const { world, steps } = desk.publisher.fold;
  const node = nodeCalled(world.tree, promise.node);
  const meeting = steps.meetings.of(promise.meeting);
  const unit = world.tree.unit(promise.unit);
  if (!node || !meeting || !unit) return null;
  const indicator = promise.indicator === null ? undefined : world.indicator(promise.indicator);
  const [first, last] = [promise.steps[0], promise.steps.at(-1)];
  const settled = promise.state !== 'open' && last ? last : null;
  return {
    id: promise.id,
    meeting: { id: meeting.id, title: meeting.title, day: meeting.day },
    node: nodeName(node),
    indicator: indicator?.indicator ?? null,
    text: promise.text,
    who: promise.who,
    by: promise.by,
    state: promise.state,
    overdue: isOverdue(promise, desk.day),
    then: indicator && promise.then ? figureKept(desk, node, indicator, promise.then) : null,
    now: indicator ? figureOfToday(desk, node, indicator) : null,
    made: { at: first?.at ?? 0, by: desk.names.of(first?.actor ?? '') },
    settled: settled && {
      at: settled.at,
      by: desk.names.of(settled.actor),
      note: 'note' in settled.body ? settled.body.note : ''
    },
    may: mayHold(desk, unit.ordinal) ? verbsOf(promise) : []
  };
}

function verbsOf({ state }: Commitment): readonly PromiseVerb[] {
  return state === 'open' ? ['done', 'withdrawn'] : ['reopened'];
}
