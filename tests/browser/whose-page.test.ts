import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { existingRoutes } from '../support/routes.ts';
import { DEMO, signIn, signInContext } from '../support/sign-in.ts';

// Two people in one browser: what changes something is done by whom its page was opened as, or not at all.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const { url } = inject('app');
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test('no route that changes something takes it from a page that was opened as somebody else', async () => {
  const cookie = await signIn(url, DEMO.administrator);
  const routes = existingRoutes().flatMap(({ id, methods }) =>
    methods.filter((method) => method !== 'GET').map((method) => ({ id, method }))
  );
  expect(routes.length).toBeGreaterThan(50);
  const open = new Set(['/sign-in', '/sign-in/card']);
  for (const { id, method } of routes.filter((route) => !open.has(route.id))) {
    const path = id.replaceAll(/\/\([^)]+\)/g, '').replaceAll(/\[[^\]]+\]/g, 'x');
    const headers = { cookie, origin: url, 'x-filed-as': 'account%3Asomebody-else' };
    const answer = await fetch(url + path, { method, headers, redirect: 'manual' });
    expect(answer.status, `${method} ${id}`).toBe(412);
    if (id.startsWith('/api/')) continue;
    const form = await fetch(`${url}${path}?filed-as=somebody`, {
      method,
      headers: { cookie, origin: url },
      redirect: 'manual'
    });
    expect(form.status, `${method} ${id}`).toBe(412);
  }
});

test('a page says as whom it was opened; a form of it does nothing for another account of the same browser', async () => {
  const context = await browser.newContext();
  await signInContext(context, url, DEMO.clerkHaiChau);
  const page = await context.newPage();
  await page.goto(`${url}/account`);
  expect(await page.evaluate(() => document.documentElement.dataset['openedAs'])).toBe(
    `account%3A${DEMO.clerkHaiChau[0]}`
  );
  await signInContext(context, url, DEMO.headHaiChau);
  const form = page.locator('form[action*="password"]');
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'),
    form.evaluate((element: HTMLFormElement) => element.submit())
  ]);
  expect(answer.status()).toBe(412);
  await page.getByText('tài khoản khác').first().waitFor();
  await context.close();
});

test('what was typed in a sheet stays while another account is signed in, and goes out once its own is back', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi' });
  await signInContext(context, url, DEMO.clerkHaiChau);
  const page = await context.newPage();
  await page.goto(`${url}/operations`);
  await page.locator('.room[data-connection="live"]').waitFor();
  for (const press of ['j', 'c']) await page.keyboard.press(press);
  const note = page.locator('[data-sheet="commented"] textarea');
  await note.fill('Đã gọi điện cho tổ trưởng');
  await signInContext(context, url, DEMO.headHaiChau);
  const send = page.locator('[data-sheet="commented"] button[type="submit"]');
  await send.click();
  const other = page.locator('[data-field="other-account"]');
  await other.waitFor();
  expect(await other.locator('a, button').count()).toBe(3);
  await page.keyboard.press('Escape');
  await other.waitFor({ state: 'detached' });
  expect(await note.inputValue()).toBe('Đã gọi điện cho tổ trưởng');
  await send.click();
  await other.waitFor();
  await other.getByRole('button').last().click();
  await other.waitFor({ state: 'detached' });
  expect(await note.inputValue()).toBe('Đã gọi điện cho tổ trưởng');
  await signInContext(context, url, DEMO.clerkHaiChau);
  await send.click();
  await page.locator('.toast p', { hasText: 'Đã ghi chú' }).waitFor();
  await note.waitFor({ state: 'detached' });
  await context.close();
});

test('a session that ended is signed in to again over the page: what was typed is sent, nothing is lost', async () => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi' });
  await signInContext(context, url, DEMO.clerkHaiChau);
  const page = await context.newPage();
  await page.goto(`${url}/meeting`);
  const title = page.getByLabel('Tên cuộc họp');
  await title.fill('Giao ban sau khi hết phiên');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Tạo cuộc họp' }).click();
  const again = page.locator('[data-field="sign-in-again"]');
  await again.waitFor();
  await again.getByLabel('Mật khẩu').fill('sai-mat-khau');
  await again.locator('button[type="submit"]').click();
  await again.getByText('Sai tên đăng nhập').waitFor();
  expect(await title.inputValue()).toBe('Giao ban sau khi hết phiên');
  await again.getByLabel('Mật khẩu').fill(DEMO.clerkHaiChau[1]);
  await again.locator('button[type="submit"]').click();
  await page.waitForURL(/\/meeting\/[^/]+$/);
  await page.getByRole('heading', { level: 1, name: 'Giao ban sau khi hết phiên' }).waitFor();
  await context.close();
});
