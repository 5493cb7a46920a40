import type { PracticeList } from '$lib/domain/matter.ts';

/** What a list's address asks for. */
export interface ListAddress {
  readonly unit: string;
  readonly list: PracticeList;
  readonly query: string;
  readonly page: number;
}

/** The query of an address; what is usual is left out. */
export function listQuery({ unit, list, query, page }: ListAddress): string {
  const params = new URLSearchParams({ unit });
  if (list !== 'told') params.set('list', list);
  if (query !== '') params.set('q', query);
  if (page > 1) params.set('page', String(page));
  return `?${params.toString().replaceAll('%40', '@')}`;
}
