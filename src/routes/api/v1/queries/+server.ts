import type { RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { parseJson, readBody } from '$lib/server/ingest/body.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { keepQuery, MOST_BYTES, queriesOf, sentQuery } from '$lib/server/workbench/saved-queries.ts';

const NO_STORE = { headers: { 'cache-control': 'no-store' } };

/** One's own saved queries. */
export const GET: RequestHandler = async ({ locals }) => {
  const { store } = currentRuntime();
  return Response.json({ queries: await queriesOf(store.queries, locals.principal) }, NO_STORE);
};

/** Keeps a query under a name; one's own of the same name is replaced. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const { store, clock } = currentRuntime();
  const body = await readBody(request, MOST_BYTES);
  if (body === 'tooLarge') return problemAnswer(413);
  const sent = sentQuery.safeParse(parseJson(body.bytes));
  if (!sent.success) return problemAnswer(400, { detail: z.prettifyError(sent.error).slice(0, 500) });
  const kept = await keepQuery(store.queries, locals.principal, sent.data, clock());
  if (kept === 'nobody') return problemAnswer(403);
  if (kept === 'full')
    return problemAnswer(422, {
      code: 'full',
      detail: 'Đã lưu đủ 100 câu truy vấn, hãy xóa bớt / 100 queries are kept already, delete some'
    });
  return Response.json(kept, { status: 201, ...NO_STORE });
};
