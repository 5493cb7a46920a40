import type { RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { parseJson, readBody } from '$lib/server/ingest/body.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { uploadView } from '$lib/server/workbooks/answers.ts';

const asked = z.strictObject({ rows: z.enum(['good', 'all']) });

/** Stores what is right of an upload, or all of it where all is right; once, however often it is asked for. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
  const { workbooks, world, ready } = currentRuntime();
  if (!ready) return problemAnswer(503, { headers: { 'retry-after': '2' } });
  const state = await workbooks.find(locals.principal, params.id ?? '');
  if (!state) return problemAnswer(404);
  const body = await readBody(request, 1024);
  const read = body === 'tooLarge' ? null : asked.safeParse(parseJson(body.bytes));
  if (!read?.success) return problemAnswer(400, { detail: 'rows: good | all' });
  const committed = await workbooks.commit(locals.principal, state, read.data.rows);
  if (committed === 'notNow') return problemAnswer(409);
  return committed === 'faulty'
    ? problemAnswer(422)
    : Response.json(uploadView(world, committed), { status: 202 });
};
