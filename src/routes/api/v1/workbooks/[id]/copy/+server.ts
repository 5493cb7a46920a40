import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';

/** The file as it was sent, with what was found written into it. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { workbooks } = currentRuntime();
  const state = await workbooks.find(locals.principal, params.id ?? '');
  const bytes = state && (await workbooks.copy(state));
  if (!state || !bytes) return problemAnswer(404);
  const name = `${state.name.replace(/\.[a-z0-9]+$/i, '')}-loi.xlsx`;
  return new Response(bytes.slice(), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="loi.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store'
    }
  });
};
