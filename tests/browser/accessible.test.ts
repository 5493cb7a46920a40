import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { DEMO, signIn, signInContext } from '../support/sign-in.ts';

const app = inject('app');
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const PLACES = {
  'Đà Nẵng on a laptop, light': { path: '?unit=48@2025-07-01', width: 1440, height: 900, scheme: 'light' },
  'a ward on a laptop, dark': { path: '?unit=20242@2025-07-01', width: 1440, height: 900, scheme: 'dark' },
  'Đà Nẵng on a phone, dark': { path: '?unit=48@2025-07-01', width: 390, height: 844, scheme: 'dark' }
} as const;

test.each(Object.entries(PLACES))('%s: no fault of WCAG 2.2 A or AA', async (_, place) => {
  const context = await browser.newContext({
    viewport: { width: place.width, height: place.height },
    colorScheme: place.scheme
  });
  const page = await context.newPage();
  await page.goto(`${app.url}/explore${place.path}`);
  await page.locator('[data-picture="live"][data-idle="true"]').waitFor({ timeout: 90_000 });
  expect(await faultsOf(page)).toEqual([]);
  await context.close();
});

/** Pages of the three faces that no test of their own looks at in this size and theme, and what says that one stands. */
const PAGES = {
  '/wall': '[data-field="headline"]',
  '/alerts': 'h1',
  '/manage/playlists': 'h1',
  '/manage/public': 'h1',
  '/meeting': 'h1',
  '/unit/20242@2025-07-01': '[data-field="profile"]',
  '/huong-dan': 'tr[data-clicks]',
  '/cong-khai': '[data-field="rate"]',
  '/replay?unit=20242@2025-07-01': '[data-replay="ready"]'
} as const;

test.each([
  ['a laptop, light', 1440, 900, 'light'],
  ['a phone, dark', 390, 844, 'dark']
] as const)('the pages around the faces on %s: no fault, nothing wider than the screen', async (...row) => {
  const [, width, height, colorScheme] = row;
  const setPublic = async (open: boolean) => {
    const cookie = await signIn(app.url, DEMO.programme);
    const body = { open, unit: '48@2025-07-01', depth: 'commune', indicators: ['KTS01'], practices: [] };
    const answer = await fetch(`${app.url}/api/v1/public-page`, {
      method: 'PUT',
      headers: { cookie, origin: app.url, 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, intro: { vi: '', en: '' } })
    });
    expect(answer.status).toBeLessThan(300);
  };
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce'
  });
  await signInContext(context, app.url, DEMO.programme);
  const page = await context.newPage();
  await setPublic(true);
  const faults: Record<string, string[]> = {};
  for (const [path, sign] of Object.entries(PAGES)) {
    await page.goto(app.url + path);
    await page.locator(sign).first().waitFor({ timeout: 60_000 });
    const found = await faultsOf(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) found.push(`${wide} px wide`);
    if (found.length > 0) faults[path] = found;
  }
  await setPublic(false);
  expect(faults).toEqual({});
  await context.close();
});
