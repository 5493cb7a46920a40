import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf } from '$lib/server/http/answer.ts';
import { operationsDeskFor } from '$lib/server/operations/answers.ts';
import { detailOf } from '$lib/server/operations/detail.ts';
import type { RequestHandler } from './$types';

/** One row with what lies behind it and what people did about it. */
export const GET: RequestHandler = async ({ url, locals }) =>
  answerOf(
    detailOf(await operationsDeskFor(currentRuntime(), locals.principal), url.searchParams.get('key') ?? '')
  );
