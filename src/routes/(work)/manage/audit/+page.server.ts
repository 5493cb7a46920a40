import { error } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { archiveOf, HISTORY_KINDS, readHistoryQuery } from '$lib/server/register/history-query.ts';
import { historyFor } from '$lib/server/register/history.ts';
import type { PageServerLoad } from './$types';

/** A page of the audit: of one object, or of everything in one's subtree. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const runtime = currentRuntime();
  const asked = readHistoryQuery(url.searchParams);
  if (!asked) error(404);
  const page = await historyFor(archiveOf(runtime), locals.principal, asked);
  if (!page) error(403);
  const { position, link } = await runtime.store.audit.last();
  return {
    page,
    object: asked.object ?? '',
    kind: asked.kinds[0] ?? '',
    isNewest: asked.before === undefined,
    kinds: HISTORY_KINDS,
    last: `${position}:${link}`
  };
};
