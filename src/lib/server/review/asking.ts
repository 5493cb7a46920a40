import type { Principal } from '../../domain/access.ts';
import { currentRuntime } from '../current-runtime.ts';
import type { Asking } from './answers.ts';
import { KnownNames } from './names.ts';

/** Somebody's question to the running program. */
export function asking(principal: Principal): Asking {
  const runtime = currentRuntime();
  const names = new KnownNames((actors) => runtime.auth.accounts.namesOf(actors));
  return { desk: runtime, principal, names };
}
