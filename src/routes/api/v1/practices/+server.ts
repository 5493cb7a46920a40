import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, deskFor } from '$lib/server/matters/answers.ts';
import { readPractices } from '$lib/server/matters/ask.ts';
import { practicesOf } from '$lib/server/matters/practices.ts';

/** One page of good practices. */
export const GET: RequestHandler = async ({ url, locals }) =>
  answerOf(practicesOf(await deskFor(currentRuntime(), locals.principal), readPractices(url.searchParams)));
