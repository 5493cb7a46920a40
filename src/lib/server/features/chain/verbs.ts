import type { readChain } from '../../../api/chain.ts';
import { chainAnswer } from '../../context/chain/progress.ts';
import type { Verb } from '../../http/serve.ts';

/** Who has filed by when: what `/chain` shows. */
export const chainOf: Verb<typeof readChain> = ({ runtime, principal }, { params }) =>
  chainAnswer(runtime.publisher.fold, { ...params, principal, now: runtime.clock() });
