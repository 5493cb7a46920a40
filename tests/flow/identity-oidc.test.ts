import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/lib/server/core/store/store.ts';
import { freshFolder, startApp, type App } from '../support/app.ts';
import { Desk, settle } from '../support/identity-office.ts';
import { DA_NANG, makeRealStore } from '../support/real-store.ts';
import { startTinyOidc, type TinyOidc } from '../support/tiny-oidc.ts';

// Signing in at a provider of OpenID Connect that the settings name.

let app: App;
let store: Store;
let oidc: TinyOidc;
let admin: Desk;
let folder: Awaited<ReturnType<typeof freshFolder>>;

beforeAll(async () => {
  folder = await freshFolder();
  oidc = await startTinyOidc({ id: 'mangluoi', secret: 'a-secret-of-the-provider' });
  store = await makeRealStore({ dataDir: folder.path });
  const port = String(await freePort());
  app = await startApp(folder.path, {
    PORT: port,
    ORIGIN: `http://127.0.0.1:${port}`,
    OIDC_ISSUER: oidc.issuer,
    OIDC_CLIENT_ID: 'mangluoi',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-provider',
    OIDC_NAME: 'Xác thực thử'
  });
  admin = await settle(app.url, 'admin', /admin {2}(\S+)/.exec(app.said())?.[1] ?? '', 'một câu dễ nhớ');
}, 300_000);
afterAll(async () => {
  await app.stop();
  await oidc.close();
  await store.close();
  await folder.remove();
});

test('whoever has an account here comes in by the provider, as what they are here', async () => {
  const hired = await admin.hire({
    login: 'van',
    name: 'Lê Thị Vân',
    email: 'van@danang.example',
    grants: [{ role: 'viewer', unit: DA_NANG }]
  });
  oidc.claims = {
    sub: 'one',
    email: 'Van@danang.example',
    email_verified: true,
    name: 'V',
    role: 'administrator'
  };
  const came = await through();
  expect(came.where).toBe('/chain');
  const page = await (await came.desk.call('GET', '/account')).text();
  expect(page).toContain('Lê Thị Vân');
  expect(await came.desk.status('GET', '/api/v1/accounts')).toBe(403);
  await admin.done('PATCH', `/api/v1/accounts/${hired.id}`, { disabled: true });
  expect(await came.desk.status('GET', '/account')).toBe(303);
  expect((await through()).cookies).not.toContain('session_token=');
});

test('nobody else does: no account is made, none is given away', async () => {
  const before = (await admin.accounts()).accounts.length;
  for (const claims of [
    { sub: 'two', email: 'stranger@danang.example', email_verified: true, name: 'X' },
    { sub: 'three', email: 'admin', email_verified: false, name: 'X' },
    { sub: 'four', email: 'admin@x.example', preferred_username: 'admin', email_verified: true, name: 'X' },
    { sub: 'five', name: 'X' }
  ]) {
    oidc.claims = claims;
    const came = await through();
    expect(came.cookies, claims.sub).not.toMatch(/session_token=[^;]/);
    expect(came.where, claims.sub).toContain('/sign-in');
    expect(await came.desk.status('GET', '/account')).toBe(303);
  }
  expect((await admin.accounts()).accounts).toHaveLength(before);
});

test('an answer that nobody asked for signs nobody in', async () => {
  const answer = await fetch(`${app.url}/api/auth/callback/oidc?code=x&state=y`, { redirect: 'manual' });
  expect(answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
  expect(answer.status).toBeGreaterThanOrEqual(300);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Presses the provider's button and goes where it leads, as a browser does. */
async function through(): Promise<{ where: string; cookies: string; desk: Desk }> {
  const left = await fetch(`${app.url}/sign-in/oidc?next=/chain`, { redirect: 'manual' });
  const state = left.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const there = await fetch(left.headers.get('location') ?? '', { redirect: 'manual' });
  const back = await fetch(there.headers.get('location') ?? '', {
    redirect: 'manual',
    headers: { cookie: state }
  });
  const cookies = back.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const where = (back.headers.get('location') ?? '').replace(app.url, '');
  return { where, cookies, desk: new Desk(app.url, cookies) };
}
