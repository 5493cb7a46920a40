import type { Translation } from '../../texts.ts';
import type { charts as vi } from '../vi/charts.ts';
import { common } from './common.ts';

/** What every chart says about itself. */
export const charts: Translation<typeof vi> = {
  asTable: 'Show as a table',
  asChart: 'Show as a chart',
  coverage: common.coverageIs,
  asOf: 'data as of {day}',
  age: { one: 'oldest figure {n} month old', other: 'oldest figure {n} months old' },
  approved: 'approved figures only',
  tableOf: 'Data table: {title}',
  loading: 'Loading the figures…',
  retry: common.retry,
  howToWalk: 'Use the arrow keys to read each point, Enter to select, Esc to clear.'
};
