import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { sheetAnswer } from '$lib/server/targets/answers.ts';

/** The grid of the targets that a unit gives. */
export const GET: RequestHandler = ({ params, url, locals }) =>
  sheetAnswer(currentRuntime(), locals.principal, params.unit ?? '', url.searchParams);
