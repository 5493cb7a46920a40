import type { Translation } from '../../texts.ts';
import type { today as vi } from '../vi/today.ts';
import { common } from './common.ts';

export const today: Translation<typeof vi> = {
  title: common.today,
  place: '{unit}, {period}',
  next: 'Next deadline: end of {day}, {span} left',
  nextHop: '{from} → {to}',
  nextNone: 'No deadline is ahead in this period.',
  mine: 'Waiting for you',
  late: 'Overdue',
  theirs: 'Waiting for others',
  mineNone: 'Nothing is waiting for you.',
  lateNone: 'Nothing is overdue.',
  theirsNone: 'Nothing is waiting for others.',
  'task.approve': 'reports to approve',
  'task.check': 'new reports to check and submit for approval',
  'task.confirm': 'consolidation to confirm',
  'task.prepare': 'consolidation of the period to submit',
  'task.overdueMatters': 'difficulties with an overdue answer',
  'task.openMatters': 'unclaimed difficulties',
  'task.missing': 'groups that missed the deadline',
  'task.returned': 'reports returned, to be submitted again',
  'task.awaited': 'groups not submitted, not yet due',
  landed: 'Just in',
  landedNone: common.reportsNone,
  lost: 'Connection lost: figures as of {time}. The page updates when it is back.'
};
