import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { photoAnswer } from '$lib/server/features/filing/photo.ts';

/** A photo of a report, for those who may read its texts. */
export const GET: RequestHandler = ({ locals, params, url }) =>
  photoAnswer(currentRuntime(), locals.principal, params['sha'] ?? '', url.searchParams.get('report'));
