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
    const form = await fetch(`${url}${path}?filed-as=somebody`, {
      method,
      headers: { cookie, origin: url },
      redirect: 'manual'
    });
    expect(form.status, `${method} ${id}`).toBe(412);
  }
});

test('a page says as whom it was opened; another account in the same browser changes nothing by it, and one can sign in again', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signInContext(context, url, DEMO.clerkHaiChau);
  const page = await context.newPage();
  await page.goto(`${url}/matters`);
  await page.goto(`${url}/chain`);
  const clerk = await page.evaluate(() => document.documentElement.dataset['openedAs']);
  expect(clerk).toMatch(/^account%3A/);
  const sent: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.headers()['x-filed-as']);
  });
  await signInContext(context, url, DEMO.headHaiChau);
  await page.locator('[data-field="remind"], button:has-text("Nhắc")').first().click();
  await page
    .getByRole('button', { name: /Nhắc|Gửi/ })
    .last()
    .click();
  await page.locator('[data-field="other-account"]').waitFor();
  expect(sent).toContain(clerk);
  const [again] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('[data-field="other-account"] a').click()
  ]);
  await again.locator('input[name="login"]').fill(DEMO.clerkHaiChau[0]);
  await again.locator('input[name="password"]').fill(DEMO.clerkHaiChau[1]);
  await again.locator('form button[type="submit"]').first().click();
  await again.waitForURL((to) => !to.pathname.startsWith('/sign-in'));
  await page.locator('[data-field="other-account"] button').last().click();
  await page.locator('[data-field="other-account"]').waitFor({ state: 'detached' });
  await context.close();
});
