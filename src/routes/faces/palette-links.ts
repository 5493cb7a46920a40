import type { FoundPlace } from '$lib/api/lookup.ts';

/** The page of a unit or group. */
export function profileHref(kind: 'unit' | 'group', key: string): string {
  return kind === 'group' ? `/unit/group/${encodeURIComponent(key)}` : `/unit/${key}`;
}

/**
 * Where a found place is shown: on the map with everything else chosen as it was, or its page: where that is wanted,
 * where one was looked at, and of groups and units that no longer stand.
 */
export function hrefOfPlace(
  { kind, key, past }: Pick<FoundPlace, 'kind' | 'key' | 'past'>,
  from: URL,
  wantsProfile: boolean
): string {
  if (kind === 'group' || past || wantsProfile || from.pathname.startsWith('/unit/'))
    return profileHref(kind, key);
  return desk(from, { unit: key, level: null, focus: null });
}

/** An indicator on the map, in the place that is looked at. */
export function hrefOfIndicator(code: string, from: URL): string {
  return desk(from, { indicator: code, range: null, goal: null });
}

/** The desk with something else chosen; what was chosen there before stays. */
function desk(from: URL, change: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(from.pathname === '/explore' ? from.search : '');
  for (const [name, value] of Object.entries(change)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return `/explore?${query.toString().replace(/%40/g, '@')}`;
}
