import type { DueStep, FilingSheet } from '../../../domain/filing-sheet.ts';
import { isOwed, type FilingState } from '../../../domain/filing-state.ts';
import type { GroupNode, Tree, UnitNode } from '../../../domain/tree.ts';
import { makeFormats } from '../../../i18n/formats.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { readReminder } from '../../../api/chain.ts';
import type { Answer } from '../../../api/declare.ts';
import { isRefusal, UNKNOWN } from '../../../api/outcome.ts';
import type { Verb } from '../../http/serve.ts';
import { chainPlace, groupsAt, unitsBelow } from '../../context/chain/progress.ts';

type Reminder = Answer<typeof readReminder>;

/** How many names a message lists under one heading; a Zalo message is read on a phone. */
const LISTED = 25;
const DEMO_MARK = 'Số liệu minh họa';

const format = makeFormats('vi');

/** What a reminder is about. */
export interface ReminderSubject {
  readonly tree: Tree;
  readonly sheet: FilingSheet;
  readonly unit: UnitNode;
  /** Of one group alone; null for all of the unit. */
  readonly group: GroupNode | null;
  /** The hop that it is about; the one that is owed first where nothing is said. */
  readonly due?: DueStep;
  readonly now: number;
  readonly demo: boolean;
}

/** The reminder of a unit's groups, or of the one that is named. */
export const reminderOf: Verb<typeof readReminder> = ({ runtime, principal }, { params, query }) => {
  const { publisher, clock, settings } = runtime;
  const now = clock();
  const place = chainPlace(publisher.fold, { ...params, principal, now }, 'remind');
  if (isRefusal(place)) return place;
  const { tree } = publisher.fold.world;
  const { unit, sheet } = place;
  const group = query.group === undefined ? null : (tree.group(query.group) ?? UNKNOWN);
  if (
    group &&
    (isRefusal(group) || !tree.isWithin(group.ordinal, unit.ordinal) || !sheet.filing(group.ordinal))
  )
    return UNKNOWN;
  return reminder({ tree, sheet, unit, group, now, demo: settings.mode === 'demo' });
};

/** The message by which a group, or all of a unit's groups, are reminded: in Vietnamese, since it is for their chat. */
export function reminder(subject: ReminderSubject): Reminder {
  return subject.group ? forGroup(subject, subject.group) : forUnit(subject);
}

/** The names of those who have not filed, or owe a corrected report, in Vietnamese order. */
function owing(subject: Omit<ReminderSubject, 'group'>): {
  missing: GroupNode[];
  returned: GroupNode[];
} {
  const { tree, sheet, unit } = subject;
  const groups = groupsAt(tree, sheet, unit).sort((a, b) => compareNames(a.group.name, b.group.name));
  const owed = (isIt: (state: FilingState) => boolean) =>
    groups.filter(({ ordinal }) => {
      const state = sheet.filing(ordinal)?.state;
      return state !== undefined && isOwed(state) && isIt(state);
    });
  return { missing: owed((state) => state !== 'returned'), returned: owed((state) => state === 'returned') };
}

