import type { RequestEvent } from '@sveltejs/kit';
import type { Principal } from '../../domain/access.ts';
import type { Language } from '../../i18n/language.ts';
import { currentRuntime, type CurrentRuntime } from './current-runtime.ts';

/** One request as verbs see it: over which program, who asks, in which language words are written for them. */
export interface Context {
  readonly runtime: CurrentRuntime;
  readonly principal: Principal;
  readonly language: Language;
}

/**
 * The context of a request.
 * @throws NotRunning
 */
export function contextOf({ locals: { principal, language } }: Pick<RequestEvent, 'locals'>): Context {
  return { runtime: currentRuntime(), principal, language };
}
