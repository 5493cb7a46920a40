import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf } from '$lib/server/http/answer.ts';
import { operationsDeskFor } from '$lib/server/operations/answers.ts';
import { readQuestion } from '$lib/server/operations/ask.ts';
import { boardOf } from '$lib/server/operations/board.ts';
import type { RequestHandler } from './$types';

/** What wants attention in a unit. */
export const GET: RequestHandler = async ({ url, locals }) =>
  answerOf(
    boardOf(await operationsDeskFor(currentRuntime(), locals.principal), readQuestion(url.searchParams))
  );
