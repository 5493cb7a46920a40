import type { Principal } from '../../domain/access.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { parseJson, readBody } from '../ingest/body.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { deskOf, isRefusal, refuse, type MatterDesk, type MatterRefusal } from './desk.ts';
import { namesFrom } from './names.ts';
import { patienceFrom } from './patience.ts';

/** Bytes of a call of this room: two hundred names of matters and a text. */
const BODY_BYTES = 64 * 1024;

/** A desk over the running program, for somebody. */
export async function deskFor(
  runtime: Pick<CurrentRuntime, 'publisher' | 'clock' | 'append' | 'store'>,
  principal: Principal
): Promise<MatterDesk> {
  const nameOf = await namesFrom(runtime.store.accounts);
  const source = {
    fold: runtime.publisher.fold,
    clock: runtime.clock,
    append: runtime.append.bind(runtime),
    nameOf: (actor: string) => (actor === principal.actor && principal.name) || nameOf(actor),
    patience: patienceFrom(process.env)
  };
  return deskOf(source, principal);
}

/** The JSON of a call, or why it cannot be read. */
export async function jsonOf(request: Request): Promise<{ readonly sent: unknown } | MatterRefusal> {
  const body = await readBody(request, BODY_BYTES);
  if (body === 'tooLarge')
    return refuse(422, 'bodyTooLarge', 'Nội dung gửi quá lớn.', 'The body is too large.');
  const sent = parseJson(body.bytes);
  if (sent === undefined)
    return refuse(400, 'badJson', 'Nội dung không phải là JSON hợp lệ.', 'The body is not valid JSON.');
  return { sent };
}

/** What was found or done as JSON, or the refusal as a problem. */
export function answerOf(outcome: object, status = 200): Response {
  if (!isRefusal(outcome))
    return Response.json(outcome, { status, headers: { 'cache-control': 'no-store' } });
  const { refused, path, code, message } = outcome;
  const detail = `${message.vi} / ${message.en}`;
  return problemAnswer(refused, { detail, faults: [{ path, code, message }] });
}
