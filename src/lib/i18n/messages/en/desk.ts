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
  retry: 'Try again'
};
