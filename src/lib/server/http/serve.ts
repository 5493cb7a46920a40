import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import {
  routeOf,
  type Answer,
  type Body,
  type Bytes,
  type Declaration,
  type Download,
  type Params,
  type Query
} from '../../api/declare.ts';
import { isRefusal, type Outcome, type Refusal } from '../../api/outcome.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { contextOf, type Context } from './context.ts';
import { readAddress, readSent } from './read-call.ts';

/** What a verb is asked for: the parts of the path, the names of the address, the body; each read by its declaration. */
export interface Asked<D extends Declaration> {
  readonly params: Params<D>;
  readonly query: Query<D>;
  readonly body: Body<D>;
}

/** What a call does. It knows no request, no answer and no status. */
export type Verb<D extends Declaration> = (
  context: Context,
  asked: Asked<D>
) => Outcome<Answer<D>> | Promise<Outcome<Answer<D>>>;

/** A verb that is asked of a desk: the part of the program that its room needs, made for the one request. */
export function withDesk<Desk, Wish, Found>(
  deskFor: (context: Context) => Desk | Promise<Desk>,
  verb: (desk: Desk, asked: Wish) => Found | Promise<Found>
): (context: Context, asked: Wish) => Promise<Found> {
  return async (context, asked) => verb(await deskFor(context), asked);
}

/** Answers are compared with what is declared of them, where this setting is `1`: while developing and in tests. */
const CHECKS = process.env['CHECK_ANSWERS'] === '1';

/** What a refusal says beside its words where nothing is declared of that. */
const NOTHING = z.never();

/** An answer is not what its declaration says: a fault of the program. */
export class OtherAnswer extends Error {
  constructor({ method, path }: Declaration, cause: unknown) {
    super(`${method} ${path} answered something else than is declared`, { cause });
    this.name = 'OtherAnswer';
  }
}

/**
 * A route's handler of one declared call: reads what was asked, has it done, says what became of it. The door was
 * asked before, by the same declaration.
 * @throws OtherAnswer where answers are checked
 */
export function serve<const D extends Declaration>(
  declared: D,
  verb: Verb<D>
): (event: RequestEvent) => Promise<Response> {
  return async (event) => {
    if (event.route.id !== routeOf(declared.path)) throw new OtherAnswer(declared, event.route.id);
    const { request, params, url } = event;
    const query = declared.query ? readAddress(declared.query, url.searchParams) : { asked: {} };
    if (isRefusal(query)) return refusalAnswer(query);
    const body = declared.body ? await readSent(request, declared.body, declared.bytes) : { sent: undefined };
    if (isRefusal(body)) return refusalAnswer(body);
    // Each was read by the very schemas that the types are taken from.
    const asked = { params, query: query.asked, body: body.sent } as unknown as Asked<D>;
    const outcome = await verb(contextOf(event), asked);
    if (isRefusal(outcome)) {
      if (CHECKS && outcome.beside) check(declared, declared.beside ?? NOTHING, outcome.beside);
      return refusalAnswer(outcome);
    }
    const { answer } = declared;
    if (isBytes(answer)) return downloadAnswer(answer, outcome);
    if (CHECKS) check(declared, answer, outcome);
    const { status = 200 } = declared;
    if (status === 204) return new Response(null, { status });
    return Response.json(outcome, { status, headers: { 'cache-control': 'no-store' } });
  };
}

/** A refusal as `application/problem+json` (RFC 9457). */
export function refusalAnswer({ refused, faults, beside }: Refusal): Response {
  const [{ code, message }] = faults;
  return problemAnswer(refused, { ...beside, detail: `${message.vi} / ${message.en}`, code, faults });
}

function isBytes(answer: Declaration['answer']): answer is Bytes {
  return 'media' in answer;
}

function downloadAnswer({ media }: Bytes, { bytes, name }: Download): Response {
  return new Response(bytes, {
    headers: {
      'content-type': media,
      ...(name !== undefined && { 'content-disposition': `attachment; filename="${name}"` }),
      'cache-control': 'no-store'
    }
  });
}

function check(declared: Declaration, shape: z.ZodType, outcome: unknown): void {
  // As it crosses the network: what JSON drops is not there.
  const read = shape.safeParse(JSON.parse(JSON.stringify(outcome)));
  if (!read.success) throw new OtherAnswer(declared, read.error);
}
