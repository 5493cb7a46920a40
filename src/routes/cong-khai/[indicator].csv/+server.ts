import { error } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { publicCsv, publicFigures } from '$lib/server/public-page/figures.ts';
import { readPublicPage } from '$lib/server/public-page/setting.ts';
import type { RequestHandler } from './$types';

/** The table of the public page as CSV. */
export const GET: RequestHandler = async ({ params }) => {
  const runtime = currentRuntime();
  const page = await readPublicPage(runtime);
  const figures = page?.open ? publicFigures(runtime, page, params.indicator) : null;
  if (!figures) error(404);
  const { settings } = runtime;
  const text = publicCsv(figures);
  const name = `cong-khai-${figures.indicator.code}${settings.mode === 'demo' ? '-so-lieu-minh-hoa' : ''}.csv`;
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-cache'
    }
  });
};
