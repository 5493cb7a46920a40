import type { Translation } from '../../texts.ts';
import type { guide as vi } from '../vi/guide.ts';

/** The user guide. */
export const guide: Translation<typeof vi> = {
  title: 'User guide',
  lead: 'Each page answers the questions of one kind of people. The first table says where each is answered, and in how many clicks.',
  print: 'Print',
  table: 'What is answered where',
  question: 'Question',
  where: 'Where',
  clicks: 'Clicks',
  open: 'Open',
  none: 'in sight',
  faces: 'The pages',
  explore: 'The map (desk)',
  exploreText:
    'Choose period and indicator on the left; click a commune on the map or in the table to go deeper. The views (ranking, distribution, trend, comparison…) filter one another. Click a number to see where it is from: formula, reports, who filed, who approved.',
  search: 'Search',
  searchText:
    'Press Ctrl K (⌘ K) or / on any page. Names without marks, first letters (“p hai chau”, “hc”), names from before the reform and codes all do. Enter opens the map, Shift Enter the profile.',
  unit: 'Profiles of units and groups',
  unitText:
    'Every indicator, report history, this period’s progress, difficulties, good practices, targets with their sources, boundaries and names over time.',
  meeting: 'Meetings',
  meetingText:
    'On the map, the presentation sign adds a view to a meeting’s agenda. While presenting: ← → turn the views, first letters of a commune and Enter go there, Shift G writes a conclusion. The next meeting opens with what was promised and what the numbers did since.',
  operations: 'Operations',
  operationsText:
    'What wants attention today: overdue, due soon, odd figures, difficulties that nobody has. j and k walk, Enter opens; each row can be taken, assigned, snoozed, resolved.',
  wall: 'The wall',
  wallText:
    'Opens by a screen link of the programme office; turns through its playlist and comes back by itself after power or network.',
  report: 'Filing',
  reportText: 'On the phone, also without a network; “sent” is said only once the server has it.',
  numbers: 'Reading a number',
  numbersText:
    'A rate is the sum of numerators over the sum of denominators of those who reported, with coverage and age beside it. “No data” is not 0 and no failure. A base under 10 persons is “small” and not banded. Colour shows attainment of the target alone.'
};
