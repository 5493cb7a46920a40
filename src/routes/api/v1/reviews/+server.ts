import type { RequestHandler } from './$types';
import { reviewsAnswer } from '$lib/server/review/answers.ts';
import { asking } from '$lib/server/review/asking.ts';

/** Decides of reports: checked, approved or returned. */
export const POST: RequestHandler = ({ request, locals }) => reviewsAnswer(asking(locals.principal), request);
