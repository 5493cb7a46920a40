import type { RequestHandler } from './$types';
import { lockAnswer } from '$lib/server/review/answers.ts';
import { asking } from '$lib/server/review/asking.ts';

/** Closes a unit's period to filing, or opens it again. */
export const POST: RequestHandler = ({ request, locals }) => lockAnswer(asking(locals.principal), request);
