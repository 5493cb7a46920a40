import type { RequestHandler } from '@sveltejs/kit';
import { mayAt } from '$lib/domain/access.ts';
import { currentPeriod, dayAt, parsePeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { filingSheet } from '$lib/server/filing/sheet.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

/** What one group files for a period, with everything that a phone needs to do it without a network. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { publisher, store, clock } = currentRuntime();
  const { world } = publisher.fold;
  const now = clock();
  const group = world.tree.group(params['group'] ?? '');
  const period = parsePeriod(params['period'] ?? '');
  if (!group || period === null || period > currentPeriod(now, world.profile)) return problemAnswer(404);
  if (!mayAt(locals.principal, 'file', world.tree, group.ordinal, dayAt(now))) return problemAnswer(403);
  const sheet = await filingSheet(publisher.fold, store, group, period, now);
  return Response.json(sheet, { headers: { 'cache-control': 'no-store' } });
};
