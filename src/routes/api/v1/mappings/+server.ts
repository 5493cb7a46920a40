import { randomBytes } from 'node:crypto';
import type { RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { parseJson, readBody } from '$lib/server/ingest/body.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { mappingView, unitOfKey } from '$lib/server/workbooks/answers.ts';
import { filesWithin } from '$lib/server/workbooks/desk.ts';
import { savedMapping } from '$lib/server/workbooks/mapping.ts';

const MOST = 500;

/** Saved mappings of units in which whoever asks may file. */
export const GET: RequestHandler = async ({ locals }) => {
  const { store, world, clock } = currentRuntime();
  const now = clock();
  const records = await store.mappings.list(MOST);
  const mappings = records.flatMap((record) => mappingView(world, locals.principal, now, record) ?? []);
  return Response.json({ mappings }, { headers: { 'cache-control': 'no-store' } });
};

/** Saves a mapping under a name; one of the same name and unit is replaced. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const { store, world, clock } = currentRuntime();
  const body = await readBody(request, 1024 * 1024);
  if (body === 'tooLarge') return problemAnswer(413);
  const read = savedMapping.safeParse(parseJson(body.bytes));
  if (!read.success) return problemAnswer(400, { detail: z.prettifyError(read.error).slice(0, 500) });
  const { name, unit, mapping } = read.data;
  const node = unitOfKey(world, unit);
  if (!node) return problemAnswer(404);
  if (!filesWithin(locals.principal, world, node, clock())) return problemAnswer(403);
  const id = randomBytes(9).toString('base64url');
  const record = {
    id,
    unit,
    name,
    body: JSON.stringify(mapping),
    actor: locals.principal.actor,
    at: clock()
  };
  return Response.json({ id: await store.mappings.keep(record), name, unit, mapping }, { status: 201 });
};
