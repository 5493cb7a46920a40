import type { RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { parseJson, readBody } from '$lib/server/ingest/body.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { KnownNames } from '$lib/server/review/names.ts';
import { conflictView, uploadView } from '$lib/server/workbooks/answers.ts';
import type { ConflictsView } from '$lib/wire/workbooks.ts';

/** Conflicts of one answer. */
const PAGE = 50;
/** Bytes of a body that chooses. */
const MOST_BYTES = 1024 * 1024;

const chosen = z.strictObject({
  choices: z
    .array(
      z.strictObject({
        group: z.string().max(64),
        period: z.string().regex(/^\d{4}-\d{2}$/),
        theirs: z.array(z.string().max(64)).max(200)
      })
    )
    .max(1_000),
  all: z.enum(['mine', 'theirs']).nullable()
});

/** Reports of an upload that newer versions stand against (RULES 9a), both values of each cell. */
export const GET: RequestHandler = async ({ params, url, locals }) => {
  const { workbooks, world, auth } = currentRuntime();
  const state = await workbooks.find(locals.principal, params.id ?? '');
  if (!state) return problemAnswer(404);
  const from = Number(url.searchParams.get('from') ?? 0);
  if (!Number.isSafeInteger(from) || from < 0) return problemAnswer(400, { detail: 'from' });
  const { total, conflicts } = await workbooks.conflicts(state, from, PAGE);
  const names = new KnownNames((actors) => auth.accounts.namesOf(actors));
  await names.learn(conflicts.map(({ newest }) => newest.actor));
  const view: ConflictsView = {
    total,
    conflicts: conflicts.map((one) => conflictView(world, state, one, (actor) => names.of(actor)))
  };
  return Response.json(view, { headers: { 'cache-control': 'no-store' } });
};

/** Chooses, report by report or for all, which cells stay as the newer version has them; the rest waits to be stored. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
  const { workbooks, world } = currentRuntime();
  const state = await workbooks.find(locals.principal, params.id ?? '');
  if (!state) return problemAnswer(404);
  const body = await readBody(request, MOST_BYTES);
  if (body === 'tooLarge') return problemAnswer(413);
  const read = chosen.safeParse(parseJson(body.bytes));
  if (!read.success) return problemAnswer(400, { detail: 'choices: [{group, period, theirs}], all' });
  const changed = await workbooks.choose(state, read.data);
  return changed === 'notNow' ? problemAnswer(409) : Response.json(uploadView(world, changed));
};
