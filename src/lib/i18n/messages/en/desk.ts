import type { Translation } from '../../texts.ts';
import type { desk as vi } from '../vi/desk.ts';

/** The desk's views and what is common to them. */
export const desk: Translation<typeof vi> = {
  views: 'Views',
  map: 'Map',
  multiples: 'Small multiples',
  ranking: 'Ranking',
  distribution: 'Distribution',
  trend: 'Trend',
  heat: 'Heatmap',
  scatter: 'Scatter plot',
  funnel: 'Funnel plot',
  contribution: 'Gap breakdown',
  compare: 'Compare',
  more: 'More',
  loadingView: 'Opening the view…',
  failedView: 'Could not open this view: no connection. The current figures are kept.',
  retry: 'Try again',
  'card.down': 'Click to look inside',
  'legend.click': '(click to filter)',
  'legend.numbers': 'number = {what}',
  'finding.many': '{n} of {all} {units} hold {part}, most in {first}',
  'finding.two': '{first} and {second} hold {part}',
  'finding.one': '{first} holds {part}',
  'finding.half': 'half of the gap',
  'finding.moreThanHalf': 'more than half of the gap',
  'finding.gained': '{n} newly met',
  'finding.lost': '{n} no longer met',
  'finding.top': '{first} is highest: {figure}; no target set',
  'counts.asOf': 'as of {day}',
  'counts.kept': 'filtered: {kept} of {all}',
  'counts.met': '{met} of {all} met',
  'counts.notMet': '{n} not met',
  'counts.smallBase': '{n} with a small base',
  'counts.noTarget': '{n} without a target',
  'counts.noData': '{n} without data'
};
