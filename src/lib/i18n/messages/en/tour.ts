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
    'The large line says what the period came to: how many meet the target, do not, or have no data. Period and indicator are chosen on the left.',
  map: 'Colour is attainment of the target. Click a place to go deeper; ranking, distribution, trend… are other views of the same figures.',
  figure:
    'Click the number to see where it is from: formula, each report, who filed, who approved. The unit’s name opens its profile.',
  search: 'Find any unit, group or indicator: Ctrl K or /, with or without marks. The guide tells more.',
  guide: 'Open the guide'
};
