import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { findingView } from '$lib/server/workbooks/answers.ts';

const MOST = 500;

/** A page of what was found in an upload, faults or warnings or both. */
export const GET: RequestHandler = async ({ params, url, locals }) => {
  const { workbooks } = currentRuntime();
  const state = await workbooks.find(locals.principal, params.id ?? '');
  if (!state) return problemAnswer(404);
  const asked = url.searchParams.get('kind');
  const kind = asked === 'fault' || asked === 'warning' ? asked : null;
  const from = Number(url.searchParams.get('from') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? 100);
  const isRight =
    Number.isInteger(from) && from >= 0 && Number.isInteger(limit) && limit >= 1 && limit <= MOST;
  if (!isRight) return problemAnswer(400);
  const { total, findings } = await workbooks.findings(state, { kind, from, limit });
  return Response.json(
    { total, findings: findings.map((finding) => findingView(state, finding)) },
    { headers: { 'cache-control': 'no-store' } }
  );
};
