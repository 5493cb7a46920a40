import type { RequestHandler } from '@sveltejs/kit';
import { parsePeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';
import { unitOfKey } from '$lib/server/features/workbooks/answers.ts';
import { fileName } from '$lib/server/features/workbooks/desk.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8'
} as const;

/** The template of a unit and a period: every group below it for which whoever asks may file. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const { workbooks, world } = currentRuntime();
  const period = parsePeriod(url.searchParams.get('period') ?? '');
  const format = url.searchParams.get('format') === 'csv' ? 'csv' : 'xlsx';
  const unit = unitOfKey(world, url.searchParams.get('unit') ?? '');
  if (period === null) return problemAnswer(400, { detail: 'period=YYYY-MM' });
  if (!unit) return problemAnswer(404);
  const made = await workbooks.template(locals.principal, { unit, period, format });
  if (made === 'noGroups') return problemAnswer(403);
  if (made === 'tooManyGroups')
    return problemAnswer(413, {
      detail: 'Đơn vị có quá nhiều tổ, hãy chọn cấp dưới / Too many groups, choose a unit below'
    });
  return new Response(made.bytes.slice(), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${fileName(unit, period, format)}"`,
      'cache-control': 'no-store'
    }
  });
};
