import type { RequestHandler } from '@sveltejs/kit';
import type { FilingMe } from '$lib/wire/filing.ts';

/** Who is signed in: a phone asks before it sends what somebody wrote on it. */
export const GET: RequestHandler = ({ locals }) => {
  const { actor, name } = locals.principal;
  return Response.json({ actor, name } satisfies FilingMe, { headers: { 'cache-control': 'no-store' } });
};
