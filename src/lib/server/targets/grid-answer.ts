import type { Principal } from '../../domain/access.ts';
import { currentPeriod, parsePeriod } from '../../domain/period.ts';
import { parseUnitKey } from '../../domain/unit.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { filingGrid, MOST_GROUPS, type ReasonAt } from './filing-grid.ts';

/** `GET /api/v1/grid/{unit}/{period}`: what the groups of a unit are to file and have filed. */
export async function gridAnswer(
  runtime: Pick<CurrentRuntime, 'publisher' | 'clock' | 'store'>,
  principal: Principal,
  params: { readonly unit?: string | undefined; readonly period?: string | undefined }
): Promise<Response> {
  const { fold } = runtime.publisher;
  const key = parseUnitKey(params.unit ?? '');
  const unit = key && fold.world.tree.unit(`${key.code}@${key.validFrom}`);
  const period = parsePeriod(params.period ?? '');
  if (!unit) return problemAnswer(404, { detail: 'unit' });
  if (period === null || period > currentPeriod(runtime.clock(), fold.world.profile))
    return problemAnswer(400, { detail: 'period: YYYY-MM' });
  const grid = await filingGrid(fold, principal, runtime.clock(), { unit, period }, reasonIn(runtime));
  if (grid === null) return problemAnswer(403);
  if (grid === 'tooMany') return problemAnswer(400, { detail: `unit: ≤ ${MOST_GROUPS}` });
  return Response.json(grid, { headers: { 'cache-control': 'no-store' } });
}

/** Reads the reason of a review from the log. */
export function reasonIn({ store }: Pick<CurrentRuntime, 'store'>): ReasonAt {
  return async (position) => {
    const [entry] = await store.read(position - 1, 1);
    return entry?.body.kind === 'review' ? entry.body.reason : '';
  };
}
