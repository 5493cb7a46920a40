import type { Principal } from '../../domain/access.ts';
import { currentRuntime } from '../current-runtime.ts';
import type { Asking } from './answers.ts';
import { plainName } from './names.ts';

/** Somebody's question to the running program. */
export function asking(principal: Principal): Asking {
  return { desk: currentRuntime(), principal, nameOf: plainName };
}
