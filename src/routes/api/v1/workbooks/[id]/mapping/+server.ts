import type { RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import { parsePeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { parseJson, readBody } from '$lib/server/ingest/body.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { uploadView } from '$lib/server/workbooks/answers.ts';
import { mapping } from '$lib/server/workbooks/mapping.ts';

const asked = z.strictObject({
  mapping,
  period: z.string().refine((text) => text === '' || parsePeriod(text) !== null)
});

/** Names the columns of a sector's file; it is checked by them. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
  const { workbooks, world } = currentRuntime();
  const state = await workbooks.find(locals.principal, params.id ?? '');
  if (!state) return problemAnswer(404);
  const body = await readBody(request, 1024 * 1024);
  if (body === 'tooLarge') return problemAnswer(413);
  const read = asked.safeParse(parseJson(body.bytes));
  if (!read.success) return problemAnswer(400, { detail: z.prettifyError(read.error).slice(0, 500) });
  const mapped = await workbooks.map(locals.principal, state, read.data.mapping, read.data.period);
  return mapped === 'notNow' ? problemAnswer(409) : Response.json(uploadView(world, mapped), { status: 202 });
};
