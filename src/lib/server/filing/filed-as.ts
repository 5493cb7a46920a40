import type { Principal } from '../../domain/access.ts';

/**
 * Whether a call is sent by whom it was written for. A phone that several people sign in on says whose report it
 * sends (`x-filed-as`, percent-encoded), so that nobody's report goes out under another's name. Without it nobody asks.
 */
export function isFiledAs(headers: Headers, principal: Principal): boolean {
  const said = headers.get('x-filed-as');
  return said === null || said === encodeURIComponent(principal.actor);
}
