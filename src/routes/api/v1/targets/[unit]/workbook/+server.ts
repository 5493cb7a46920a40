import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { workbookAnswer } from '$lib/server/targets/workbook-answer.ts';

/** The grid of targets as an Excel table. */
export const GET: RequestHandler = ({ params, url, locals }) =>
  workbookAnswer(currentRuntime(), locals.principal, params.unit ?? '', url.searchParams);
