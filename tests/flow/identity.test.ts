import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/lib/server/core/store/store.ts';
import { freshFolder, startApp, type App } from '../support/app.ts';
import { changePassword, Desk, settle } from '../support/identity-office.ts';
import { postgresUrl } from '../support/postgres.ts';
import {
  BA_NA,
  BINH_PHUOC,
  DA_NANG,
  FIRST_GROUP,
  HAI_CHAU,
  makeRealStore,
  ROOT
} from '../support/real-store.ts';
import { signIn, trySignIn } from '../support/sign-in.ts';

// Accounts of a real store, in the real program: who gets in, who may give what to whom.

describe.each([['SQLite'], ['PostgreSQL']])('over %s', (kind) => {
  let app: App;
  let store: Store;
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  let env: Record<string, string>;
  let admin: Desk;
  let oneTime: string;

  beforeAll(async () => {
    folder = await freshFolder();
    const databaseUrl = kind === 'PostgreSQL' ? await postgresUrl() : undefined;
    env = databaseUrl ? { DATABASE_URL: databaseUrl } : {};
    store = await makeRealStore({ dataDir: folder.path, databaseUrl });
    app = await startApp(folder.path, env);
    oneTime = /admin {2}(\S+)/.exec(app.said())?.[1] ?? '';
  }, 300_000);
  afterAll(async () => {
    await app.stop();
    await store.close();
    await folder.remove();
  });

  test('the first administrator gets a one-time password, shown once, and must change it before anything else', async () => {
    expect(oneTime).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/);
    const before = new Desk(app.url, await signIn(app.url, ['admin', oneTime]));
    expect(await before.status('GET', '/api/v1/accounts')).toBe(403);
    const page = await before.call('GET', '/explore');
    expect([page.status, page.headers.get('location')]).toEqual([303, '/account']);
    expect((await changePassword(before, oneTime, 'ngắn')).status).toBe(400);
    expect((await changePassword(before, 'sai-mật-khẩu', 'một câu dễ nhớ')).status).toBe(400);
    admin = await settle(app.url, 'admin', oneTime, 'một câu dễ nhớ');
    expect(await before.status('GET', '/api/v1/accounts'), 'the session before the change').toBe(401);
    expect((await admin.accounts()).accounts.map(({ login }) => login)).toEqual(['admin']);
    expect((await trySignIn(app.url, ['admin', oneTime])).status).toBe(400);
    await app.stop();
    app = await startApp(folder.path, env);
    expect(app.said()).not.toMatch(/admin {2}\S+/);
    admin = new Desk(app.url, admin.cookie);
    expect(await admin.status('GET', '/api/v1/accounts'), 'sessions outlive a restart').toBe(200);
  });

  test('nobody gives more than they have, elsewhere than they are, or to whom they are not above', async () => {
    const programme = await admin.hire({
      login: 'so-dn',
      name: 'Sở KH&CN',
      grants: [{ role: 'programme', unit: DA_NANG }]
    });
    const clerk = await programme.desk.hire({
      login: 'cv-haichau',
      name: 'Chuyên viên',
      grants: [{ role: 'clerk', unit: HAI_CHAU }]
    });
    const head = await programme.desk.hire({
      login: 'ct-haichau',
      name: 'Chủ tịch',
      grants: [{ role: 'head', unit: HAI_CHAU, decision: '12/QĐ', validTo: '2099-01-01' }]
    });
    const asks = (desk: Desk, role: string, unit: string, groups: string[] | null = null) =>
      desk.status('POST', '/api/v1/accounts', {
        login: `x-${role}`,
        name: 'X',
        grants: [{ role, unit, groups }]
      });
    for (const role of ['administrator', 'programme'])
      expect(await asks(programme.desk, role, DA_NANG)).toBe(403);
    for (const unit of [ROOT, BINH_PHUOC]) expect(await asks(programme.desk, 'clerk', unit)).toBe(403);
    for (const role of ['viewer', 'head', 'clerk', 'programme', 'administrator'])
      expect(await asks(clerk.desk, role, HAI_CHAU), role).toBe(403);
    expect(await asks(clerk.desk, 'group-head', BA_NA, ['20195-1'])).toBe(403);
    expect(await asks(clerk.desk, 'group-head', HAI_CHAU, ['20195-1'])).toBe(422);
    expect(await asks(clerk.desk, 'group-head', HAI_CHAU)).toBe(422);
    expect(await asks(head.desk, 'group-head', HAI_CHAU, [FIRST_GROUP])).toBe(403);
    expect(await asks(admin, 'screen', DA_NANG)).toBe(422);
    // A role more for oneself, and the accounts of those above.
    expect(
      await clerk.desk.status('POST', `/api/v1/accounts/${clerk.id}/grants`, { role: 'head', unit: HAI_CHAU })
    ).toBe(403);
    for (const id of [head.id, programme.id]) {
      const path = `/api/v1/accounts/${id}`;
      expect([403, 404]).toContain(await clerk.desk.status('POST', `${path}/password`));
      expect([403, 404]).toContain(await clerk.desk.status('PATCH', path, { disabled: true }));
      expect([403, 404]).toContain(await clerk.desk.status('DELETE', `${path}/sessions`));
    }
    const { accounts } = await clerk.desk.accounts();
    expect(accounts.map(({ login }) => login)).not.toContain('admin');
    expect(
      await programme.desk.status('POST', '/api/v1/keys', {
        name: 'k',
        grants: [{ role: 'administrator', unit: DA_NANG }]
      })
    ).toBe(403);
    expect(
      await clerk.desk.status('POST', '/api/v1/screens', {
        name: 's',
        scope: { root: HAI_CHAU, depth: 'group' },
        days: 1
      })
    ).toBe(403);
    // The last who may everything stays.
    const [own] = (await admin.accounts()).accounts.filter(({ login }) => login === 'admin');
    expect(await admin.status('PATCH', `/api/v1/accounts/${own?.id}`, { disabled: true })).toBe(409);
    expect(
      await admin.status('DELETE', `/api/v1/accounts/${own?.id}/grants?grant=${own?.grants[0]?.id}`)
    ).toBe(409);
    // Whoever has nothing of it is not let in at all.
    expect(await head.desk.status('GET', '/api/v1/accounts')).toBe(403);
    expect(await new Desk(app.url, '').status('GET', '/api/v1/accounts')).toBe(401);
  });

  test('a group signs in by the PIN or the QR code of its card, until the clerk resets or takes it', async () => {
    const clerk = new Desk(app.url, await signIn(app.url, ['cv-haichau', 'cv-haichau-của-riêng-mình']));
    const card = await clerk.card(FIRST_GROUP);
    expect(card).toMatchObject({ login: FIRST_GROUP, pin: expect.stringMatching(/^\d{8}$/) as string });
    expect((await clerk.card(FIRST_GROUP, 'group-deputy')).login).toBe(`${FIRST_GROUP}.2`);
    expect(await clerk.status('POST', '/api/v1/cards', { group: '20195-1', name: 'X' })).toBe(403);
    const byPin = new Desk(app.url, await signIn(app.url, [card.login.toUpperCase(), card.pin]));
    expect(await byPin.status('GET', '/account')).toBe(200);
    const byQr = await byCard(app.url, card.path);
    expect(byQr.status).toBe(303);
    const reset = await clerk.done<typeof card>('POST', `/api/v1/cards/${card.account}`);
    expect(await byPin.status('GET', '/account'), 'its sessions end').toBe(303);
    expect((await byCard(app.url, card.path)).status).toBe(400);
    expect((await trySignIn(app.url, [card.login, card.pin])).status).toBe(400);
    expect((await byCard(app.url, reset.path)).status).toBe(303);
    await clerk.done('DELETE', `/api/v1/cards/${card.account}`);
    expect((await byCard(app.url, reset.path)).status).toBe(400);
    expect((await trySignIn(app.url, [card.login, reset.pin])).status).toBe(400);
    const told = await store.read(0, 10_000);
    const changes = told.flatMap(({ body, actor }) => (body.kind === 'change' ? [{ ...body, actor }] : []));
    expect(changes).toContainEqual(
      expect.objectContaining({
        actor: 'account:cv-haichau',
        object: `account:${FIRST_GROUP}`,
        action: 'pin-reset'
      })
    );
    const words = JSON.stringify(told);
    for (const secret of [card.pin, reset.pin, card.path.split('#')[1], oneTime])
      expect(words).not.toContain(secret);
  });

  test('guesses are counted by name, whether it exists or not, and say how long to wait', async () => {
    const tries = async (login: string) => {
      const statuses = [];
      for (let k = 0; k < 8; k++) statuses.push((await trySignIn(app.url, [login, `${k}`.repeat(8)])).status);
      return statuses;
    };
    const known = await tries('ct-haichau');
    expect(known.slice(0, 6)).toEqual(Array(6).fill(400));
    expect(known.at(-1)).toBe(429);
    expect(await tries('khong-co-ai')).toEqual(known);
    const right = await trySignIn(app.url, ['ct-haichau', 'ct-haichau-của-riêng-mình']);
    expect(right.status, 'not even the right one').toBe(429);
    expect(await right.text()).toMatch(/Thử lại sau \d+ (giây|phút)/);
    expect((await trySignIn(app.url, ['cv-haichau', 'cv-haichau-của-riêng-mình'])).status).toBe(303);
  });

  test('what changes something must come from our own pages', async () => {
    const body = { login: 'theo-link', name: 'X', grants: [{ role: 'viewer', unit: DA_NANG }] };
    const from = (headers: Record<string, string>) => admin.status('POST', '/api/v1/accounts', body, headers);
    expect(await from({ origin: 'http://elsewhere.example' })).toBe(403);
    expect(await from({ origin: 'null' })).toBe(403);
    const bare = async (headers: Record<string, string>, path = '/api/v1/accounts') =>
      (
        await fetch(`${app.url}${path}`, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie: admin.cookie, 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body)
        })
      ).status;
    expect(await bare({})).toBe(403);
    // A form that the kit would have to hold as a whole is not read.
    const form = new URLSearchParams({ login: 'x', password: 'x'.repeat(100_000) });
    const large = { method: 'POST', headers: { origin: app.url }, body: form };
    expect((await fetch(`${app.url}/sign-in`, large)).status).toBe(413);
    expect(await bare({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await bare({}, '/sign-out')).toBe(403);
    expect(await bare({ origin: 'http://elsewhere.example' }, '/sign-out')).toBe(403);
    expect((await admin.accounts()).accounts.map(({ login }) => login)).not.toContain('theo-link');
    expect(await bare({ 'sec-fetch-site': 'same-origin' })).toBe(201);
  });

  test('after signing in one goes to a page of ours and nowhere else', async () => {
    const to = async (next: string) =>
      (await trySignIn(app.url, ['cv-haichau', 'cv-haichau-của-riêng-mình'], next)).headers.get('location');
    expect(await to('/chain?unit=1')).toBe('/chain?unit=1');
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'http://evil.example/',
      'javascript:alert(1)',
      ''
    ])
      expect(await to(next), next).toBe('/today');
    const answer = await trySignIn(app.url, ['cv-haichau', 'cv-haichau-của-riêng-mình']);
    for (const line of answer.headers.getSetCookie()) expect(line).toMatch(/HttpOnly.*SameSite=Lax/i);
  });

  test('in a real store nothing is shown to whoever did not sign in, and no demo account is offered', async () => {
    const nobody = new Desk(app.url, '');
    expect(await nobody.status('GET', `/api/v1/snapshots/${ROOT}/country`)).toBe(403);
    expect(await (await nobody.call('GET', '/sign-in')).text()).not.toContain('minh-hoa-2025');
    expect((await trySignIn(app.url, ['quantri', 'minh-hoa-2025'])).status).toBe(400);
    expect(await (await nobody.call('GET', '/explore')).text()).not.toContain('20194');
    const clerk = new Desk(app.url, await signIn(app.url, ['cv-haichau', 'cv-haichau-của-riêng-mình']));
    expect(await (await clerk.call('GET', '/explore')).text()).toContain('phường 20194');
    expect(await clerk.status('GET', `/explore?unit=${HAI_CHAU}`)).toBe(200);
    expect(await clerk.status('GET', `/explore?unit=${BA_NA}`)).toBe(403);
  });
});

function byCard(url: string, path: string): Promise<Response> {
  return fetch(`${url}/sign-in/card`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, accept: 'text/html' },
    body: new URLSearchParams({ secret: path.split('#')[1] ?? '' })
  });
}
