import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';

const app = inject('app');
const VIEW = 'unit=48@2025-07-01&level=commune&indicator=KTS01&period=2026-10';
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function pageOf(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce'
  });
  return context.newPage();
}

/** How many have met, of how many, have not and are not known: the film says them as its title, the desk beneath its finding. */
function countsIn(text: string): number[] {
  return (text.match(/\d+/g) ?? []).slice(0, 4).map(Number);
}

test('a month is played step by step by keyboard; it says that it is not live, and ends where the desk stands', async () => {
  const page = await pageOf();
  await page.goto(`${app.url}/replay?${VIEW}`);
  await page.locator('[data-replay="ready"]').waitFor({ timeout: 60_000 });
  await page.getByText('Phát lại, không phải số liệu trực tiếp').first().waitFor();
  const bar = page.getByLabel('Thời điểm');
  const moment = () => page.locator('[data-moment]').getAttribute('data-moment');
  await bar.focus();
  await page.keyboard.press('Home');
  expect(await moment()).toBe('');
  await page.keyboard.press('ArrowRight');
  const first = Number(await moment());
  await page.keyboard.press('ArrowRight');
  expect(Number(await moment())).toBeGreaterThan(first);
  const early = await page.locator('[data-field="filed"]').innerText();
  await page.keyboard.press('End');
  expect(await page.locator('[data-field="filed"]').innerText()).not.toBe(early);
  const ended = {
    counts: countsIn(await page.locator('[data-field="headline"]').innerText()),
    figure: await page.locator('[data-field="figure"]').innerText()
  };
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Về số liệu trực tiếp' }).click();
  await page.waitForURL(/\/explore/);
  await expect
    .poll(async () => countsIn(await page.locator('[data-field="counts"]').innerText()), { timeout: 60_000 })
    .toEqual(ended.counts);
  expect(await page.locator('main, .panel').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining(ended.figure)])
  );
  await page.context().close();
});

test('after a deploy the wall loads anew by itself, and not before the server is ready', async () => {
  const page = await pageOf();
  let ready = false;
  await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'another' } }));
  await page.route('**/readyz', (route) =>
    ready ? route.continue() : route.fulfill({ status: 503, json: {} })
  );
  const asked = page.waitForRequest('**/readyz', { timeout: 60_000 });
  await page.goto(`${app.url}/wall`);
  await page.evaluate(() => Object.assign(window, { isOld: true }));
  await asked;
  await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 });
  const isOld = () => page.evaluate(() => 'isOld' in window).catch(() => false);
  expect(await isOld(), 'the picture stays while the server is not ready').toBe(true);
  await page.unroute('**/_app/version.json');
  ready = true;
  await expect.poll(isOld, { timeout: 30_000 }).toBe(false);
  await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 });
  await page.context().close();
});
