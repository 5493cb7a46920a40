import { error } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { publicCsv, publicFigures } from '$lib/server/features/public-page/figures.ts';
import { readPublicPage } from '$lib/server/features/public-page/setting.ts';
import { CSV_SUFFIX } from '$lib/wire/csv.ts';
import type { RequestHandler } from './$types';

/** The table of the public page as CSV: for programs, or (`?dang=bang-tinh`) for the spreadsheet of a Vietnamese office. */
export const GET: RequestHandler = async ({ params, url }) => {
  const runtime = currentRuntime();
  const page = await readPublicPage(runtime);
  await runtime.publisher.withheld.ready();
  const figures = page?.open ? publicFigures(runtime, page, params.indicator) : null;
  if (!figures) error(404);
  const { settings } = runtime;
  const kind = url.searchParams.get('dang') === 'bang-tinh' ? 'spreadsheet' : 'machine';
  const text = publicCsv(figures, kind);
  const name = `cong-khai-${figures.indicator.code}${settings.mode === 'demo' ? '-so-lieu-minh-hoa' : ''}${CSV_SUFFIX[kind]}.csv`;
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-cache'
    }
  });
};
