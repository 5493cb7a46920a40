import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { FilingHere } from '$lib/wire/filing.ts';

/** Who is signed in, and at which store: a phone asks before it sends what somebody wrote on it. */
export const GET: RequestHandler = ({ locals }) => {
  const { actor, name } = locals.principal;
  const store = currentRuntime().settings.id;
  return Response.json({ actor, name, store } satisfies FilingHere, {
    headers: { 'cache-control': 'no-store' }
  });
};
