import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { PHOTO_LIMITS } from '$lib/server/features/filing/photo-bytes.ts';
import { keepPhotoAnswer } from '$lib/server/features/filing/photo.ts';
import { readBody } from '$lib/server/http/body.ts';
import { fault } from '$lib/server/core/ingest/faults.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';

/** Takes a photo of a group's report in, before the report that names it. */
export const POST: RequestHandler = async ({ request, locals, url }) => {
  const runtime = currentRuntime();
  if (!runtime.ready) return problemAnswer(503, { headers: { 'retry-after': '2' } });
  if (!/^image\/(?:jpeg|png|webp) *(?:;|$)/i.test(request.headers.get('content-type') ?? ''))
    return problemAnswer(415);
  const body = await readBody(request, PHOTO_LIMITS.bytes);
  if (body === 'tooLarge')
    return problemAnswer(413, {
      faults: [fault('/photos', 'bodyTooLarge', { limit: PHOTO_LIMITS.bytes })],
      headers: { connection: 'close' }
    });
  const place = {
    group: url.searchParams.get('group') ?? '',
    period: url.searchParams.get('period') ?? ''
  };
  return keepPhotoAnswer(runtime, locals.principal, place, body.bytes);
};
