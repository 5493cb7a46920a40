import type { RequestHandler } from '@sveltejs/kit';
import { outcomeAnswer } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Gives a card a new PIN and QR code; the old ones end. */
export const POST: RequestHandler = async ({ params, locals }) =>
  outcomeAnswer(await currentRuntime().auth.cards.reset(locals.principal, params['id'] ?? ''));

/** Takes a card back, at once. */
export const DELETE: RequestHandler = async ({ params, locals }) =>
  outcomeAnswer(await currentRuntime().auth.cards.revoke(locals.principal, params['id'] ?? ''));
