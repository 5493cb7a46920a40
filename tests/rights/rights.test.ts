import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { DECLARED } from '../../src/lib/api/api.ts';
import { RIGHTS } from '../../src/lib/domain/access.ts';
import type { Declaration, Door, ForeignPlace, Method } from '../../src/lib/api/declare.ts';
import { doorOf } from '../../src/lib/server/http/doors.ts';
import { BODY_BYTES } from '../../src/lib/server/http/read-call.ts';
import { problem } from '../../src/lib/server/core/ingest/schema.ts';
import {
  LIVE_PATH,
  type ClientEvents,
  type RefusalCode,
  type ServerEvents,
  type SubscribeAnswer
} from '../../src/lib/wire/events.ts';
import { freshFolder, startApp, type App } from '../support/app.ts';
import { existingRoutes } from '../support/routes.ts';
import { askers, type Asker } from './people.ts';
import { foreign, isWithin, positionOf, readPlaces, type Places } from './places.ts';
import { BODIES } from './bodies.ts';

// Roles × routes × foreign places, against the real program with nothing public.

/** How many foreign ids are tried in all, and how many requests are under way at once. */
const FOREIGN = Number(process.env['RIGHTS_FOREIGN'] ?? 10_000);
const AT_ONCE = 8;
/** Foreign scopes that each asks for over the socket. */
const SCOPES = 100;
/** Scopes that one socket asks for: within what a socket may ask at once. */
const SCOPES_A_SOCKET = 20;

let folder: Awaited<ReturnType<typeof freshFolder>>;
let app: App;
let people: Asker[];
let places: Places;

beforeAll(async () => {
  folder = await freshFolder();
  app = await startApp(folder.path, { PUBLIC_DEPTH: 'none' });
  people = await askers(app.url);
  places = await readPlaces(app);
}, 300_000);
afterAll(async () => {
  await app.stop();
  await folder.remove();
});

const DA_NANG = ['48@2025-07-01'];
const routes = existingRoutes();
/** Routes that anybody may knock at, of which each place is asked beyond the door. */
const knocks = routes.flatMap(({ id, methods }) => methods.map((method) => ({ id, method })));

function mayKnock(door: Door, { role }: Asker): boolean {
  if (door === 'open') return true;
  if (role === null) return false;
  return door === 'signedIn' || RIGHTS[role].includes(door.may);
}

/** The address of a route with places put in, and every query by which a route may be asked for a place. */
function addressOf(id: string, { unit, group, id: report, sha }: ForeignPlace): string {
  // Names and shapes of what lies higher up are somebody's as well.
  const isHigh = report.endsWith('1');
  const values: Record<string, string> = {
    unit,
    root: unit,
    key: unit,
    code: group,
    node: report.endsWith('2') ? group : unit,
    group,
    id: report,
    sha,
    depth: isHigh ? 'commune' : 'group',
    level: isHigh ? 'commune' : 'village',
    period: '2026-10',
    indicator: 'KTS01',
    token: 'x'.repeat(43)
  };
  const path = id
    .replace(/\/\([^)]*\)/g, '')
    .replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(values[name] ?? 'x'));
  const query = new URLSearchParams({
    unit,
    within: unit.split('@')[0] ?? '',
    group,
    giver: unit,
    report,
    object: `group:${group}`,
    period: '2026-10',
    q: '',
    scope: `${unit}/group`
  });
  return `${app.url}${path || '/'}?${query.toString()}`;
}

async function ask(
  method: Method,
  id: string,
  asker: Asker,
  place: ForeignPlace
): Promise<{ status: number; text: string }> {
  const body = BODIES[`${method} ${id}`]?.(place);
  const answer = await fetch(addressOf(id, place), {
    method,
    redirect: 'manual',
    headers: {
      ...asker.headers,
      accept: 'application/json, text/html',
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' })
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) })
  });
  return { status: answer.status, text: await answer.text() };
}

