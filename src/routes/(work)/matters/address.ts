import { formatPeriod } from '$lib/domain/period.ts';
import type { InboxAddress } from './types.ts';

/** The address of an inbox with something else asked for; what is usual is left out, and so is the page unless it is named. */
export function inboxHref(asked: InboxAddress, change: Partial<InboxAddress> = {}): string {
  const { unit, reach, list, kind, period, query, page, id } = { ...asked, page: 1, id: null, ...change };
  const params = new URLSearchParams();
  if (unit !== null) params.set('unit', unit);
  params.set('reach', reach);
  if (list !== 'open') params.set('list', list);
  if (kind !== null) params.set('kind', kind);
  if (period !== null) params.set('period', formatPeriod(period));
  if (query !== '') params.set('q', query);
  if (page > 1) params.set('page', String(page));
  if (id !== null) params.set('id', id);
  return `?${params.toString().replaceAll('%40', '@')}`;
}
