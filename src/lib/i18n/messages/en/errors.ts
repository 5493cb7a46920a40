import type { Translation } from '../../texts.ts';
import type { errors as vi } from '../vi/errors.ts';

export const errors: Translation<typeof vi> = {
  unknownUnit: 'No such unit',
  unknownUnitExplain: 'The unit “{key}” does not exist or has been merged.',
  title404: 'Page not found',
  title403: 'No access',
  title500: 'Server error',
  title503: 'The server is not ready',
  explain404: 'This page does not exist, or the unit has been merged.',
  explain403: 'Your role can only view your own unit and the units below it.',
  explain500: 'All accepted reports are safe. Try again in a few minutes.',
  explain503: 'The server is starting up. Try again in a few seconds.',
  back: 'Back to the map',
  request: 'Request ID: {id}'
};
