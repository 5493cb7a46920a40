import { copyFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshFolder, startApp, type App } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { fileReports, groupsWithin } from '../support/filing.ts';
import { keptForOffline, Office, phoneOf, pressSend, typeFigure, type Phone } from '../support/phone.ts';
import { DEMO, signIn, signInContext } from '../support/sign-in.ts';

// RULES 32 in real pages: the program is stopped, yesterday's file put back, others file past the old head, and the
// program starts at the same address. A desk and a wall were open, a desk slept, a phone had sent a report that is lost
// and holds one that was not sent.

const HAI_CHAU = '20242';
const INDICATOR = 'XHS03';
const MONTH = '2026-11';
const DESK = `/explore?unit=48@2025-07-01&level=commune&indicator=${INDICATOR}&period=${MONTH}&focus=${HAI_CHAU}@2025-07-01`;
/** For a whole start of the program on a slow machine, milliseconds. */
const LONG = 120_000;

let folder: Awaited<ReturnType<typeof freshFolder>>;
let env: Record<string, string>;
let app: App;
let browser: Browser;
let list = '';

beforeAll(async () => {
  folder = await freshFolder();
  env = { PORT: String(await freePort()), PUBLIC_DEPTH: 'group' };
  app = await startApp(folder.path, env);
  const slide = {
    unit: '48@2025-07-01',
    level: 'commune',
    subject: { kind: 'indicator', code: INDICATOR },
    period: 2026 * 12 + 10,
    seconds: 3_600
  };
  const made = await fetch(`${app.url}/api/v1/playlists`, {
    method: 'POST',
    headers: {
      cookie: await signIn(app.url, DEMO.programme),
      origin: app.url,
      'content-type': 'application/json'
    },
    body: JSON.stringify({ unit: slide.unit, name: 'Sảnh', slides: [slide] })
  });
  list = ((await made.json()) as { id: string }).id;
  browser = await launchChromium();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await folder.remove();
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

interface Seen {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses of rows and nodes that it has asked for. */
  readonly asked: string[];
}

async function open(path: string, ready: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await signInContext(context, app.url, DEMO.programme);
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/api\/v1\/(?:snapshots|units)\/.*[?&]at=/.test(request.url())) asked.push(request.url());
  });
  await page.goto(app.url + path);
  await page.locator(ready).first().waitFor({ timeout: LONG });
  return { page, context, asked };
}

const openDesk = () => open(DESK, `tr[data-unit="${HAI_CHAU}"]`);
const openWall = () => open(`/wall?list=${list}`, '[data-field="chain"][data-expected]');
const deskText = ({ page }: Seen) => page.locator('table:has(tr[data-unit]) tbody').first().innerText();
const wallText = async ({ page }: Seen) =>
  (
    await Promise.all(
      ['headline', 'rest', 'counts', 'legend', 'chain'].map((field) =>
        page.locator(`[data-field="${field}"]`).first().innerText()
      )
    )
  ).join('\n');

/** Waits until a page says that it is live at the log's last position. */
async function isLive({ page }: Seen): Promise<void> {
  const { head } = (await (await fetch(`${app.url}/readyz`)).json()) as { head: number };
  await page.waitForFunction(
    (position) =>
      document.querySelector('[data-connection="live"]') !== null &&
      [...document.querySelectorAll('[data-position]')].some(
        (one) => Number(one.getAttribute('data-position')) === position
      ),
    head,
    { timeout: LONG }
  );
}

async function file(share: number): Promise<void> {
  const groups = await groupsWithin(app, HAI_CHAU, INDICATOR);
  const answer = await fileReports(
    app,
    groups.map(({ code, base }) => ({
      group: code,
      period: MONTH,
      values: [{ indicator: INDICATOR, numerator: Math.floor(base * share) }]
    }))
  );
  expect(answer.status).toBe(201);
}

const stateOf = ({ page }: Seen) => page.locator(`tr[data-unit="${HAI_CHAU}"]`).getAttribute('data-state');

/** Counts one more than stands there and presses send; answers what and where. */
async function sendFrom(phone: Phone, page: Page, office: Office, nth: number) {
  const { code: group, periods } = (await office.mine()).groups[0]!;
  const { period } = periods[nth]!;
  const { indicators, versions } = await office.sheet(group, period);
  const count = indicators.find(({ kind }) => kind === 'count')!;
  const figure = (count.filed?.num ?? count.last?.num ?? 40) + 1;
  const hash = `#/file/${group}/${period}/`;
  await page.goto(`${phone.url}/report${hash}${count.pillar}`);
  await typeFigure(page, count.short.vi, String(figure));
  const isJudged = versions.some(({ state }) => state === 'approved' || state === 'returned');
  await pressSend(page, hash, isJudged ? 'đếm lại' : undefined);
  return { group, period, code: count.code, figure };
}

