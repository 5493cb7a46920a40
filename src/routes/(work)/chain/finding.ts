import type { Formats } from '$lib/i18n/formats.ts';
import type { chain } from '$lib/i18n/messages/vi/chain.ts';
import type { SayText } from '$lib/i18n/texts.ts';
import type { ChainAnswer, HopAnswer } from '$lib/api/chain.ts';

/**
 * The hop that the headline speaks of: of those by which somebody still owes a report the next to fall due, else the one
 * that lacks most; where nobody owes any more, the next to fall due, else the last that has.
 */
function nextHop(hops: readonly HopAnswer[], now: number): HopAnswer | null {
  const byGroups = hops.filter(({ groups }) => groups.expected > 0);
  const owed = byGroups.filter(({ groups }) => groups.owed > 0);
  const among = owed.length > 0 ? owed : byGroups;
  const ahead = among.find(({ deadline }) => deadline !== null && deadline.at > now);
  const lacking = among.toSorted((a, b) => lack(b) - lack(a));
  return ahead ?? lacking.find(({ deadline }) => deadline !== null) ?? among.at(-1) ?? null;
}

function lack({ groups }: HopAnswer): number {
  return groups.owed;
}

/** The finding in a sentence: how many have filed, who is still awaited, how long there is. */
export function finding(
  { counts, hops, future }: Pick<ChainAnswer, 'counts' | 'hops' | 'future'>,
  now: number,
  { t, format }: { readonly t: SayText<typeof chain>; readonly format: Formats }
): string {
  if (counts.expected === 0) return t('nobody');
  if (future) return t('notBegun', { n: counts.expected });
  const parts = [t('filedOf', { filed: counts.filed, expected: counts.expected })];
  if (counts.owed === 0) parts.push(t('allFiled'));
  const deadline = nextHop(hops, now)?.deadline;
  if (counts.awaited > 0) parts.push(t(deadline ? 'awaitedN' : 'unfiledN', { n: counts.awaited }));
  if (counts.missing > 0) parts.push(t('missingN', { n: counts.missing }));
  if (counts.returned > 0) parts.push(t('returnedN', { n: counts.returned }));
  if (!deadline) return `${parts.join(', ')} – ${t('noDay')}`;
  const span = format.span(deadline.at - now);
  const day = format.shortDay(deadline.lastDay);
  return `${parts.join(', ')} – ${t(deadline.at > now ? 'until' : 'since', { span, day })}`;
}
