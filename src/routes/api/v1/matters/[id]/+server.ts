import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, deskFor } from '$lib/server/matters/answers.ts';
import { matterOf } from '$lib/server/matters/inbox.ts';
import type { RequestHandler } from './$types';

/** One difficulty with its life so far. */
export const GET: RequestHandler = async ({ params, locals }) =>
  answerOf(matterOf(await deskFor(currentRuntime(), locals.principal), params.id));