/** What the newest version of a group's report says for an indicator. */
async function figureOf(office: Office, { group, period, code }: Awaited<ReturnType<typeof sendFrom>>) {
  const { indicators, versions } = await office.sheet(group, period);
  const filed = indicators.find((one) => one.code === code)?.filed;
  return { figure: filed?.num ?? null, versions: versions.map(({ id }) => id) };
}

test('every page shows what is, and a phone sends again what was lost', { timeout: 900_000 }, async () => {
  const phone = await phoneOf(browser, app.url, DEMO.groupHaiChau1);
  const report = await phone.open();
  await keptForOffline(report);
  const store = join(folder.path, 'mangluoi.sqlite');
  const yesterday = join(folder.path, 'yesterday');
  const source = new DatabaseSync(store, { readOnly: true });
  await backup(source, yesterday, { rate: 1e9 });
  source.close();

  // What will be lost.
  const office = await Office.of(app.url, DEMO.groupHaiChau1);
  const lost = await sendFrom(phone, report, office, 0);
  await report.locator('[data-parcel="sent"]').waitFor();
  const [before] = (await figureOf(office, lost)).versions;
  await phone.context.setOffline(true);
  const queued = await sendFrom(phone, report, office, 1);
  await report.locator('[data-parcel="waiting"]').waitFor();
  await file(0.3);
  await file(0.35);
  const [desk, wall, asleep] = [await openDesk(), await openWall(), await openDesk()];
  for (const one of [desk, wall, asleep]) await isLive(one);
  expect(await stateOf(desk)).toBe('low');
  const cdp = await asleep.context.newCDPSession(asleep.page);
  await asleep.context.setOffline(true);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  const lostAddresses = new Set([desk, wall, asleep].flatMap(({ asked }) => asked));
  expect(lostAddresses.size).toBeGreaterThan(0);
  for (const one of [desk, wall, asleep]) one.asked.length = 0;

  await app.stop();
  for (const end of ['', '-wal', '-shm']) await rm(`${store}${end}`, { force: true });
  await copyFile(yesterday, store);
  app = await startApp(folder.path, env);
  for (const share of [1, 0.95, 0.9, 1]) await file(share);

  const fresh = [await openDesk(), await openWall()] as const;
  for (const one of fresh) await isLive(one);
  for (const one of [desk, wall]) await isLive(one);
  // Whoever says "live at the head" shows at once what the server has.
  expect(await stateOf(desk)).toBe('met');
  expect(await deskText(desk)).toBe(await deskText(fresh[0]));
  expect(await wallText(wall)).toBe(await wallText(fresh[1]));

  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await asleep.context.setOffline(false);
  await isLive(asleep);
  expect(await deskText(asleep)).toBe(await deskText(fresh[0]));
  for (const { asked } of [desk, wall, asleep])
    expect(
      asked.filter((url) => lostAddresses.has(url)),
      'an address that a cache keeps of the lost part is asked for'
    ).toEqual([]);
  await desk.page.reload();
  await isLive(desk);
  expect(await deskText(desk), 'loaded anew over its caches').toBe(await deskText(fresh[0]));

  const later = await Office.of(app.url, DEMO.groupHaiChau1);
  expect((await figureOf(later, lost)).figure, 'it went with the file').not.toBe(lost.figure);
  await phone.context.setOffline(false);
  await expect.poll(async () => (await figureOf(later, lost)).figure, { timeout: LONG }).toBe(lost.figure);
  await expect
    .poll(async () => (await figureOf(later, queued)).figure, { timeout: LONG })
    .toBe(queued.figure);
  await expect.poll(() => report.locator('[data-parcel="sent"]').count(), { timeout: LONG }).toBe(2);
  const [again, ...older] = (await figureOf(later, lost)).versions;
  expect(again).not.toBe(before);
  await report.getByText(`mã ${again}`).first().waitFor();
  expect(await report.getByText(`mã ${before}`).count(), 'the number of a report that is no more').toBe(0);
  await report.reload();
  await report.locator('[data-parcel="sent"]').first().waitFor();
  expect((await figureOf(later, lost)).versions, 'and once').toEqual([again, ...older]);
  const kept = await report.evaluate(async () => {
    const names = await caches.keys();
    const files = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return files.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept.filter((path) => path.startsWith('/api/'))).toEqual([]);
});
