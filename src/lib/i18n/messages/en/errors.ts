import type { Translation } from '../../texts.ts';
import type { errors as vi } from '../vi/errors.ts';

export const errors: Translation<typeof vi> = {
  unknownUnit: 'No such unit',
  unknownUnitExplain: 'The unit “{key}” is not in the log, or has been rearranged.',
  title404: 'Page not found',
  title403: 'Not allowed',
  title500: 'The server failed',
  title503: 'The server is not ready',
  explain404: 'There is no such address, or the unit has been rearranged.',
  explain403: 'Your role sees its own unit and what lies below it.',
  explain500: 'Everything that was accepted is safe. Please try again in a few minutes.',
  explain503: 'The server is reading its log again. Please try again in a few seconds.',
  back: 'Back to Explore',
  request: 'Request: {id}'
};
