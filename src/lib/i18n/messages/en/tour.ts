import type { Translation } from '../../texts.ts';
import type { tour as vi } from '../vi/tour.ts';

/** The first visit of the desk. */
export const tour: Translation<typeof vi> = {
  label: 'Quick tour',
  step: 'Step {n} of {all}',
  next: 'Next',
  done: 'Start',
  skip: 'Skip',
  open: 'Quick tour of this page',
  headline:
    'The headline says where the gap lies; below it, how many meet the target, do not, or have no data. Choose place, indicator and period in the selection bar.',
  map: 'Colour shows target attainment. Click a unit to go deeper; ranking, distribution, trend… are other views of the same figures.',
  figure:
    'Click the figure to see where it comes from: formula, each report, who submitted, who approved. Click the unit’s name to open its profile.',
  search: 'Find any unit, group or indicator: Ctrl K or /, accents optional. See the guide for more.',
  guide: 'Open the guide'
};
