import type { Translation } from '../../texts.ts';
import type { replay as vi } from '../vi/replay.ts';
import { common } from './common.ts';

/** The replay of a month. */
export const replay: Translation<typeof vi> = {
  title: 'Replay',
  open: 'Replay this period',
  notLive: 'Replay, not live figures',
  asOf: 'As of {time}',
  atStart: 'Before the first report of the period',
  play: 'Play',
  pause: common.pause,
  again: 'Play from the start',
  speed: 'Speed',
  times: '{n}×',
  loop: 'Repeat',
  span: 'Time span',
  month: 'Whole period',
  moment: 'Moment',
  reached: {
    by: 'expected',
    one: '{time}: {filed}/{expected} group had data on this indicator',
    other: '{time}: {filed}/{expected} groups had data on this indicator'
  },
  filed: {
    by: 'expected',
    one: '{filed}/{expected} group had data on this indicator',
    other: '{filed}/{expected} groups had data on this indicator'
  },
  filedShort: {
    by: 'expected',
    one: '{filed}/{expected} group had data',
    other: '{filed}/{expected} groups had data'
  },
  due: 'due {from}',
  back: 'Back to live figures',
  keys: 'Space: play or pause. Arrows: step by step. Home, End: start and end.',
  loading: 'Loading reports…',
  empty: 'No reports for this indicator in this period yet, so there is nothing to replay.',
  failed: 'Could not load reports: no connection.',
  forbidden: 'Your account cannot view this area.',
  retry: common.retry,
  signIn: common.signIn,
  burnUp: 'Groups with data, over time',
  calm: 'Reduced motion is on: drag the bar or use the arrow keys to step through.'
};
