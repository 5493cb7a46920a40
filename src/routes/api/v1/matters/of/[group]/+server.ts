import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, deskFor } from '$lib/server/matters/answers.ts';
import { mattersOfGroup } from '$lib/server/matters/inbox.ts';
import type { RequestHandler } from './$types';

/** What a group raised, newest first, with the answers: what its phone shows. */
export const GET: RequestHandler = async ({ params, locals }) =>
  answerOf(mattersOfGroup(await deskFor(currentRuntime(), locals.principal), params.group));
