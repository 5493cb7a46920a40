import { createHash } from 'node:crypto';
import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime, type CurrentRuntime } from '$lib/server/context/current-runtime.ts';
import { parseJson, readBody } from '$lib/server/http/body.ts';
import type { Accepted, Conflict, Outdated, Rejected } from '$lib/server/core/ingest/accept.ts';
import { fault, Faults, LIMITS } from '$lib/server/core/ingest/faults.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';
import { missingPhotos } from '$lib/server/features/filing/missing-photos.ts';
import { readShape } from '$lib/server/core/ingest/shape.ts';
import { KnownNames } from '$lib/server/context/review/names.ts';
import type { VersionConflicts } from '$lib/wire/filing.ts';

/** Files one report or a batch of them; every report of a call is accepted, or none (RULES 19). */
export const POST: RequestHandler = async ({ request, locals }) => {
  const runtime = currentRuntime();
  if (!runtime.ready) return problemAnswer(503, { headers: { 'retry-after': '2' } });
  const { principal } = locals;
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json *(;|$)/i.test(type)) return problemAnswer(415);
  const key = request.headers.get('idempotency-key');
  if (key !== null && !isIdempotencyKey(key)) {
    return problemAnswer(400, { detail: `Idempotency-Key: 1–${LIMITS.idempotencyKey} ASCII` });
  }

  const body = await readBody(request, LIMITS.batchBytes);
  if (body === 'tooLarge') return tooLarge(LIMITS.batchBytes);
  const json = parseJson(body.bytes);
  if (json === undefined) return problemAnswer(400, { faults: [fault('', 'badJson')] });
  const faults = new Faults();
  const submitted = readShape(json, faults);
  if (submitted.paths === 'single' && body.bytes.byteLength > LIMITS.reportBytes)
    return tooLarge(LIMITS.reportBytes);

  await missingPhotos(runtime.store.photos, submitted, faults);
  const idempotency = key === null ? {} : { idempotency: { key, bodyHash: sha256(body.bytes) } };
  try {
    const result = await runtime.accept(submitted, {
      actor: principal.actor,
      principal,
      faults,
      ...idempotency
    });
    return result.outcome === 'newerVersion' ? await outdated(runtime, result) : answer(result);
  } catch (error) {
    runtime.log.error({ err: error, caller: principal.actor }, 'reports could not be stored');
    return problemAnswer(503, { headers: { 'retry-after': '5' } });
  }
};

function answer(result: Accepted | Rejected | Conflict): Response {
  if (result.outcome === 'conflict') return problemAnswer('keyUsed', { code: 'keyUsed' });
  if (result.outcome === 'rejected') {
    const { faults, more } = result;
    return problemAnswer(faults.some(({ code }) => code === 'notYours') ? 403 : 422, { faults, more });
  }
  const { first, count, replayed } = result;
  const reports = Array.from({ length: count }, (_, index) => ({
    id: `r${first + index}`,
    position: first + index
  }));
  return Response.json({ position: first + count - 1, reports }, { status: replayed ? 200 : 201 });
}

/** What newer versions say against what was sent, and who sent them. */
async function outdated(
  { auth }: Pick<CurrentRuntime, 'auth'>,
  { conflicts, more }: Outdated
): Promise<Response> {
  const names = new KnownNames((actors) => auth.accounts.namesOf(actors));
  await names.learn(conflicts.map(({ newest }) => newest.actor));
  const told: VersionConflicts = {
    code: 'newerVersion',
    conflicts: conflicts.map(({ newest, id, ...conflict }) => ({
      ...conflict,
      newest: {
        id,
        at: newest.at,
        by: names.of(newest.actor),
        onBehalf: newest.body.kind === 'report' && (newest.body.how?.onBehalf ?? false)
      }
    })),
    more
  };
  return problemAnswer('newerVersion', told);
}

function tooLarge(limit: number): Response {
  return problemAnswer(413, {
    faults: [fault('', 'bodyTooLarge', { limit })],
    headers: { connection: 'close' }
  });
}

function isIdempotencyKey(key: string): boolean {
  return key.length <= LIMITS.idempotencyKey && /^[\x20-\x7e]+$/.test(key);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
