import { formatPeriod, type Period } from '$lib/domain/period.ts';
import type { Basis } from '$lib/domain/rows.ts';
import type { LineageAnswer } from '$lib/wire/lineage.ts';

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
  const path = [node, indicator, formatPeriod(period)].map((part) => encodeURIComponent(part)).join('/');
  try {
    const answer = await fetch(`/api/v1/lineage/${path}?basis=${basis}&page=${page}`, { signal });
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) return 'forbidden';
    return answer.ok ? ((await answer.json()) as LineageAnswer) : 'failed';
  } catch {
    return 'failed';
  }
}
