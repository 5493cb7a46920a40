import type { Principal } from '../../../domain/access.ts';

/** How an account, a key or a screen is named in `x-filed-as`, and in the HTML of a page that was opened as them. */
export function nameOfOpener({ actor }: Principal): string {
  return encodeURIComponent(actor);
}

/**
 * Whether a change is asked for by whom its page was opened as. A page says so (`x-filed-as`, or `filed-as` in the
 * address of a form), so that nothing is done under another's name where somebody else has signed in since in the same
 * browser. Whoever does not say so is not asked; who is not signed in at all meets the route's door.
 */
export function isAsOpened(said: string | null, principal: Principal): boolean {
  return said === null || principal.kind === 'public' || said === nameOfOpener(principal);
}
