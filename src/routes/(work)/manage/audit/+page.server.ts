import { error } from '@sveltejs/kit';
import { HISTORY_KINDS, readAudit as declared } from '$lib/api/audit.ts';
import { isRefusal } from '$lib/api/outcome.ts';
import { contextOf } from '$lib/server/context/context.ts';
import { readLeniently } from '$lib/server/http/read-call.ts';
import { readAudit } from '$lib/server/features/register/history-query.ts';
import type { PageServerLoad } from './$types';

/** A page of the audit: of one object, or of everything in one's subtree. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const context = contextOf({ locals });
  const query = readLeniently(declared.query, url.searchParams);
  const page = await readAudit(context, { query });
  if (isRefusal(page)) error(403);
  const { position, link } = await context.runtime.store.audit.last();
  return {
    page,
    object: query.object ?? '',
    kind: query.kind[0] ?? '',
    isNewest: query.before === undefined,
    kinds: HISTORY_KINDS,
    last: `${position}:${link}`
  };
};
