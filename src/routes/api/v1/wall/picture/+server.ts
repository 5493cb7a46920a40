import { isHttpError, type RequestHandler } from '@sveltejs/kit';
import { readSelection } from '$lib/board/selection.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';
import { pictureFor } from '../../../../faces/picture.server.ts';

/** The picture of one slide, of approved figures: what the wall fetches before it shows it. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const runtime = currentRuntime();
  const choice = { ...readSelection(url.searchParams), basis: 'approved' as const };
  try {
    const { picture } = await pictureFor(runtime, locals.principal, choice, runtime.clock());
    if (!picture) return problemAnswer(404);
    return Response.json(picture, { headers: { 'cache-control': 'no-store' } });
  } catch (fault) {
    if (isHttpError(fault) && (fault.status === 403 || fault.status === 404))
      return problemAnswer(fault.status);
    throw fault;
  }
};
