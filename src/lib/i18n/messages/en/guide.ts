import type { Translation } from '../../texts.ts';
import type { guide as vi } from '../vi/guide.ts';
import { common } from './common.ts';

/** The user guide. */
export const guide: Translation<typeof vi> = {
  title: common.guide,
  lead: 'Each page serves one kind of user. The table below shows where each question is answered and how many clicks it takes.',
  print: 'Print',
  table: 'Where to find answers',
  question: 'Question',
  where: 'Where',
  clicks: 'Clicks',
  open: common.open,
  none: 'at a glance',
  faces: common.pages,
  explore: common.map,
  exploreText:
    'Choose period and indicator on the left; click a commune on the map or in the table to go deeper. The views (ranking, distribution, trend, comparison…) filter one another. Click a number to see where it comes from: formula, reports, who submitted, who approved.',
  search: common.search,
  searchText:
    'Press Ctrl K (⌘ K) or / on any page. Names without accents, initials (“p hai chau”, “hc”), former names and codes all work. Enter opens the map, Shift Enter the profile.',
  unit: 'Profiles of units and groups',
  unitText:
    'Every indicator, report history, progress this period, difficulties, good practices, targets with their legal basis, boundaries and names over time.',
  meeting: common.meetings,
  meetingText:
    'On the map, the presentation icon adds a view to a meeting’s agenda. While presenting: ← → change the view, the first letters of a commune and Enter go there, Shift G writes a conclusion. The next meeting opens with the agreed actions and the figures since.',
  operations: common.operations,
  operationsText:
    'What needs attention today: overdue, due soon, unusual figures, unclaimed difficulties. Use j and k to move, Enter to open; each item can be claimed, assigned, snoozed or resolved.',
  wall: common.wall,
  wallText:
    'Open it with a screen link from the programme office; it plays its playlist and recovers by itself after a power or network failure.',
  report: common.submitReport,
  reportText: 'Works on a phone, also offline. “Sent” appears only when the server has received it.',
  numbers: 'Reading the numbers',
  numbersText:
    'A rate is the sum of numerators over the sum of denominators of the groups that submitted, with coverage and age beside it. “No data” is neither 0 nor a failure. A base under 10 people is “small” and gets no status. Colour shows target attainment only.'
};
