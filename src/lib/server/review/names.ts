import type { NameOf } from './desk.ts';

/** An author of the log as people are shown it, where nobody knows more: without the kind of author before the colon. */
export const plainName: NameOf = (actor) => actor.replace(/^[a-z]+:/, '');
