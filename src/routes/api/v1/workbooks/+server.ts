import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { LIMITS } from '$lib/server/core/ingest/faults.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';
import { unitOfKey, uploadView } from '$lib/server/features/workbooks/answers.ts';
import { filesWithin } from '$lib/server/features/workbooks/desk.ts';
import { refusalWords } from '$lib/server/core/workbook-files/refusal-words.ts';
import { bytesOf, sentWith } from '$lib/server/features/workbooks/incoming.ts';
import { BOUNDS } from '$lib/server/core/workbook-files/limits.ts';

/** One's own uploads, newest first. */
export const GET: RequestHandler = async ({ locals }) => {
  const { workbooks, world } = currentRuntime();
  const states = await workbooks.list(locals.principal);
  return Response.json(
    { uploads: states.map((state) => uploadView(world, state)) },
    { headers: { 'cache-control': 'no-store' } }
  );
};

/** Takes a workbook or a CSV file in, as the body itself; what it is comes with the address. */
export const POST: RequestHandler = async ({ request, url, locals, platform }) => {
  const { workbooks, world, ready, clock } = currentRuntime();
  if (!ready) return problemAnswer(503, { headers: { 'retry-after': '2' } });
  const sent = sentWith.safeParse(Object.fromEntries(url.searchParams));
  if (!sent.success) return problemAnswer(400, { detail: 'name, purpose, unit, period' });
  const { unit } = sent.data;
  if (unit !== '') {
    const node = unitOfKey(world, unit);
    if (!node) return problemAnswer(404);
    if (!filesWithin(locals.principal, world, node, clock())) return problemAnswer(403);
  }
  if (Number(request.headers.get('content-length') ?? 0) > BOUNDS.fileBytes) return tooLarge();
  const body = bytesOf(request, platform, LIMITS.batchBytes);
  const state = await workbooks.receive(locals.principal, { ...sent.data, body });
  return state === 'tooLarge' ? tooLarge() : Response.json(uploadView(world, state), { status: 202 });
};

function tooLarge(): Response {
  const { vi, en } = refusalWords('tooLarge', '');
  return problemAnswer(413, { detail: `${vi} / ${en}`, headers: { connection: 'close' } });
}
