import { routeOf, type Declaration, type Door, type Method } from '../../api/declare.ts';

/** The doors of declared calls, by the router's id and the method. */
export function doorsOf(
  declared: readonly Declaration[]
): Readonly<Record<string, Readonly<Partial<Record<Method, Door>>>>> {
  const doors: Record<string, Partial<Record<Method, Door>>> = {};
  for (const { method, path, may } of declared) (doors[routeOf(path)] ??= {})[method] = may;
  return doors;
}

/** What declared calls take in their address, by path (after `base`) and method: each name with what it is. */
export function queriesUnder(
  base: string,
  declared: readonly Declaration[]
): Readonly<Record<string, Readonly<Partial<Record<Method, Readonly<Record<string, string>>>>>>> {
  const queries: Record<string, Partial<Record<Method, Record<string, string>>>> = {};
  for (const { method, path, query } of declared) {
    if (!query) continue;
    const names = Object.entries(query.shape).map(([name, shape]) => [name, wordsOf(shape)] as const);
    (queries[path.slice(base.length)] ??= {})[method] = Object.fromEntries(names);
  }
  return queries;
}

function wordsOf(shape: unknown): string {
  const meta = hasMeta(shape) ? shape.meta() : undefined;
  return meta?.description ?? '–';
}

function hasMeta(shape: unknown): shape is { meta(): { description?: string } | undefined } {
  return typeof shape === 'object' && shape !== null && 'meta' in shape && typeof shape.meta === 'function';
}
