import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { PUBLIC, type Principal, type Role } from '../../src/lib/domain/access.ts';
import { dayAt, formatPeriod } from '../../src/lib/domain/period.ts';
import { doorOf, mayEnter } from '../../src/lib/server/http/doors.ts';
import { readConfig } from '../../src/lib/server/core/config.ts';
import { startRuntime } from '../../src/lib/server/runtime.ts';
import {
  FEW_COMMUNES,
  FEW_GROUPS,
  FEW_INDICATORS,
  FEW_VILLAGES,
  fewPeriods,
  makeFewStore,
  MANY
} from '../support/few-world.ts';
import { existingRoutes } from '../support/routes.ts';
import { COUNTRY, PROVINCES, SINCE } from '../support/small-country.ts';

/*
 * Counts over a few households leak through no answer (RULES 17): in two stores that differ in nothing but which of two
 * small groups filed what, every answer and every page's data is the same, letter for letter, to whoever may not read
 * texts. A route that is added is asked as well.
 */

const NOW = Date.now();
const ROUTES = fileURLToPath(new URL('../../src/routes', import.meta.url));
const VALUES: Readonly<Record<string, readonly string[]>> = {
  unit: [COUNTRY, MANY, FEW_COMMUNES[0]!, FEW_VILLAGES[0]!],
  group: FEW_GROUPS.slice(0, 3),
  depth: ['commune', 'group'],
  period: fewPeriods(NOW).map(formatPeriod),
  indicator: FEW_INDICATORS
};
/** What takes long and depends on no more than this. */
const SLOW = new Set(['/api/v1/openapi.json', '/cong-khai']);
/** A packed workbook is never the same twice; who is given one for which group is asked in the tests of workbooks. */
const PACKED = '/api/v1/workbooks/template';
/** Where those whose work it is are told: the comparison sees what it is meant to see. */
const TOLD = ['/api/v1/lineage/', '/api/v1/snapshots/', '/api/v1/replay/', '/api/v1/attainment', '/unit/'];
const PLACES = [
  [PROVINCES[0]!, 'commune'],
  [MANY, 'group'],
  [FEW_COMMUNES[0]!, 'group']
] as const;
const NAMED: Readonly<Record<string, string>> = { root: 'unit', key: 'unit', level: 'depth', code: 'group' };

/** Ways to fill the named parts of a route in. */
function fillings(names: readonly string[]): Record<string, string>[] {
  return names.reduce<Record<string, string>[]>(
    (found, name) => {
      const of = name === 'node' ? [...VALUES['unit']!, ...FEW_GROUPS] : VALUES[NAMED[name] ?? name];
      return found.flatMap((one) => (of ?? ['x']).map((value) => ({ ...one, [name]: value })));
    },
    [{}]
  );
}

/** Everything that a route can be asked for: by its path, or where that names no place by its query. */
function questions(id: string): { path: string; params: Record<string, string>; query: string }[] {
  const names = [...id.matchAll(/\[(\w+)\]/g)].map((match) => match[1]!);
  const isPlaced = names.some((name) => /unit|root|key|code|node|group/.test(name));
  const queries = isPlaced
    ? ['', 'basis=approved']
    : PLACES.flatMap(([unit, level]) =>
        FEW_INDICATORS.map((indicator) => {
          const [before, period] = VALUES['period'] as [string, string];
          // What was few in the month before shows as a change of the next.
          const asked = { unit, level, indicator, q: 'few', period: indicator === 'XHS02' ? before : period };
          return new URLSearchParams(asked).toString();
        })
      );
  return fillings(names).flatMap((params) => {
    const path = id
      .replace(/\/\([^)]*\)/g, '')
      .replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? 'x');
    return queries.map((query) => ({ path: path || '/', params, query }));
  });
}

const somebody = (role: Role, groups: readonly string[] | null = null): Principal => ({
  kind: role === 'screen' ? 'screen' : 'account',
  actor: `${role === 'screen' ? 'screen' : 'account'}:${role}`,
  name: role,
  grants: [{ role, unit: COUNTRY, groups, validFrom: SINCE, validTo: null, decision: '' }],
  ...(role === 'screen' ? { depth: 'group' as const } : {})
});
const ASKERS: readonly Principal[] = [
  PUBLIC,
  somebody('viewer'),
  somebody('screen'),
  somebody('administrator'),
  somebody('group-head', ['many-2'])
];

type Module = Readonly<Record<string, ((event: unknown) => unknown) | undefined>>;