describe('roles × routes', () => {
  test('every route lets in whom its door says, and nobody else', async () => {
    const wrong: string[] = [];
    const place = foreign(places, DA_NANG, 1).next().value as ForeignPlace;
    for (const asker of people) {
      for (const { id, method } of knocks) {
        // Signing out would end the others' turn.
        if (id === '/sign-out' || id.startsWith('/screen/')) continue;
        const door = doorOf(id, method);
        const { status } = await ask(method, id, asker, place);
        const denied = status === 401 || status === 403 || status === 303;
        if (status >= 500) wrong.push(`${asker.name} ${method} ${id}: ${status}`);
        if (!door || mayKnock(door, asker)) continue;
        if (!denied) wrong.push(`${asker.name} ${method} ${id}: ${status}, and has no business there`);
      }
    }
    expect(wrong, wrong.join('\n')).toEqual([]);
  }, 120_000);

  test('a change that another site sends in somebody’s name is refused', async () => {
    const clerk = people.find(({ role }) => role === 'clerk')!;
    for (const origin of ['https://elsewhere.example', 'null']) {
      for (const { id, method } of knocks) {
        if (method === 'GET') continue;
        const answer = await fetch(addressOf(id, foreign(places, DA_NANG, 2).next().value as ForeignPlace), {
          method,
          redirect: 'manual',
          headers: { cookie: clerk.headers['cookie'] ?? '', origin, 'content-type': 'application/json' },
          body: '{}'
        });
        expect(answer.status, `${method} ${id} from ${origin}`).toBe(403);
      }
    }
  }, 60_000);
});

describe('declared calls', () => {
  /** One who may knock, and the address of a place with another query. */
  const knocker = (may: Door) => people.find((asker) => asker.role !== null && mayKnock(may, asker))!;
  async function send(
    { method, path }: Declaration,
    { headers }: Pick<Asker, 'headers'>,
    body: string | null,
    { query = '', type = 'application/json' } = {}
  ): Promise<{ status: number; type: string | null; said: unknown }> {
    const href = `${app.url}${path.replace(/\{\w+\}/g, 'none')}${query}`;
    const sent = body === null ? {} : { body };
    const answer = await fetch(href, { method, headers: { ...headers, 'content-type': type }, ...sent });
    return { status: answer.status, type: answer.headers.get('content-type'), said: await answer.json() };
  }

  test('are refused in one way: what is no JSON, too large, of another type or shape, not theirs, unknown', async () => {
    const wrong: string[] = [];
    for (const declared of DECLARED) {
      const { method, path, may, body, foreign: sample } = declared;
      const expectRefusal = async (what: string, status: number, answer: ReturnType<typeof send>) => {
        const { status: heard, type, said } = await answer;
        const isTold = type === 'application/problem+json' && problem.safeParse(said).success;
        if (heard !== status || !isTold)
          wrong.push(`${method} ${path}, ${what}: ${heard} ${type} ${JSON.stringify(said).slice(0, 200)}`);
      };
      const asker = knocker(may);
      const good = sample
        ? JSON.stringify(sample({ unit: 'x@2025-07-01', group: 'x', id: 'x', sha: 'x' }))
        : null;
      await expectRefusal(
        'a name that it does not know',
        400,
        send(declared, asker, good, { query: '?nosuch=1' })
      );
      if (may !== 'open') await expectRefusal('nobody', 401, send(declared, { headers: {} }, good));
      if (body) {
        await expectRefusal('another type', 415, send(declared, asker, 'x', { type: 'text/plain' }));
        await expectRefusal('no JSON', 400, send(declared, asker, '{'));
        await expectRefusal(
          'too large',
          413,
          send(declared, asker, `"${'x'.repeat(declared.bytes ?? BODY_BYTES)}"`)
        );
        await expectRefusal('another shape', 422, send(declared, asker, '{"nosuch":1}'));
      }
      const needed = Object.entries(declared.query?.shape ?? {}).filter(
        ([, shape]) => !z.safeParse(shape, undefined).success
      );
      const query = `?${needed.map(([name]) => `${name}=none`).join('&')}`;
      if (path.includes('{'))
        await expectRefusal('an unknown id', 404, send(declared, asker, good, { query }));
    }
    expect(wrong, wrong.join('\n')).toEqual([]);
  });
});

