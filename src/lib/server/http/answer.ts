import { isRefusal } from '../../api/outcome.ts';
import { refusalAnswer } from './serve.ts';

/** What was found or done as JSON, or the refusal as a problem: for calls that are not declared yet. */
export function answerOf(outcome: object, status = 200): Response {
  if (isRefusal(outcome)) return refusalAnswer(outcome);
  return Response.json(outcome, { status, headers: { 'cache-control': 'no-store' } });
}