/** Answers of every route that reads, by who asked what. */
async function everyAnswer(swapped: boolean, askers: readonly Principal[]): Promise<Map<string, string>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-few-'));
  await makeFewStore(dataDir, NOW, swapped);
  const http = createServer();
  const config = readConfig({ DATA_DIR: dataDir, PUBLIC_DEPTH: 'commune' });
  const runtime = await startRuntime(config, { http, log: pino({ level: 'silent' }), say: () => undefined });
  const heard = new Map<string, string>();
  try {
    for (const { id, methods } of existingRoutes()) {
      if (!methods.includes('GET') || id === PACKED) continue;
      const files = ['+server.ts', '+page.server.ts'].map((name) => `${ROUTES}${id}/${name}`);
      for (const file of files) {
        const module = (await import(/* @vite-ignore */ file).catch(() => null)) as Module | null;
        const ask = module?.['GET'] ?? module?.['load'];
        if (!ask) continue;
        for (const principal of askers) {
          const door = doorOf(id, 'GET');
          if (!door || !mayEnter(door, principal, dayAt(NOW))) continue;
          if (principal.name === 'clerk' && !TOLD.some((path) => id.includes(path))) continue;
          for (const { path, params, query } of questions(id).slice(0, SLOW.has(id) ? 1 : Infinity)) {
            const url = new URL(`http://here${path}?${query}`);
            const said = await told(ask, { id, url, params, principal });
            heard.set(`${principal.actor} ${path}?${query}`, withoutPlaces(said, runtime.settings.id));
          }
        }
      }
    }
  } finally {
    await runtime.close();
    http.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  return heard;
}

async function told(
  ask: (event: unknown) => unknown,
  { id, url, params, principal }: { id: string; url: URL; params: object; principal: Principal }
): Promise<string> {
  const nothing = () => undefined;
  const event = {
    ...{ url, params, route: { id }, request: new Request(url), depends: nothing, setHeaders: nothing },
    untrack: (read: () => unknown) => read(),
    cookies: { get: nothing, set: nothing, delete: nothing, getAll: () => [] },
    parent: () => Promise.resolve({}),
    getClientAddress: () => '127.0.0.1',
    locals: {
      ...{ principal, language: 'vi', theme: null, requestId: '' },
      visit: { principal, holder: null, account: null, session: null, mustChange: false, until: Infinity }
    }
  };
  try {
    const answer = await ask(event);
    if (answer instanceof Response) {
      const bytes = Buffer.from(await answer.arrayBuffer());
      const isJson = answer.headers.get('content-type')?.includes('json') === true;
      const said = isJson
        ? JSON.stringify(await settled(JSON.parse(bytes.toString())))
        : bytes.toString('latin1');
      return plain(`${answer.status} ${said}`);
    }
    return plain(JSON.stringify(await settled(answer)));
  } catch (thrown) {
    if (!(thrown instanceof Error)) return `thrown ${JSON.stringify(thrown)}`;
    throw new Error(`${url.pathname}${url.search}`, { cause: thrown });
  }
}

/** Data of a page with what it promises; rows that are sent inside it are made readable. */
async function settled(value: unknown): Promise<unknown> {
  const known = await value;
  if (typeof known === 'string' && /^[\w+/]{200,}={0,2}$/.test(known))
    return Buffer.from(known, 'base64').toString('latin1');
  if (typeof known !== 'object' || known === null) return known;
  if (known instanceof Map || known instanceof Set) return settled([...(known as Iterable<unknown>)]);
  if (ArrayBuffer.isView(known))
    return Buffer.from(known.buffer, known.byteOffset, known.byteLength).toString('latin1');
  if (Array.isArray(known)) return Promise.all(known.map(settled));
  const entries = Object.entries(known).map(async ([name, one]) => [name, await settled(one)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Moments and the log's links (which hold all of it) are not what is compared. */
function plain(text: string): string {
  return text
    .replace(/\b[0-9a-f]{64}\b/g, 'LINK')
    .replace(/\b1[78]\d{11}(?:\.\d+)?\b/g, 'T')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T');
}

/** What is told of links is made under a secret of each store: it differs, and says nothing of what was filed. */
function withoutPlaces(said: string, store: string): string {
  return said
    .replaceAll(store, 'STORE')
    .replace(/\b(?:[0-9a-f]{8}-)?(\d+-)?[0-9a-f]{12}\b/g, '$1LINK')
    .replace(/(?<=\\u0000)[0-9a-f]{12}(?=\\u0000)/g, 'LINK');
}

test(
  'whoever may not read texts is told the same, whatever a few households did',
  { timeout: 300_000 },
  async () => {
    const clerk = somebody('clerk');
    const one = await everyAnswer(false, [...ASKERS, clerk]);
    const other = await everyAnswer(true, [...ASKERS, clerk]);
    expect([...other.keys()]).toEqual([...one.keys()]);
    const differing = [...one]
      .filter(([question, said]) => said !== other.get(question))
      .map(([question]) => question);
    const [clerks, leaks] = [
      differing.filter((question) => question.startsWith(clerk.actor)),
      differing.filter((question) => !question.startsWith(clerk.actor))
    ];
    console.log(`${one.size} answers compared, ${leaks.length} tell; a clerk is told in ${clerks.length}`);
    expect(leaks, leaks.slice(0, 60).join('\n')).toEqual([]);
    for (const path of TOLD)
      expect(
        clerks.some((question) => question.includes(` ${path}`)),
        path
      ).toBe(true);
  }
);
