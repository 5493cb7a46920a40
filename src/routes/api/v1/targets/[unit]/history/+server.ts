import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { historyAnswer } from '$lib/server/targets/answers.ts';

/** Every target of one recipient, past and to come. */
export const GET: RequestHandler = ({ params, url, locals }) =>
  historyAnswer(currentRuntime(), locals.principal, params.unit ?? '', url.searchParams);
