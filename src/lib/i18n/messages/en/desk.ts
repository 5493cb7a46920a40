import type { Translation } from '../../texts.ts';
import type { desk as vi } from '../vi/desk.ts';

/** The desk's views and what is common to them. */
export const desk: Translation<typeof vi> = {
  views: 'Views',
  map: 'Map',
  multiples: 'Small maps',
  ranking: 'Ranking',
  distribution: 'Distribution',
  trend: 'Trend',
  heat: 'Heat table',
  scatter: 'Two indicators',
  funnel: 'Funnel plot',
  contribution: 'Who makes the gap',
  compare: 'Compare',
  more: 'More',
  loadingView: 'Opening the view…',
  failedView:
    'This view could not be opened: no connection to the server. The figures you have are still here.',
  retry: 'Try again'
};
