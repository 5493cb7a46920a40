import type { RequestHandler } from '@sveltejs/kit';
import { mayAt } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { asked } from '$lib/server/chain/asked.ts';
import { chainShape, judgeChain } from '$lib/server/chain/judge-chain.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

/** Keeps a chain, or ends one: an entry of the log. */
export const POST: RequestHandler = async ({ request, locals: { principal } }) => {
  const runtime = currentRuntime();
  const sent = await asked(request, chainShape);
  if (sent instanceof Response) return sent;
  const { world, steps } = runtime.publisher.fold;
  const now = runtime.clock();
  const judged = judgeChain(sent, { chains: steps.chains, tree: world.tree, now });
  if ('faults' in judged) return problemAnswer(422, { faults: judged.faults });
  const { chain } = judged;
  // A chain that names no unit holds everywhere. One of the same name is replaced: it must be theirs as well.
  const replaced = steps.chains.all.filter(({ id }) => id === chain.id);
  for (const { province } of [chain, ...replaced]) {
    const at = province === null ? 0 : (world.tree.unit(province)?.ordinal ?? -1);
    if (!mayAt(principal, 'manageChains', world.tree, at, dayAt(now))) return problemAnswer(403);
  }
  const position = await runtime.append(principal, [{ kind: 'chains', chains: [chain] }]);
  return Response.json({ position }, { status: 201 });
};
