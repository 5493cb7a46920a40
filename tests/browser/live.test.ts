import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { fileReports, groupsWithin } from '../support/filing.ts';
import { chosenPoint, isColourOf, pixelAt } from '../support/picture.ts';

const app = inject('app');
const HAI_CHAU = '20242';
const VIEW = `/explore?unit=48@2025-07-01&level=commune&indicator=XHS03&period=2026-11&focus=${HAI_CHAU}@2025-07-01`;
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function open(requests: string[], theme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
  const page = await context.newPage();
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(app.url + VIEW);
  await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 });
  await page.locator('[data-picture="live"][data-idle="true"]').waitFor({ timeout: 60_000 });
  return page;
}

const row = (page: Page) => page.locator(`tr[data-unit="${HAI_CHAU}"]`);
const stateOf = (page: Page) => row(page).getAttribute('data-state');

async function fileAll(share: number): Promise<void> {
  const groups = await groupsWithin(app, HAI_CHAU, 'XHS03');
  expect(groups.length).toBeGreaterThan(10);
  const answer = await fileReports(
    app,
    groups.map(({ code, base }) => ({
      group: code,
      period: '2026-11',
      values: [{ indicator: 'XHS03', numerator: Math.floor(base * share) }]
    }))
  );
  expect(answer.status).toBe(201);
}

test('a report posted over HTTP changes table and map of both open pages, without a reload', async () => {
  const requests: string[] = [];
  const pages = [await open(requests), await open(requests, 'dark')];
  for (const [share, state] of [
    [0.3, 'low'],
    [1, 'met'],
    [0.9, 'near']
  ] as const) {
    await fileAll(share);
    for (const page of pages) {
      await expect.poll(() => stateOf(page), { timeout: 15_000 }).toBe(state);
      const percent = (await row(page).locator('[data-field="value"]').innerText()).replace(',', '.');
      expect(parseFloat(percent)).toBeCloseTo(share * 100, -0.5);
      await expect
        .poll(
          async () => {
            const { x, y } = await chosenPoint(page);
            return isColourOf(state, await pixelAt(page, x, y));
          },
          { timeout: 15_000 }
        )
        .toBe(true);
    }
  }
  const reloads = requests.filter((url) => new URL(url).pathname === '/explore');
  expect(reloads.length).toBe(pages.length);
  const elsewhere = requests.filter((url) => !url.startsWith(app.url) && !/^(?:data|blob):/.test(url));
  expect(elsewhere).toEqual([]);
  for (const page of pages) await page.context().close();
});

test('a page that lost its connection says so and is equal to one that stayed once it is back', async () => {
  const requests: string[] = [];
  const stayed = await open(requests);
  const cut = await open(requests);
  await cut.context().setOffline(true);
  await expect
    .poll(() => cut.locator('[data-connection]').getAttribute('data-connection'), { timeout: 60_000 })
    .not.toBe('live');
  await fileAll(0.6);
  await expect.poll(() => stateOf(stayed), { timeout: 15_000 }).toBe('notMet');
  expect(await stateOf(cut), 'the last picture stays').not.toBe('notMet');
  await cut.context().setOffline(false);
  await expect.poll(() => stateOf(cut), { timeout: 60_000 }).toBe('notMet');
  expect(await row(cut).innerText()).toBe(await row(stayed).innerText());
  for (const page of [stayed, cut]) await page.context().close();
});