describe('foreign places', () => {
  test('every route that changes something says what it may be asked for', () => {
    const lacking = knocks
      .filter(({ id, method }) => method !== 'GET' && id.startsWith('/api/v1/') && !BODIES[`${method} ${id}`])
      .map(({ id, method }) => `${method} ${id}`);
    expect(lacking, lacking.join('\n')).toEqual([]);
  });

  test(`${FOREIGN} foreign ids: no figure, no name, no change`, async () => {
    const before = await positionOf(app);
    const bound = people.filter(({ own }) => own !== null);
    const asked = knocks.filter(({ id }) => id.startsWith('/api/v1/') || id.startsWith('/(work)'));
    const streams = bound.map((asker, i) => foreign(places, asker.own ?? [], i + 7));
    const leaks: string[] = [];
    let done = 0;
    const work = async () => {
      while (done < FOREIGN) {
        const n = done++;
        const which = n % bound.length;
        const { id, method } = asked[Math.floor(n / bound.length) % asked.length]!;
        const asker = bound[which]!;
        const place = streams[which]!.next().value as ForeignPlace;
        const { status, text } = await ask(method, id, asker, place);
        const leak = leakOf(status, text, asker, place, id);
        if (leak) leaks.push(`${asker.name} ${method} ${id} ${JSON.stringify(place)}: ${leak}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(leaks, `${leaks.length}\n${leaks.slice(0, 40).join('\n')}`).toEqual([]);
    expect(await positionOf(app)).toBe(before);
    console.log(`${done} foreign ids, ${leaks.length} leaks`);
  }, 600_000);
});

describe('the socket', () => {
  test('lets nobody hear of foreign scopes', async () => {
    const store = await storeOf();
    const heard: string[] = [];
    let asked = 0;
    for (const [i, asker] of people.entries()) {
      if (asker.own === null) continue;
      const stream = foreign(places, asker.own, 100 + i);
      const leak = (what: string) => () => heard.push(`${asker.name}: ${what}`);
      // One socket may ask only so much at once (docs/design/bounded-cost.md): so each asks for some.
      for (let from = 0; from < SCOPES; from += SCOPES_A_SOCKET) {
        const socket: Socket<ServerEvents, ClientEvents> = io(app.url, {
          path: LIVE_PATH,
          transports: ['websocket'],
          extraHeaders: { ...asker.headers },
          forceNew: true
        });
        socket.on('delta', leak('delta')).on('advance', leak('advance')).on('news', leak('news'));
        socket.on('disconnect', (why) => heard.push(`${asker.name}: the socket was ended, ${why}`));
        for (let n = from; n < Math.min(SCOPES, from + SCOPES_A_SOCKET); n++) {
          const { unit } = stream.next().value as ForeignPlace;
          const scope = `${unit}/${n % 2 === 0 ? 'group' : 'commune'}`;
          const refusal = await new Promise<RefusalCode | null>((say) => socket.emit('follow', scope, say));
          const request = { scope, position: 0, store };
          const answer = await new Promise<SubscribeAnswer>((say) => socket.emit('subscribe', request, say));
          asked += 2;
          if (refusal === null || answer.ok) heard.push(`${asker.name} hears of ${scope}`);
        }
        socket.off('disconnect').close();
      }
    }
    expect(heard, heard.slice(0, 20).join('\n')).toEqual([]);
    console.log(`${asked} foreign scopes asked for over the socket`);
  }, 120_000);
});

async function storeOf(): Promise<string> {
  const answer = await fetch(`${app.url}/api/v1/snapshots/VN@1945-09-02/province`, {
    headers: { authorization: `Bearer ${app.key}` }
  });
  return ((await answer.json()) as { store: string }).store;
}

/** Codes of groups, as the demo writes them. */
const GROUP = /\b(?:cns|ca|hcc|vp|nh)-\d{2,5}(?:\.\d+)?\b/g;

/** What an answer tells that it must not; null where it tells nothing. */
function leakOf(status: number, text: string, asker: Asker, place: ForeignPlace, id: string): string | null {
  if (status >= 500) return `answered ${status}`;
  if (status >= 300) return null;
  // A path that names a foreign place has no answer for them; a report by chance their own has.
  if (/\[(?:unit|root|group|key|code|node)\]/.test(id)) return `answered ${status}`;
  const named = (text.match(GROUP) ?? []).filter(
    (code) => code !== place.group && !isWithin(places, code, asker.own ?? [])
  );
  return named.length > 0 ? `names ${named[0]}` : null;
}
