import type { Translation } from '../../texts.ts';
import type { wall as vi } from '../vi/wall.ts';

/** The wall. */
export const wall: Translation<typeof vi> = {
  title: 'Wall display',
  country: 'Whole country',
  approved: 'approved figures',
  live: 'Live',
  connecting: 'Connecting',
  lost: 'Connection lost',

  staleLost: 'CONNECTION LOST {span} AGO',
  staleLostLeast: 'CONNECTION LOST AT LEAST {span} AGO',
  staleOld: 'NO NEW DATA FOR {span}',
  staleRefused: 'ACCESS FOR THIS SCREEN HAS ENDED',
  staleShown: 'Showing data from {time} on {day}',
  staleRetry: 'Reconnecting…',
  staleAsk: 'A new screen link is needed',

  target: 'target {target}',
  noTarget: 'no target set',
  gapNone: 'target met',
  change: '{change} this period',
  coverage: 'coverage {coverage}',
  noFigure: 'no approved figure yet',

  changeSame: 'no change',

  bright: 'Bright spot',
  brightMet: '{attainment} of target',
  brightRising: 'up {change}',
  helping: 'helped by {office}',

  filed: {
    by: 'expected',
    one: '{filed} of {expected} group submitted',
    other: '{filed} of {expected} groups submitted'
  },
  filedNone: 'No reports are due this period',
  due: '{span} left, due {day}',
  chainFailed: 'Could not load submission progress',

  tickerNone: 'Waiting for reports',
  mapLegend: 'Target attainment',

  findMet: '{met}/{total} {units} on target',
  findAll: 'All {total} {units} on target',
  findHalf: '{n} hold half of the gap',
  findHold: '{a} and {b} hold {share} of the gap',
  findNothing: 'No {units} have approved figures yet',
  findReported: '{n}/{total} {units} have figures',
  findLeafNothing: '{unit} has no approved figures yet',
  findLeafMet: '{unit} is on target',
  findLeafGap: '{unit}: {gap} {what} to go',
  findHalfDays: {
    by: 'n',
    one: 'Half of the reports of {period} came within one day',
    other: 'Half of the reports of {period} came within {n} days'
  },
  unitsProvince: 'provinces',
  unitsCommune: 'communes',
  thousands: '{n}k',
  millions: '{n}m',
  millionsLong: '{n} million',
  gapOf: '{what} to go',
  gapOfParts: { by: 'n', one: '{what} to go in {n} place', other: '{what} to go in {n} places' },
  calloutGap: '{gap} {what} to go',
  tileMet: 'met',
  tileKey: 'on the right: people to go (k: thousand, m: million)',
  hoangSa: 'Hoang Sa',
  hoangSaOf: 'Da Nang',
  hoangSaInset: 'Hoang Sa',
  truongSa: 'Truong Sa',
  truongSaOf: 'Khanh Hoa',
  truongSaInset: 'Truong Sa',
  slideOf: 'Slide {n} of {of}',

  findToday: { by: 'n', one: '{n} report came in today', other: '{n} reports came in today' },
  findTodayNone: 'No new reports yet today',
  findTodayFrom: 'No reports yet today; usually from {hour}:00',
  findTodayUsual: { by: 'n', one: '{n} report today, as usual', other: '{n} reports today, as usual' },
  findTodayMore: {
    by: 'n',
    one: '{n} report today, {share} more than usual',
    other: '{n} reports today, {share} more than usual'
  },
  findTodayLess: {
    by: 'n',
    one: '{n} report today, {share} fewer than usual',
    other: '{n} reports today, {share} fewer than usual'
  },
  findTodayTimes: {
    by: 'n',
    one: '{n} report today, {times} times the usual',
    other: '{n} reports today, {times} times the usual'
  },
  findPillars: 'Three pillars over twelve months',
  findFastest: '{pillar} moved fastest in 12 months: {change}',
  findAnswers: 'Difficulties asked and answered',
  findAnswered: '{answered} difficulties answered, {waiting} waiting',
  todayReports: 'reports today',
  hoursTitle: 'Reports received by the hour today against the usual',
  hoursToday: 'today',
  hoursUsual: 'usual (mean of 28 days)',
  demo: 'Illustrative data',
  reachedSince: 'reached target since yesterday',
  nextDue: 'to {day}, the next deadline',
  endedWith: {
    by: 'expected',
    one: 'This period: {filed} of {expected} group submitted',
    other: 'This period: {filed} of {expected} groups submitted'
  },
  since: '{change} since {period}',
  slopesKey: 'Share of targets met over all {units}',
  landedOf: {
    by: 'expected',
    one: 'of {expected} group has a figure',
    other: 'of {expected} groups have a figure'
  },
  answeredKey: 'answered',
  waitingKey: 'waiting',
  answeredIn: { by: 'days', one: 'answered in {days} day', other: 'answered in {days} days' },
  waitingNow: 'waiting, {n} not taken',
  justReached: 'Target just reached',
  'kind.people': 'Group staffing',
  'kind.devices': 'Devices',
  'kind.network': 'Signal and lines',
  'kind.skills': 'Digital skills',
  'kind.system': 'Systems, software',
  'kind.funding': 'Funding',
  'kind.data': 'Data',
  'kind.safety': 'Safety, online fraud',
  'kind.other': 'Other',

  emptyTitle: 'Nothing to show on this screen yet',
  emptyPublic: 'This data is not public. Open the screen link issued by the programme office, or sign in.',
  emptyStore: 'No data for this screen yet.',
  signIn: 'Sign in',
  explore: 'Go to the map'
};
