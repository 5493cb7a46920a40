import type { RowFilter } from '$lib/domain/row-filter.ts';

/** The page's address for a filter; a filter that is as usual says so by `state`, so that nobody's own filter takes its place. */
export function filterQuery(filter: RowFilter): string {
  const query = new URLSearchParams();
  if (filter.unit) query.set('unit', filter.unit);
  if (filter.kind) query.set('kind', filter.kind);
  if (filter.pillar) query.set('pillar', filter.pillar);
  query.set('state', filter.state);
  return query.toString().replaceAll('%40', '@');
}

/** The page's address for another filter. */
export function filterHref(filter: RowFilter, change: Partial<RowFilter> = {}): string {
  return `/operations?${filterQuery({ ...filter, ...change })}`;
}
