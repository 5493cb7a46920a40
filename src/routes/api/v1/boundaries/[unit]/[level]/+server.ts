import { parsePeriod, reportedPeriod } from '$lib/domain/period.ts';
import { LEVELS, parseUnitKey } from '$lib/domain/unit.ts';
import type { NoView } from '$lib/server/core/boundaries/serving.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';
import type { RequestHandler } from './$types';

const WHY: Readonly<Record<NoView, string>> = {
  'unknown-unit': 'Không có đơn vị này / There is no such unit',
  'not-standing': 'Đơn vị không tồn tại trong kỳ này / The unit does not exist in this period',
  'level-above': 'Cấp này ở trên đơn vị / This level is above the unit'
};

/** `GET /api/v1/boundaries/{unit}/{level}?period=YYYY-MM[&v=hash]`: see `BoundaryView`. */
export const GET: RequestHandler = async ({ params, url, request, locals }) => {
  const { boundaries, world, mayRead, clock } = currentRuntime();
  const unit = parseUnitKey(params.unit);
  const level = LEVELS.find((name) => name === params.level);
  if (!unit || !level) return problemAnswer(404, { detail: WHY['unknown-unit'] });
  // Shapes are seen by whoever sees the figures that are drawn in them.
  const root = `${unit.code}@${unit.validFrom}` as const;
  if (!mayRead(locals.principal, { root, depth: level })) return problemAnswer(403);
  const asked = url.searchParams.get('period');
  const period = asked === null ? reportedPeriod(clock(), world.profile) : parsePeriod(asked);
  if (period === null) return problemAnswer(400, { detail: 'period: YYYY-MM' });
  const view = await boundaries.view(root, level, period);
  if (typeof view === 'string')
    return problemAnswer(view === 'level-above' ? 400 : 404, { detail: WHY[view] });
  return view.answer.respond(request, url.searchParams.get('v'), { 'content-location': view.href }, false);
};
