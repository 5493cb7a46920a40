import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { filingMine } from '$lib/server/filing/mine.ts';
import { returnReasons } from '$lib/server/filing/return-reasons.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

/** What somebody owes and by when: their groups, a page at a time. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { publisher, store, clock } = currentRuntime();
  const search = url.searchParams.get('search') ?? '';
  const from = Number(url.searchParams.get('from') ?? 0);
  if (search.length > 100 || !Number.isInteger(from) || from < 0) return problemAnswer(400);
  const query = { search: search.trim(), from };
  const mine = await filingMine(
    publisher.fold,
    returnReasons(publisher.fold.book, store),
    locals.principal,
    clock(),
    query
  );
  return Response.json(mine, { headers: { 'cache-control': 'no-store' } });
};
