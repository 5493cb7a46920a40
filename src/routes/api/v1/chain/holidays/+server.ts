import type { RequestHandler } from '@sveltejs/kit';
import { mayAt } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { asked, faultAt } from '$lib/server/chain/asked.ts';
import { holidaysShape } from '$lib/server/chain/judge-chain.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

/** Names days on which offices are closed, everywhere; not days gone by, by which somebody was judged already. */
export const POST: RequestHandler = async ({ request, locals: { principal } }) => {
  const runtime = currentRuntime();
  const sent = await asked(request, holidaysShape);
  if (sent instanceof Response) return sent;
  const today = dayAt(runtime.clock());
  if (!mayAt(principal, 'manageChains', runtime.world.tree, 0, today)) return problemAnswer(403);
  const faults = sent.holidays.flatMap(({ day }, index) =>
    day >= today
      ? []
      : [faultAt(`/holidays/${index}/day`, 'past', `Ngày ${day} đã qua.`, `${day} is in the past.`)]
  );
  if (faults.length > 0) return problemAnswer(422, { faults });
  const position = await runtime.append(principal, [{ kind: 'holidays', holidays: sent.holidays }]);
  return Response.json({ position }, { status: 201 });
};
