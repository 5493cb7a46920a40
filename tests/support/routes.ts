import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Method } from '../../src/lib/api/declare.ts';

const folder = fileURLToPath(new URL('../../src/routes', import.meta.url));
const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** A route as the router knows it, with the methods that its files answer. */
export interface Route {
  /** `/api/v1/units/[root]/[depth]`. */
  readonly id: string;
  readonly methods: readonly Method[];
  readonly isPage: boolean;
}

/** Every route that exists, read from the files. */
export function existingRoutes(): Route[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile()
  );
  const found = new Map<string, { methods: Set<Method>; isPage: boolean }>();
  for (const { parentPath, name } of files) {
    const methods = methodsOf(`${parentPath}/${name}`, name);
    if (methods.length === 0) continue;
    const id = parentPath.slice(folder.length) || '/';
    const route = found.get(id) ?? { methods: new Set<Method>(), isPage: false };
    for (const method of methods) route.methods.add(method);
    route.isPage ||= name.startsWith('+page');
    found.set(id, route);
  }
  return [...found]
    .map(([id, { methods, isPage }]) => ({ id, methods: [...methods], isPage }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function methodsOf(file: string, name: string): Method[] {
  if (/^\+page(?:@.*)?\.svelte$/.test(name)) return ['GET'];
  const source = /^\+(?:page\.server|server)\.ts$/.test(name) ? readFileSync(file, 'utf8') : '';
  if (name === '+page.server.ts') return /export const actions\b/.test(source) ? ['GET', 'POST'] : ['GET'];
  return METHODS.filter((method) =>
    new RegExp(`export (?:const|async function|function) ${method}\\b`).test(source)
  );
}
