import { error, redirect } from '@sveltejs/kit';
import { boardQuery } from '$lib/api/operations.ts';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import { mayAnywhere } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { contextOf } from '$lib/server/context/context.ts';
import { readLeniently } from '$lib/server/http/read-call.ts';
import { operationsDeskFor } from '$lib/server/features/operations/answers.ts';
import { boardOf } from '$lib/server/features/operations/board.ts';
import { savedFilters } from '$lib/server/features/operations/filters.ts';
import { orWhenUnavailable } from '$lib/server/core/store/outage.ts';
import { pictureFor, standing } from '../faces/picture.server.ts';
import type { PageServerLoad } from './$types';

/**
 * What wants attention, as the address filters it, and the map of its area. Made anew for another area; everything
 * else the page asks for itself. An address that says nothing opens with the person's own filter, where there is one.
 */
export const load: PageServerLoad = async (event) => {
  const { url, locals, depends, untrack } = event;
  depends('operations:board');
  url.searchParams.get('unit');
  const query = untrack(() => url.searchParams);
  const { runtime } = contextOf(event);
  const desk = await operationsDeskFor(contextOf(event));
  const { filters } = await orWhenUnavailable(savedFilters(desk), { filters: [] });
  const usual = filters.find(({ isDefault }) => isDefault);
  if (usual && untrack(() => url.search) === '') redirect(303, `/operations?${usual.query}`);
  const answer = boardOf(desk, readLeniently(boardQuery, query));
  if (isRefusal(answer)) error(statusOf(answer), { message: query.get('unit') ?? '' });
  const { unit } = standing(runtime, answer.unit.key, null);
  const choice = { unit, level: null, indicator: null, period: null, basis: 'all' } as const;
  const { picture } = await pictureFor(runtime, locals.principal, choice, runtime.clock(), 'commune');
  return {
    answer,
    filters,
    picture,
    seesHealth: mayAnywhere(locals.principal, 'readAudit', dayAt(runtime.clock()))
  };
};
