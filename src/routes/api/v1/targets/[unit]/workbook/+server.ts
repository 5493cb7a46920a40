import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { workbookAnswer, workbookRead } from '$lib/server/targets/workbook-answer.ts';

/** The grid of targets as an Excel table. */
export const GET: RequestHandler = ({ params, url, locals }) =>
  workbookAnswer(currentRuntime(), locals.principal, params.unit ?? '', url.searchParams);

/** What a filled-in table says, to be laid into the grid. */
export const POST: RequestHandler = ({ params, url, request, locals }) =>
  workbookRead(
    currentRuntime(),
    locals.principal,
    params.unit ?? '',
    request,
    url.searchParams.get('name') ?? 'tep'
  );
