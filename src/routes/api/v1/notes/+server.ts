import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { noteAnswer } from '$lib/server/filing/note.ts';
import { parseJson, readBody } from '$lib/server/ingest/body.ts';
import { fault, LIMITS } from '$lib/server/ingest/faults.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

const BYTES = 16 * 1024;

/** Takes a quick note in. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const runtime = currentRuntime();
  if (!runtime.ready) return problemAnswer(503, { headers: { 'retry-after': '2' } });
  if (!/^application\/json *(;|$)/i.test(request.headers.get('content-type') ?? ''))
    return problemAnswer(415);
  const key = request.headers.get('idempotency-key');
  if (key !== null && (key.length > LIMITS.idempotencyKey || !/^[\x20-\x7e]+$/.test(key)))
    return problemAnswer(400);
  const body = await readBody(request, BYTES);
  if (body === 'tooLarge')
    return problemAnswer(413, { faults: [fault('', 'bodyTooLarge', { limit: BYTES })] });
  const json = parseJson(body.bytes);
  if (json === undefined) return problemAnswer(400, { faults: [fault('', 'badJson')] });
  return noteAnswer(runtime, locals.principal, { json, bytes: body.bytes, key });
};
