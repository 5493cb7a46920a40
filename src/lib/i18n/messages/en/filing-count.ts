import type { Translation } from '../../texts.ts';
import type { filingCount as vi } from '../vi/filing-count.ts';

/** The one count of filing, in the words of every page. */
export const filingCount: Translation<typeof vi> = {
  ofPeriod: 'Reports for {period}:',
  filed: '{filed} of {expected} groups filed',
  filedAll: 'all {expected} groups filed',
  nobody: 'no group has to file',
  returned: '{n} returned',
  owed: '{n} still to file',
  explain:
    'Filed: a report of the group counts. Returned: the group must file again, and is among those still to file. Still to file = expected less filed.'
};
