import type { Principal } from '../../domain/access.ts';
import { currentPeriod, parsePeriod, type Period } from '../../domain/period.ts';
import type { UnitNode } from '../../domain/tree.ts';
import { parseUnitKey } from '../../domain/unit.ts';
import type { z } from 'zod';
import type { ReviewResult } from '../../wire/review.ts';
import { parseJson, readBody } from '../ingest/body.ts';
import { fault } from '../ingest/faults.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { belowTexts } from './below-texts.ts';
import { mayGoInBulk } from './bulk.ts';
import { consolidate, consolidationRequest } from './consolidate.ts';
import { consolidationView } from './consolidation.ts';
import { reviewReports, reviewRequest } from './decide.ts';
import { mayHere, positionOf, type Names, type ReviewDesk } from './desk.ts';
import { lockPeriod, lockRequest } from './lock.ts';
import { reviewQueue } from './queue.ts';
import { reportView } from './report-view.ts';

/** Bytes of a call: 500 reports, or sums of a unit with its texts. */
const MOST_BYTES = 512 * 1024;

/** Who asks, of which program. */
export interface Asking {
  readonly desk: ReviewDesk;
  readonly principal: Principal;
  readonly names: Names;
}

/** A unit and a period that has begun, in which the unit stands; or why not. */
export function placeOf(
  { desk }: Pick<Asking, 'desk'>,
  unit: string,
  period: string
): { readonly unit: UnitNode; readonly period: Period } | null {
  const key = parseUnitKey(unit);
  const { world } = desk.publisher.fold;
  const node = key && world.tree.unit(`${key.code}@${key.validFrom}`);
  const month = parsePeriod(period);
  if (!node || month === null || month > currentPeriod(desk.clock(), world.profile)) return null;
  return world.tree.isAlive(node.ordinal, month) ? { unit: node, period: month } : null;
}

/** `GET /api/v1/review/{unit}/{YYYY-MM}`: what waits for review. */
export async function queueAnswer(asking: Asking, unit: string, period: string): Promise<Response> {
  const place = placeOf(asking, unit, period);
  if (!place) return problemAnswer(404);
  const { desk, principal, names } = asking;
  if (!mayHere(desk, principal, 'readTexts', place.unit.ordinal)) return problemAnswer(403);
  return fresh(await reviewQueue(desk, principal, place.unit, place.period, names));
}

/** `GET /api/v1/review/report/{id}`: one version as a reviewer sees it. */
export async function reportAnswer({ desk, principal, names }: Asking, id: string): Promise<Response> {
  const position = positionOf(id);
  const head = position === null ? null : desk.publisher.fold.book.version(position);
  if (!head || position === null) return problemAnswer(404);
  if (!mayHere(desk, principal, 'readTexts', head.group)) return problemAnswer(403);
  const view = await reportView(desk, principal, position, names);
  return view ? fresh(view) : problemAnswer(404);
}

/** `GET /api/v1/consolidations/{unit}/{YYYY-MM}/texts`: what the levels below wrote, to begin a unit's own texts from. */
export async function belowTextsAnswer(asking: Asking, unit: string, period: string): Promise<Response> {
  const place = placeOf(asking, unit, period);
  if (!place) return problemAnswer(404);
  const { desk, principal } = asking;
  if (!mayHere(desk, principal, 'readTexts', place.unit.ordinal)) return problemAnswer(403);
  return fresh(await belowTexts(desk, place.unit, place.period));
}

