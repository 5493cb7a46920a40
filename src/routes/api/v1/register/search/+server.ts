import type { RequestHandler } from '@sveltejs/kit';
import { dayAt } from '$lib/domain/period.ts';
import { LEVELS, type Level } from '$lib/domain/unit.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { readyPlaces } from '$lib/server/register/place-index.ts';
import { searchUnits } from '$lib/server/register/search-units.ts';

const LIMIT = 50;
const LONGEST = 100;

/** Units (and groups, `level=group`) by name or code, in what the caller may read: `?q=hai chau&level=commune&past=1`. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { world, clock, publisher } = currentRuntime();
  const text = (url.searchParams.get('q') ?? '').trim();
  const levels = (url.searchParams.get('level') ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map((name) => LEVELS.findIndex((level) => level === name));
  if (text.length > LONGEST || levels.includes(-1)) return problemAnswer(400);
  if (text !== '') await readyPlaces(world, publisher.fold.structure, publisher.spent);
  const found = searchUnits(
    world,
    publisher.fold.structure,
    locals.principal,
    {
      text,
      levels: levels.filter((level): level is Level => level >= 0),
      past: url.searchParams.get('past') === '1',
      limit: LIMIT
    },
    dayAt(clock())
  );
  return Response.json({ units: found }, { headers: { 'cache-control': 'no-store' } });
};
