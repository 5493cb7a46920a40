import type { keepChain, keepHolidays } from '../../../api/chain.ts';
import { faultAt, isRefusal, NOT_YOURS, orWrong } from '../../../api/outcome.ts';
import { mayAt } from '../../../domain/access.ts';
import { dayAt } from '../../../domain/period.ts';
import type { Verb } from '../../http/serve.ts';
import { judgeChain } from './judge-chain.ts';

/** Keeps a chain, or ends one. */
export const keep: Verb<typeof keepChain> = async ({ runtime, principal }, { body }) => {
  const { world, steps } = runtime.publisher.fold;
  const now = runtime.clock();
  const chain = judgeChain(body, { chains: steps.chains, tree: world.tree, now });
  if (isRefusal(chain)) return chain;
  // A chain that names no unit holds everywhere. One of the same name is replaced: it must be theirs as well.
  const replaced = steps.chains.all.filter(({ id }) => id === chain.id);
  for (const { province } of [chain, ...replaced]) {
    const at = province === null ? 0 : (world.tree.unit(province)?.ordinal ?? -1);
    if (!mayAt(principal, 'manageChains', world.tree, at, dayAt(now))) return NOT_YOURS;
  }
  return { position: await runtime.append(principal, [{ kind: 'chains', chains: [chain] }]) };
};

/** Names days on which offices are closed; not days gone by, by which somebody was judged already. */
export const nameHolidays: Verb<typeof keepHolidays> = async ({ runtime, principal }, { body }) => {
  const { holidays } = body;
  const today = dayAt(runtime.clock());
  if (!mayAt(principal, 'manageChains', runtime.world.tree, 0, today)) return NOT_YOURS;
  const past = holidays.flatMap(({ day }, index) =>
    day >= today
      ? []
      : [faultAt(`/holidays/${index}/day`, 'past', `Ngày ${day} đã qua.`, `${day} is in the past.`)]
  );
  const refused = orWrong(past);
  if (refused) return refused;
  return { position: await runtime.append(principal, [{ kind: 'holidays', holidays }]) };
};
