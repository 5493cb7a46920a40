import { call, hasFailed } from '$lib/client/call.ts';
import { formatPeriod, type Period } from '$lib/domain/period.ts';
import type { Basis } from '$lib/domain/rows.ts';
import type { LineageAnswer } from '$lib/api/lookup.ts';

/** Which number is opened. */
export interface LineageSubject {
  /** A unit's key, or a group's code. */
  readonly node: string;
  /** Code of the indicator. */
  readonly indicator: string;
  readonly period: Period;
  readonly basis: Basis;
}

/** Where a number comes from, or why that cannot be told. */
export type LineageOutcome = LineageAnswer | 'forbidden' | 'failed';

/** Asks where a number comes from; `page` of its groups from 1. */
export async function askLineage(
  { node, indicator, period, basis }: LineageSubject,
  page: number,
  signal: AbortSignal
): Promise<LineageOutcome> {
  const answer = await call(
    'GET /api/v1/lineage/{node}/{indicator}/{period}',
    { node, indicator, period: formatPeriod(period) },
    undefined,
    { basis, page: String(page) },
    { signal }
  );
  if (!hasFailed(answer)) return answer;
  return answer.status === 401 || answer.status === 403 || answer.status === 404 ? 'forbidden' : 'failed';
}
