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
import {
  isRefusal,
  isReplayed,
  UNAVAILABLE,
  type Outcome,
  type Refusal,
  type Replayed
} from '../../api/outcome.ts';
import { statusOf } from '../../api/refusals.ts';
import type { Once } from '../context/current-runtime.ts';
import { problemAnswer } from './problem.ts';
import { contextOf, type Context } from '../context/context.ts';
import { onceOf } from './once.ts';
import { readAddress, readBytes, readSent } from './read-call.ts';

/** What a verb is asked for: the parts of the path, the names of the address, the body; each read by its declaration. */
export interface Asked<D extends Declaration> {
  readonly params: Params<D>;
  readonly query: Query<D>;
  readonly body: Body<D>;
  /** The key under which it is done once; null where the caller names none. */
  readonly once: Once | null;
}

/** What became of a call; one that is done once may have been done before. */
export type Became<D extends Declaration> = Outcome<
  Answer<D> | (D extends { readonly once: true } ? Replayed<Answer<D>> : never)
>;

/** What a call does. It knows no request, no answer and no status. */
export type Verb<D extends Declaration> = (
  context: Context,
  asked: Asked<D>
) => Became<D> | Promise<Became<D>>;

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
const NO_BYTES = new Uint8Array();
/** Seconds after which one may ask again. */
const RETRY_AFTER = '5';

/** An answer is not what its declaration says: a fault of the program. */
class OtherAnswer extends Error {
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
    const body = await bodyOf(declared, request);
    if (isRefusal(body)) return refusalAnswer(body);
    const context = contextOf(event);
    if (declared.once && !context.runtime.ready) return refusalAnswer(UNAVAILABLE);
    const once = declared.once ? onceOf(request, body.bytes) : null;
    if (isRefusal(once)) return refusalAnswer(once);
    // Each was read by the very schemas that the types are taken from.
    const asked = { params, query: query.asked, body: body.sent, once } as unknown as Asked<D>;
    const outcome: Outcome<Answer<D> | Replayed<Answer<D>>> = await verb(context, asked);
    if (isRefusal(outcome)) {
      if (CHECKS && outcome.beside) check(declared, declared.beside ?? NOTHING, outcome.beside);
      return refusalAnswer(outcome);
    }
    const { answer } = declared;
    const wasDone = isReplayed<Answer<D>>(outcome);
    const told = wasDone ? outcome.replayed : outcome;
    if (isBytes(answer)) return downloadAnswer(answer, told);
    if (CHECKS) check(declared, answer, told);
    // Nothing new comes of what was done before.
    const status = wasDone ? 200 : (declared.status ?? 200);
    if (status === 204) return new Response(null, { status });
    return Response.json(told, { status, headers: { 'cache-control': 'no-store' } });
  };
}

async function bodyOf({ body, sends, bytes }: Declaration, request: Request) {
  if (body) return readSent(request, body, bytes);
  if (!sends) return { sent: undefined, bytes: NO_BYTES };
  const read = await readBytes(request, bytes);
  return isRefusal(read) ? read : { sent: read.bytes, bytes: read.bytes };
}

/** A refusal as `application/problem+json` (RFC 9457). */
function refusalAnswer({ refused, faults, beside }: Refusal): Response {
  const [{ code, message }] = faults;
  const headers = statusOf({ refused }) === 503 ? { 'retry-after': RETRY_AFTER } : {};
  return problemAnswer(refused, {
    ...beside,
    detail: `${message.vi} / ${message.en}`,
    code,
    faults,
    headers
  });
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
