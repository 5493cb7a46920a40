import type { RequestHandler } from './$types';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { profileDesk } from '$lib/server/profile/desk.ts';
import { lineageAnswer } from '$lib/server/profile/lineage.ts';

/** Where a number comes from: its parts, the reports under it, its target. */
export const GET: RequestHandler = ({ locals, params, url }) =>
  lineageAnswer(profileDesk(currentRuntime(), locals.principal), params, url.searchParams);
