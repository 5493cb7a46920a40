import type { Translation } from '../../texts.ts';
import type { replay as vi } from '../vi/replay.ts';

/** The replay of a month. */
export const replay: Translation<typeof vi> = {
  title: 'Replay',
  open: 'Replay this period',
  notLive: 'Replay, not live figures',
  asOf: 'As of {time}',
  atStart: 'Before the first report of the period',
  atEnd: 'As it stands now',
  play: 'Play',
  pause: 'Pause',
  again: 'Play from the start',
  speed: 'Speed',
  times: '{n}×',
  loop: 'Repeat',
  span: 'Span of time',
  month: 'Whole period',
  moment: 'Moment',
  reached: '{time}: {filed}/{expected} groups had a figure of this indicator',
  filed: '{filed}/{expected} groups had a figure of this indicator',
  filedShort: '{filed}/{expected} groups had a figure',
  due: 'due {from}',
  back: 'Back to live figures',
  keys: 'Space: play or pause. Arrows: step by step. Home, End: start and end.',
  loading: 'Reading the log of reports…',
  empty: 'Nobody has reported this indicator for this period yet, so there is nothing to replay.',
  failed: 'The log of reports could not be read: the server cannot be reached.',
  forbidden: 'This account may not see this scope.',
  retry: 'Try again',
  signIn: 'Sign in',
  burnUp: 'Groups that had reported, over time',
  calm: 'This device asks for less motion: drag the bar or use the arrows to go step by step.'
};
