import { isOverdue, type Commitment, type Meeting } from '../../../domain/meeting-book.ts';
import type { Indicator } from '../../../domain/indicator.ts';
import type { PromiseVerb } from '../../../domain/meeting.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { holdsOn, type UnitKey } from '../../../domain/unit.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { Answer } from '../../../api/declare.ts';
import type { CommitmentView, listMeetings, MeetingSummary, MeetingView } from '../../../api/meetings.ts';
import type { NodeName } from '../../../api/shapes.ts';
import { NOT_YOURS, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import { nodeCalled } from '../../context/profile/desk.ts';
import { nodeName } from '../../context/profile/figure.ts';
import { mayHold, mayRead, placesToHold, type MeetingDesk } from './desk.ts';
import { figureKept, figureOfToday } from './figures.ts';

/** Meetings of a list, at most. */
const MOST = 100;

/** Meetings that somebody may read, of one unit or of every one of theirs, newest first. */
export async function meetingsOf(
  desk: MeetingDesk,
  unit: UnitKey | undefined
): Promise<Answer<typeof listMeetings>> {
  const { meetings } = desk.publisher.fold.steps;
  const asked = unit === undefined ? [...meetings.all] : meetings.ofUnit(unit);
  const found = asked
    .flatMap((meeting) => summaryOf(desk, meeting) ?? [])
    .sort((a, b) => (a.day < b.day ? 1 : -1))
    .slice(0, MOST);
  const places = placesToHold(desk);
  const given = givenTo(desk, places, unit);
  await desk.names.learn(given.flatMap(({ steps }) => steps.map(({ actor }) => actor)));
  return {
    meetings: found,
    places: places.map(nodeName),
    given: given.flatMap((one) => commitmentView(desk, one) ?? [])
  };
}

/**
 * What meetings that somebody does not read gave to the units that are theirs to hold, and to those below: what is
 * open first, by its last day. `unit`: only what was given there.
 */
function givenTo(desk: MeetingDesk, places: readonly UnitNode[], unit: UnitKey | undefined): Commitment[] {
  const { world, steps } = desk.publisher.fold;
  const { tree } = world;
  const here = unit === undefined ? null : (tree.unit(unit)?.ordinal ?? -1);
  const isTheirs = (node: number) =>
    (here === null || tree.isWithin(node, here)) &&
    places.some(({ ordinal }) => tree.isWithin(node, ordinal)) &&
    mayRead(desk, node);
  return [...steps.meetings.promises]
    .filter((promise) => {
      const node = nodeCalled(tree, promise.node);
      const held = tree.unit(promise.unit);
      return (
        node !== undefined && held !== undefined && !mayRead(desk, held.ordinal) && isTheirs(node.ordinal)
      );
    })
    .sort((a, b) => rank(a) - rank(b) || (a.by ?? LAST_DAY).localeCompare(b.by ?? LAST_DAY))
    .slice(0, MOST);
}

const LAST_DAY = '9999-12-31';
const rank = ({ state }: Commitment) => (state === 'open' ? 0 : 1);

/** Units against which a meeting's conclusions may be written: its own, and those right below it that stand on its day. */
export function placesAbout(desk: MeetingDesk, id: string): NodeName[] {
  const { world, steps } = desk.publisher.fold;
  const { tree } = world;
  const meeting = steps.meetings.of(id);
  const own = meeting && tree.unit(meeting.unit);
  if (!own) return [];
  const { day } = meeting;
  const below = [...tree.downward(own.ordinal)].filter(
    (node): node is UnitNode => node.kind === 'unit' && node.parent === own.ordinal && holdsOn(node.unit, day)
  );
  below.sort((a, b) => compareNames(a.unit.fullName, b.unit.fullName));
  return [own, ...below].map(nodeName);
}

/** One meeting, for those who may read it. */
export async function meetingOf(desk: MeetingDesk, id: string): Promise<Outcome<MeetingView>> {
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
export function writableUnit(desk: MeetingDesk, meeting: Meeting): Outcome<UnitNode> {
  const unit = desk.publisher.fold.world.tree.unit(meeting.unit);
  if (!unit || !mayRead(desk, unit.ordinal)) return UNKNOWN;
  return mayHold(desk, unit.ordinal) ? unit : NOT_YOURS;
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
    indicator: indicator ? named(indicator.indicator) : null,
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

function named({ code, short, kind, direction, counts, base }: Indicator): CommitmentView['indicator'] {
  return { code, short, kind, direction, counts, base };
}

function verbsOf({ state }: Commitment): readonly PromiseVerb[] {
  return state === 'open' ? ['done', 'withdrawn'] : ['reopened'];
}
