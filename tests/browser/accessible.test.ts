import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';

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
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`
  );
  expect(told).toEqual([]);
  await context.close();
});
