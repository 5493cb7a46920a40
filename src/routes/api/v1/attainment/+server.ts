import { currentRuntime } from '$lib/server/current-runtime.ts';
import { attainmentAnswer } from '$lib/server/snapshot/readings.ts';
import type { RequestHandler } from './$types';

/** The readings of one unit. */
export const GET: RequestHandler = ({ url, locals }) =>
  attainmentAnswer(currentRuntime().deskFor(locals.principal), url.searchParams);
