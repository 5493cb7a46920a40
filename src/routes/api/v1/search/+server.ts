import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { searchAnswer } from '$lib/server/register/search.ts';

/** Units, groups and indicators by any spelling, in what the caller may read. */
export const GET: RequestHandler = ({ locals, url }) =>
  searchAnswer(currentRuntime(), locals.principal, url.searchParams);
