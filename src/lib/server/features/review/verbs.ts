import type { Answer, Declaration } from '../../../api/declare.ts';
import { isRefusal, MAY_NOT_SEE, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type * as api from '../../../api/review.ts';
import type { Asked } from '../../http/serve.ts';
import { asking, readablePlace, type ReviewContext } from './asking.ts';
import { belowTexts } from './below-texts.ts';
import { consolidationView } from './consolidation.ts';
import { mayHere, positionOf } from '../../context/review/desk.ts';
import { reviewQueue } from './queue.ts';
import { reportView } from './report-view.ts';

// What the office reads: each is asked for a place or a version, and answered where who asks may read texts.

type Read<D extends Declaration> = (
  context: ReviewContext,
  asked: Pick<Asked<D>, 'params'>
) => Promise<Outcome<Answer<D>>>;

export const readQueue: Read<typeof api.readQueue> = async (context, { params }) => {
  const asked = asking(context);
  const place = readablePlace(asked, params.unit, params.period);
  if (isRefusal(place)) return place;
  return reviewQueue(asked.desk, asked.principal, place.unit, place.period, asked.names);
};

export const readReport: Read<typeof api.readReport> = async (context, { params }) => {
  const { desk, principal, names } = asking(context);
  const position = positionOf(desk, params.id);
  const head = position === null ? null : desk.publisher.fold.book.version(position);
  if (!head || position === null) return UNKNOWN;
  if (!mayHere(desk, principal, 'readTexts', head.group)) return MAY_NOT_SEE;
  return (await reportView(desk, principal, position, names)) ?? UNKNOWN;
};

export const readConsolidation: Read<typeof api.readConsolidation> = async (context, { params }) => {
  const asked = asking(context);
  const place = readablePlace(asked, params.unit, params.period);
  if (isRefusal(place)) return place;
  return consolidationView(asked.desk, asked.principal, place.unit, place.period, asked.names);
};

export const readTextsBelow: Read<typeof api.readTextsBelow> = async (context, { params }) => {
  const asked = asking(context);
  const place = readablePlace(asked, params.unit, params.period);
  return isRefusal(place) ? place : belowTexts(asked.desk, place.unit, place.period);
};
