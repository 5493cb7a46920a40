import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { Office } from '../support/phone.ts';
import { existingRoutes } from '../support/routes.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// Browsers that keep nothing for a page, or have no room left; and the addresses that people type without a network.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });
const { url } = inject('app');
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium({ firstVisit: true });
});
afterAll(() => browser?.close());

/** Asking for any storage throws, as where a person blocks it. */
function block(): void {
  const no = () => {
    throw new DOMException('Access is denied', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
    Object.defineProperty(globalThis, name, { get: no, configurable: true });
  globalThis.BroadcastChannel = new Proxy(BroadcastChannel, { construct: no });
  if (navigator.serviceWorker) navigator.serviceWorker.register = () => Promise.reject(new Error('blocked'));
  if (navigator.storage) navigator.storage.persist = () => Promise.reject(new Error('blocked'));
  if (navigator.locks) navigator.locks.request = () => Promise.reject(new Error('blocked'));
}

/** Whatever is written finds no room. */
function fill(): void {
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  Storage.prototype.setItem = full;
  IDBObjectStore.prototype.put = full;
  Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
}

/** What pages throw, uncaught or in a promise that nobody waits for. */
async function thrownBy(context: BrowserContext, paths: readonly string[]): Promise<string[]> {
  const thrown: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => thrown.push(`${new URL(page.url()).pathname}: ${error.message}`));
  for (const path of paths) {
    await page.goto(url + path, { waitUntil: 'load' });
    await page.waitForTimeout(400);
  }
  await page.close();
  return thrown;
}

const PAGES = existingRoutes()
  .filter(({ id, isPage }) => isPage && !id.includes('['))
  .map(({ id }) => id.replaceAll(/\/\([^)]+\)/g, '') || '/')
  .filter((path) => path !== '/sign-in/card');

test.each([
  ['blocked', block],
  ['full', fill]
])('with every storage %s no page throws', async (_, prevent) => {
  for (const who of [DEMO.programme, DEMO.groupHaiChau1]) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await signInContext(context, url, who);
    await context.addInitScript(prevent);
    const paths = who === DEMO.programme ? PAGES : ['/report', '/', '/account'];
    expect(await thrownBy(context, paths)).toEqual([]);
    await context.close();
  }
});

test('a phone whose browser keeps nothing files all the same, for as long as the page stands', async () => {
  const office = await Office.of(url, DEMO.groupHaiChau2);
  const { code } = (await office.mine()).groups[0]!;
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'vi-VN' });
  await signInContext(context, url, DEMO.groupHaiChau2);
  await context.addInitScript(block);
  const page = await context.newPage();
  await page.goto(`${url}/report#/note/${code}`);
  await page.locator('textarea').first().fill('Máy này không lưu được gì.');
  const sent = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/notes'));
  await page.getByRole('button', { name: /Gửi/ }).first().click();
  expect((await sent).status()).toBeLessThan(300);
  await context.close();
});

test('without a network `/` leads a phone that has filed to the filing page, and says so to everybody else', async () => {
  const phone = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'vi-VN' });
  await signInContext(phone, url, DEMO.groupHaiChau1);
  const page = await phone.newPage();
  await page.goto(`${url}/report`);
  await page.getByText('Đã sẵn sàng').first().waitFor({ timeout: 60_000 });
  await phone.setOffline(true);
  await page.goto(`${url}/`);
  await page.waitForURL(/\/report/);
  await page.getByRole('heading', { level: 1, name: 'Báo cáo phải nộp' }).waitFor();
  await phone.close();

  const visitor = await browser.newContext();
  const map = await visitor.newPage();
  await map.goto(`${url}/sign-in`);
  await map.evaluate(async () => {
    const at = performance.now();
    while (performance.now() - at < 20_000) {
      if ((await navigator.serviceWorker.getRegistration('/'))?.active) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('no worker');
  });
  await visitor.setOffline(true);
  await map.goto(`${url}/`);
  await map.locator('[data-field="offline"]').waitFor();
  expect(await map.locator('h1').first().innerText()).toBe('Không có mạng');
  await visitor.close();
});