function forUnit(subject: ReminderSubject): Reminder {
  const { tree, sheet, unit, now, demo } = subject;
  const { expected, filed, returned: sentBack, owed } = sheet.counts(unit.ordinal);
  const { missing, returned } = owing(subject);
  const below = unitsBelow(tree, sheet, unit)
    .map((node) => ({ name: node.unit.fullName, counts: sheet.counts(node.ordinal) }))
    .filter(({ counts }) => counts.owed > 0)
    .sort((a, b) => b.counts.owed - a.counts.owed);
  const lists = [
    list(
      'Chưa nộp',
      missing.map(({ group }) => group.name)
    ),
    list(
      'Bị trả lại, cần sửa',
      returned.map(({ group }) => group.name)
    ),
    list(
      'Đơn vị chưa đủ',
      below.map(({ name, counts }) => `${name} (${counts.filed}/${counts.expected})`)
    )
  ].filter(({ names }) => names.length > 0);
  const due = dueLine(subject.due ?? firstDue(subject), now);
  const period = format.period(sheet.period);
  const done = owed === 0;
  const text = [
    `📣 Báo cáo kỳ ${period} – ${unit.unit.fullName}`,
    due,
    `Đã nộp ${filed}/${expected} tổ${owed > 0 ? `, còn ${owed} tổ phải nộp` : ''}${sentBack > 0 ? ` (${sentBack} bị trả lại)` : ''}.`,
    ...lists.map(
      ({ title, names, more, total }) =>
        `${title} (${total}): ${names.join('; ')}${more ? ` và ${more} nữa` : ''}.`
    ),
    done ? 'Các tổ đã nộp đủ. Xin cảm ơn!' : 'Đề nghị các tổ chưa nộp hoàn thành báo cáo. Xin cảm ơn!',
    ...(demo ? [`(${DEMO_MARK})`] : [])
  ].join('\n');
  const card = {
    title: `Báo cáo kỳ ${period}`,
    place: unit.unit.fullName,
    due,
    filed,
    expected,
    counts: 'tổ đã nộp',
    lists: lists.map(({ title, names, more, total }) => ({ title: `${title} (${total})`, names, more })),
    mark: demo ? DEMO_MARK : ''
  };
  return { text, card };
}

function forGroup({ sheet, unit, now, demo }: ReminderSubject, { ordinal, group }: GroupNode): Reminder {
  const filing = sheet.filing(ordinal);
  const due = dueLine(sheet.stepOf(ordinal), now);
  const period = format.period(sheet.period);
  const isFiled = filing !== null && !isOwed(filing.state);
  const ask =
    filing?.state === 'returned'
      ? 'Báo cáo đã được trả lại, đề nghị tổ sửa và nộp lại.'
      : isFiled
        ? `Tổ đã nộp lúc ${format.dateTime(filing.at ?? now)}. Xin cảm ơn!`
        : 'Chưa có báo cáo của tổ. Đề nghị tổ nộp báo cáo. Xin cảm ơn!';
  const lines = [`📣 ${group.name} – báo cáo kỳ ${period}`, due, ask, ...(demo ? [`(${DEMO_MARK})`] : [])];
  const card = {
    title: `Báo cáo kỳ ${period}`,
    place: `${group.name}, ${unit.unit.fullName}`,
    due,
    filed: isFiled ? 1 : 0,
    expected: 1,
    counts: 'báo cáo đã nộp',
    lists: [{ title: ask, names: [], more: 0 }],
    mark: demo ? DEMO_MARK : ''
  };
  return { text: lines.join('\n'), card };
}

/** The hop whose day comes first of those that groups still owe; of all where none is owed. */
function firstDue({ tree, sheet, unit }: ReminderSubject): DueStep | null {
  let found: DueStep | null = null;
  let owed = false;
  for (const node of tree.downward(unit.ordinal)) {
    const due = node.kind === 'group' ? sheet.stepOf(node.ordinal) : null;
    const filing = due && sheet.filing(node.ordinal);
    if (!due || !filing) continue;
    const owes = isOwed(filing.state);
    if (found && owed && !owes) continue;
    const sooner = (due.deadline?.at ?? Infinity) < (found?.deadline?.at ?? Infinity);
    if (!found || (owes && !owed) || sooner) found = due;
    owed ||= owes;
  }
  return found;
}

function dueLine(due: DueStep | null, now: number): string {
  if (!due?.deadline) return 'Không quy định hạn nộp.';
  const { at, lastDay } = due.deadline;
  const mark = due.chain.illustrative ? ' (hạn minh họa)' : '';
  const span = format.span(at - now);
  return `Hạn nộp: hết ngày ${format.day(lastDay)}${mark}, ${now < at ? `còn ${span}` : `đã quá hạn ${span}`}.`;
}

function list(title: string, names: readonly string[]) {
  const shown = names.slice(0, LISTED);
  return { title, names: shown, more: names.length - shown.length, total: names.length };
}
