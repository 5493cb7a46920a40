import type { RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import { OLD_LETTERS } from '$lib/reading/letters.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { parseJson, readBody } from '$lib/server/ingest/body.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { uploadView } from '$lib/server/workbooks/answers.ts';

const asked = z.strictObject({ letters: z.enum(OLD_LETTERS) });

/** Says in which old encoding a text is that is in none of today's; it is read again. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
  const { workbooks, world } = currentRuntime();
  const state = await workbooks.find(locals.principal, params.id ?? '');
  if (!state) return problemAnswer(404);
  const body = await readBody(request, 1024);
  const read = body === 'tooLarge' ? null : asked.safeParse(parseJson(body.bytes));
  if (!read?.success) return problemAnswer(400, { detail: `letters: ${OLD_LETTERS.join(' | ')}` });
  const chosen = await workbooks.letters(locals.principal, state, read.data.letters);
  return chosen === 'notNow' ? problemAnswer(409) : Response.json(uploadView(world, chosen), { status: 202 });
};
