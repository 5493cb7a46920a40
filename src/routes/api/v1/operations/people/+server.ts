import { nodeOfKey } from '$lib/domain/attention.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf } from '$lib/server/http/answer.ts';
import { UNKNOWN } from '$lib/api/outcome.ts';
import { NOT_YOURS } from '$lib/server/matters/desk.ts';
import { operationsDeskFor } from '$lib/server/operations/answers.ts';
import { mayOperate } from '$lib/server/operations/desk.ts';
import { assignable } from '$lib/server/operations/people.ts';
import type { RequestHandler } from './$types';

/** To whom a row may be given. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const runtime = currentRuntime();
  const desk = await operationsDeskFor(runtime, locals.principal);
  const node = nodeOfKey(url.searchParams.get('key') ?? '', desk.fold.world.tree);
  if (node === null) return answerOf(UNKNOWN);
  if (!mayOperate(desk, node)) return answerOf(NOT_YOURS);
  return answerOf(await assignable(desk, runtime.store.grants, node));
};