/** `POST /api/v1/reviews`: decides of reports; what became of each is answered, 409 where none could be done. */
export async function reviewsAnswer({ desk, principal }: Asking, request: Request): Promise<Response> {
  const sent = await sentIn(request, reviewRequest);
  if (sent instanceof Response) return sent;
  const { reports, state, reason, bulk } = sent;
  if (state === 'returned' && reason.trim() === '')
    return problemAnswer(422, { faults: [fault('/reason', 'missingField', { what: 'reason' })] });
  const { fold } = desk.publisher;
  const isLeft = (id: string) => {
    const position = bulk ? positionOf(id) : null;
    return position !== null && !mayGoInBulk(fold, position, state);
  };
  const left = reports.filter(isLeft);
  const results = [
    ...(await reviewReports(
      desk,
      principal,
      reports.filter((id) => !left.includes(id)),
      state,
      reason
    )),
    ...left.map((id): ReviewResult => ({ id, outcome: 'needsLook', state: null }))
  ];
  const some = (...outcomes: string[]) => results.some(({ outcome }) => outcomes.includes(outcome));
  const status = some('done', 'already')
    ? 200
    : some('moved', 'superseded', 'needsLook')
      ? 409
      : some('forbidden', 'own')
        ? 403
        : 404;
  return fresh({ results }, status);
}

/** `GET /api/v1/consolidations/{unit}/{YYYY-MM}`. */
export async function consolidationAnswer(asking: Asking, unit: string, period: string): Promise<Response> {
  const place = placeOf(asking, unit, period);
  if (!place) return problemAnswer(404);
  const { desk, principal, names } = asking;
  if (!mayHere(desk, principal, 'readTexts', place.unit.ordinal)) return problemAnswer(403);
  return fresh(await consolidationView(desk, principal, place.unit, place.period, names));
}

/** `POST /api/v1/consolidations/{unit}/{YYYY-MM}`: one step of a consolidation. */
export async function consolidateAnswer(
  asking: Asking,
  unit: string,
  period: string,
  request: Request
): Promise<Response> {
  const place = placeOf(asking, unit, period);
  if (!place) return problemAnswer(404);
  const sent = await sentIn(request, consolidationRequest);
  if (sent instanceof Response) return sent;
  const { desk, principal } = asking;
  const answer = await consolidate(desk, principal, place.unit, place.period, sent);
  const { outcome } = answer;
  if (outcome === 'done' || outcome === 'already') return fresh(answer, outcome === 'done' ? 201 : 200);
  if (outcome === 'forbidden' || outcome === 'own') return fresh(answer, 403);
  return fresh(answer, outcome === 'reasonMissing' || outcome === 'empty' ? 422 : 409);
}

/** `POST /api/v1/locks`: closes a period to filing, or opens it. */
export async function lockAnswer(asking: Asking, request: Request): Promise<Response> {
  const sent = await sentIn(request, lockRequest);
  if (sent instanceof Response) return sent;
  const place = placeOf(asking, sent.unit, sent.period);
  if (!place) return problemAnswer(404);
  const { desk, principal } = asking;
  if (!mayHere(desk, principal, 'lock', place.unit.ordinal)) return problemAnswer(403);
  const answer = await lockPeriod(desk, principal, place.unit, place.period, sent);
  return fresh(answer, 'message' in answer ? 422 : 200);
}

/** A body in a shape; or why it is none. */
async function sentIn<T extends z.ZodType>(request: Request, shape: T): Promise<z.infer<T> | Response> {
  if (!/^application\/json *(;|$)/i.test(request.headers.get('content-type') ?? ''))
    return problemAnswer(415);
  const body = await readBody(request, MOST_BYTES);
  if (body === 'tooLarge')
    return problemAnswer(413, { faults: [fault('', 'bodyTooLarge', { limit: MOST_BYTES })] });
  const json = parseJson(body.bytes);
  if (json === undefined) return problemAnswer(400, { faults: [fault('', 'badJson')] });
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const faults = read.error.issues
    .slice(0, 50)
    .map((issue) => fault(`/${issue.path.map(String).join('/')}`, 'badShape', { what: issue.message }));
  return problemAnswer(422, { faults });
}

function fresh(answer: unknown, status = 200): Response {
  return Response.json(answer, { status, headers: { 'cache-control': 'no-store' } });
}
