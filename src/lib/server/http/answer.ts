import type { z } from 'zod';
import { isRefusal, type Outcome } from '../../api/outcome.ts';
import { readSent } from './read-call.ts';
import { refusalAnswer } from './serve.ts';

/** What was found or done as JSON, or the refusal as a problem: for calls that are not declared yet. */
export function answerOf(outcome: object, status = 200): Response {
  if (isRefusal(outcome)) return refusalAnswer(outcome);
  return Response.json(outcome, { status, headers: { 'cache-control': 'no-store' } });
}

/** The body of a call that is not declared yet, or why it is not taken. */
export async function bodyOf<T>(request: Request, shape: z.ZodType<T>): Promise<Outcome<T>> {
  const read = await readSent(request, shape);
  return isRefusal(read) ? read : read.sent;
}
