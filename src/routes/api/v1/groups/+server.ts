import type { RequestHandler } from '@sveltejs/kit';
import { mayAt } from '$lib/domain/access.ts';
import { dayAt, parsePeriod, reportedPeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { dueGroups } from '$lib/server/ingest/due.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

const LIMIT = 1_000;

/** What the groups of a unit are to file, with what they last filed: for machines that file for them. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const { publisher, world, clock } = currentRuntime();
  const { principal } = locals;
  const day = dayAt(clock());
  const asked = url.searchParams.get('period');
  const period = asked === null ? reportedPeriod(clock(), world.profile) : parsePeriod(asked);
  const limit = Number(url.searchParams.get('limit') ?? 200);
  const within = url.searchParams.get('within') ?? '';
  if (period === null || !Number.isInteger(limit) || limit < 1 || limit > LIMIT) return problemAnswer(400);
  const list = dueGroups(world, publisher.fold.cells, {
    within,
    period,
    limit,
    mayFile: ({ ordinal }) => mayAt(principal, 'file', world.tree, ordinal, day)
  });
  return list ? Response.json(list, { headers: { 'cache-control': 'no-store' } }) : problemAnswer(404);
};
