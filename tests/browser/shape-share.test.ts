import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { shapeShare } from '../support/shape-share.ts';

// The map is the desk's hero: what of the screen the shape itself covers. A province's 18 % and the country's 6 % at
// 1440×900 are asked for; the other sizes hold what stands.

const app = inject('app');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const DA_NANG = '?unit=48@2025-07-01';
const SCREENS = [
  ['a province', DA_NANG, 1440, 900, 0.18],
  ['the country', '', 1440, 900, 0.06],
  ['a province, a smaller laptop', DA_NANG, 1366, 768, 0.13],
  ['a province, a large screen', DA_NANG, 1920, 1080, 0.18],
  ['the country, a large screen', '', 1920, 1080, 0.055]
] as const;

test.each(SCREENS)('%s, %s at %d×%d', async (_, query, width, height, least) => {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(`${app.url}/explore${query}`);
  await page.locator('[data-picture="live"][data-idle="true"]').waitFor({ timeout: 90_000 });
  const map = await page.locator('[data-picture]').boundingBox();
  expect(map?.y).toBeLessThanOrEqual(104);
  const strip = await page.locator('[data-field="time"]').boundingBox();
  expect(strip?.height).toBeLessThanOrEqual(96);
  expect(await shapeShare(page)).toBeGreaterThanOrEqual(least);
  await context.close();
});
