import type { Translation } from '../../texts.ts';
import type { filingCount as vi } from '../vi/filing-count.ts';

/** The one count of filing, in the words of every page. */
export const filingCount: Translation<typeof vi> = {
  ofPeriod: 'Reports for {period}:',
  filed: {
    by: 'expected',
    one: '{filed} of {expected} group submitted',
    other: '{filed} of {expected} groups submitted'
  },
  filedAll: { by: 'expected', one: 'the group submitted', other: 'all {expected} groups submitted' },
  nobody: 'no reports due',
  returned: '{n} returned',
  owed: '{n} still to submit',
  explain:
    'Submitted: a report of the group counts. Returned: the group must submit again, and is among those still to submit. Still to submit = expected less submitted.'
};
