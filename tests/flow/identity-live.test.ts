import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopePath } from '../../src/lib/wire/scope.ts';
import type { Store } from '../../src/lib/server/core/store/store.ts';
import { freshFolder, startApp, type App } from '../support/app.ts';
import { Desk, listenTo, settle, type Listening } from '../support/identity-office.ts';
import { postgresUrl } from '../support/postgres.ts';
import { BA_NA, DA_NANG, FIRST_GROUP, HAI_CHAU, makeRealStore } from '../support/real-store.ts';
import { draft } from '../support/small-country.ts';

/** The most that a right may outlive its end on an open socket, milliseconds. */
const MOST_MS = 1_000;
const SCOPE = `${HAI_CHAU}/group`;

// A right that ends: over HTTP at once, on open sockets within a second, in the real program.

describe.each([['SQLite'], ['PostgreSQL']])('over %s', (kind) => {
  let app: App;
  let store: Store;
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  let admin: Desk;
  const lags: Record<string, number> = {};

  beforeAll(async () => {
    folder = await freshFolder();
    const databaseUrl = kind === 'PostgreSQL' ? await postgresUrl() : undefined;
    store = await makeRealStore({ dataDir: folder.path, databaseUrl });
    app = await startApp(folder.path, databaseUrl ? { DATABASE_URL: databaseUrl } : {});
    const oneTime = /admin {2}(\S+)/.exec(app.said())?.[1] ?? '';
    admin = await settle(app.url, 'admin', oneTime, 'một câu dễ nhớ');
  }, 300_000);
  afterAll(async () => {
    console.info(`${kind}: a right ended on an open socket after (ms)`, lags);
    await app.stop();
    await store.close();
    await folder.remove();
  });

  let hired = 0;
  const viewer = () => {
    hired += 1;
    return admin.hire({ login: `xem-${hired}`, name: 'Xem', grants: [{ role: 'viewer', unit: HAI_CHAU }] });
  };
  const reads = (headers: Record<string, string>) =>
    fetch(`${app.url}/api/v1/snapshots/${scopePath({ root: HAI_CHAU, depth: 'group' })}`, { headers }).then(
      ({ status }) => status
    );

  /** Ends a right while a socket listens; measures how long it goes on, and that HTTP does not. */
  async function endsSoon(
    what: string,
    headers: Record<string, string>,
    end: () => Promise<unknown>,
    atOnce = true
  ) {
    const ear = await listenTo(app.url, SCOPE, headers);
    expect(ear.refusal).toBeNull();
    expect(await reads(headers)).toBe(200);
    await somethingHappens();
    await heard(ear, 1);
    const started = performance.now();
    await end();
    const ended = performance.now();
    if (atOnce) expect(await reads(headers), `${what}: over HTTP`).toBe(403);
    const cut = await Promise.race([ear.cut, delay(3_000).then(() => Infinity)]);
    lags[what] = Math.round(Math.max(0, cut - ended));
    expect(cut - ended, `${what}: ended ${cut - started} ms after it began`).toBeLessThan(MOST_MS);
    if (!atOnce) expect(await reads(headers), `${what}: over HTTP`).toBe(403);
    const before = ear.heard();
    await somethingHappens();
    await delay(300);
    expect(ear.heard()).toBe(before);
    const again = await listenTo(app.url, SCOPE, headers);
    expect(again.refusal, `${what}: who comes back`).toBe('forbidden');
    again.close();
    ear.close();
  }
  const somethingHappens = () =>
    store.append([draft({ kind: 'note', group: FIRST_GROUP, text: 'x' }, Date.now())]);

  test('a session that is ended, by whoever may and by oneself', async () => {
    const one = await viewer();
    const cookie = { cookie: one.desk.cookie };
    await endsSoon('session ended', cookie, () =>
      admin.done('DELETE', `/api/v1/accounts/${one.id}/sessions`)
    );
    const other = await viewer();
    const leaves = () => other.desk.call('POST', '/sign-out');
    await endsSoon('signed out', { cookie: other.desk.cookie }, leaves);
  });

  test('an account that is disabled', async () => {
    const { id, desk } = await viewer();
    const end = () => admin.done('PATCH', `/api/v1/accounts/${id}`, { disabled: true });
    await endsSoon('account disabled', { cookie: desk.cookie }, end);
  });

  test('a role that is taken back, while the session goes on', async () => {
    const { id, desk } = await viewer();
    const grants = (await admin.done<{ grants: { id: string }[] }>('GET', `/api/v1/accounts/${id}`)).grants;
    const end = () => admin.done('DELETE', `/api/v1/accounts/${id}/grants?grant=${grants[0]?.id}`);
    await endsSoon('grant taken', { cookie: desk.cookie }, end);
    expect(await desk.status('GET', '/account')).toBe(200);
  });

  test('a role that another process takes back', async () => {
    const { id, desk } = await viewer();
    const [grant] = await store.grants.of(`account:${id}`);
    const end = async () => {
      await store.grants.end(grant?.id ?? '', Date.now());
      await store.grants.noteChange();
    };
    await endsSoon('grant taken by another process', { cookie: desk.cookie }, end, false);
  });

  test('a key that is revoked', async () => {
    const grants = [{ role: 'viewer', unit: DA_NANG }];
    const { secret } = await admin.done<{ secret: string }>('POST', '/api/v1/keys', {
      name: 'máy 1',
      grants
    });
    const authorization = `Bearer ${secret}`;
    const end = () => admin.done('DELETE', `/api/v1/keys/${encodeURIComponent('máy 1')}`);
    await endsSoon('key revoked', { authorization }, end);
  });

  test('a screen’s link shows its scope and nothing else, until it is revoked or expires', async () => {
    const make = (name: string, days: number) =>
      admin.done<{ path: string; expiresAt: number }>('POST', '/api/v1/screens', {
        name,
        days,
        scope: { root: HAI_CHAU, depth: 'group' }
      });
    const open = async (path: string) => {
      const answer = await fetch(`${app.url}${path}`, { redirect: 'manual' });
      const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      return { status: answer.status, where: answer.headers.get('location'), cookie };
    };
    const link = await make('sảnh', 1);
    const screen = await open(link.path);
    expect(screen.where).toBe('/wall');
    const desk = new Desk(app.url, screen.cookie);
    const snapshot = (root: typeof HAI_CHAU, depth: 'group' | 'commune') =>
      desk.status('GET', `/api/v1/snapshots/${scopePath({ root, depth })}`);
    expect(await snapshot(HAI_CHAU, 'group')).toBe(200);
    expect(await snapshot(BA_NA, 'group')).toBe(403);
    expect(await snapshot(DA_NANG, 'commune')).toBe(403);
    expect(await desk.status('POST', '/api/v1/reports', {})).toBe(403);
    await endsSoon('screen revoked', { cookie: screen.cookie }, () =>
      admin.done('DELETE', `/api/v1/screens/${encodeURIComponent('sảnh')}`)
    );
    expect((await open(link.path)).status).toBe(404);

    await make('tivi', 1);
    const { code } = await admin.done<{ code: string }>('POST', '/api/v1/screens/tivi/code');
    const typed = () =>
      fetch(`${app.url}/tv`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: app.url, accept: 'text/html' },
        body: new URLSearchParams({ code })
      });
    const byCode = await typed();
    expect([byCode.status, byCode.headers.get('location')]).toEqual([303, '/wall']);
    expect((await typed()).status).toBe(400);
    const tv = { cookie: byCode.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    await endsSoon('screen by a code revoked', tv, () => admin.done('DELETE', '/api/v1/screens/tivi'));

    const shallow = await admin.done<{ path: string }>('POST', '/api/v1/screens', {
      name: 'nông',
      days: 1,
      scope: { root: DA_NANG, depth: 'commune' }
    });
    const high = new Desk(app.url, (await open(shallow.path)).cookie);
    expect(
      await high.status('GET', `/api/v1/snapshots/${scopePath({ root: DA_NANG, depth: 'commune' })}`)
    ).toBe(200);
    expect(
      await high.status('GET', `/api/v1/snapshots/${scopePath({ root: DA_NANG, depth: 'group' })}`)
    ).toBe(403);

    const short = await make('chốc lát', 4 / 86_400);
    const brief = { cookie: (await open(short.path)).cookie };
    await endsSoon('screen expired', brief, () => delay(Math.max(0, short.expiresAt - Date.now())), false);
  });

  async function heard(ear: Listening, times: number): Promise<void> {
    for (let k = 0; k < 60 && ear.heard() < times; k++) await delay(50);
    expect(ear.heard()).toBeGreaterThanOrEqual(times);
  }
});
