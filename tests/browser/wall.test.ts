import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { fileReports, groupsWithin } from '../support/filing.ts';
import { DEMO, signIn } from '../support/sign-in.ts';

const app = inject('app');
const HAI_CHAU = '20242';
const INDICATOR = 'XHS03';
let browser: Browser;
let context: BrowserContext;
let page: Page;
let list = '';

/** Something that changes the store, as somebody of the demo. */
async function send(who: readonly [string, string], path: string, body: unknown): Promise<Response> {
  const cookie = await signIn(app.url, who);
  return fetch(app.url + path, {
    method: 'POST',
    headers: { cookie, origin: app.url, 'content-type': 'application/json' },
    body: JSON.stringify(body)
  });
}

beforeAll(async () => {
  const slide = {
    unit: '48@2025-07-01',
    level: 'commune',
    subject: { kind: 'indicator', code: INDICATOR },
    period: 2026 * 12 + 10,
    seconds: 600
  };
  const made = await send(DEMO.programme, '/api/v1/playlists', {
    unit: '48@2025-07-01',
    name: 'Sảnh',
    slides: [slide]
  });
  expect(made.status).toBe(201);
  list = ((await made.json()) as { id: string }).id;
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const [name = '', value = ''] = (await signIn(app.url, DEMO.programme)).split(';')[0]!.split('=');
  await context.addCookies([{ name, value, url: app.url, httpOnly: true, sameSite: 'Lax' }]);
  page = await context.newPage();
});
afterAll(() => browser?.close());

/** What is wrong with a wall's text: smaller than 36 px (the legend's and the marks' 28), cut off, out of the screen, or a page that scrolls. */
function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) faults.push('the page scrolls');
    const walker = document.createTreeWalker(document.querySelector('.wall')!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement!;
      if (!node.textContent!.trim() || own.closest('.unseen, [data-field="ticker"]')) continue;
      const what = node.textContent!.trim().slice(0, 40);
      const least = own.closest('[data-field="legend"], [data-marks], [data-mark-text], [data-field="inset"]')
        ? 27.9
        : 35.9;
      if (parseFloat(getComputedStyle(own).fontSize) < least) faults.push(`small: ${what}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (let at: Element | null = own; at; at = at.parentElement) {
        const { overflow } = getComputedStyle(at);
        if (overflow !== 'hidden' || at.closest('svg')) continue;
        const [text, box] = [range.getBoundingClientRect(), at.getBoundingClientRect()];
        const outside =
          text.right > box.right + 2 || text.bottom > box.bottom + 6 || text.left < box.left - 2;
        if (outside) faults.push(`cut off: ${what}`);
        break;
      }
    }
    return faults;
  });
}

const isSettled = () =>
  page.waitForFunction(
    () =>
      document.querySelector('[data-connection="live"]') &&
      document.querySelector('[data-field="chain"][data-expected]') &&
      document.querySelector('[data-idle="true"]'),
    null,
    { timeout: 60_000 }
  );
const textOf = (field: string) => page.locator(`[data-field="${field}"]`).innerText();
const countOf = async (state: string) =>
  Number(await page.locator(`[data-field="legend"] [data-state="${state}"]`).getAttribute('data-count'));

test('lying and upright, everything can be read from afar, nothing is cut off, and title and legend agree', async () => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${app.url}/wall?list=${list}`);
  await isSettled();
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 1080, height: 1920 });
  await expect.poll(() => faultsOf(page), { timeout: 10_000 }).toEqual([]);
  await page.setViewportSize({ width: 1920, height: 1080 });
  const title = await textOf('headline');
  const [met = 0, total = 0] = /^(\d+)\/(\d+)/.exec(title)!.slice(1).map(Number);
  expect(met).toBe(await countOf('met'));
  const rest = page.locator('[data-field="legend"] li:not([data-state="notApplicable"])');
  const all = await rest.evaluateAll((items) => items.map((item) => Number(item.getAttribute('data-count'))));
  expect(all.reduce((sum, count) => sum + count, 0)).toBe(total);
  expect(await page.locator('[data-field="map"]').innerText()).toContain('Số liệu minh họa');
  expect(
    asked.filter((url) => /duckdb|\.wasm/.test(url)),
    'no engine is started'
  ).toEqual([]);
});

test('a report that arrives pulses and is told of; once it is approved the number moves', async () => {
  const [group] = await groupsWithin(app, HAI_CHAU, INDICATOR);
  const before = await textOf('gap');
  await page.evaluate(() => {
    const seen = ((window as { pulses?: string[] }).pulses = [] as string[]);
    new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes)
          if (node instanceof Element && node.matches('[data-pulse]'))
            seen.push(node.getAttribute('data-pulse') ?? '');
    }).observe(document.querySelector('[data-field="map"]')!, { childList: true, subtree: true });
  });
  const filed = await fileReports(app, [
    {
      group: group!.code,
      period: '2026-11',
      values: [{ indicator: INDICATOR, numerator: group!.base }]
    }
  ]);
  expect(filed.status).toBe(201);
  const { reports } = (await filed.json()) as { reports: { id: string }[] };
  await expect.poll(() => textOf('ticker'), { timeout: 15_000 }).toContain('Hải Châu');
  await expect
    .poll(() => page.evaluate(() => (window as { pulses?: string[] }).pulses?.length), { timeout: 5_000 })
    .toBe(1);
  expect(await textOf('gap'), 'what nobody has approved moves no number').toBe(before);
  const ids = reports.map(({ id }) => id);
  const decided = await send(DEMO.headHaiChau, '/api/v1/reviews', { reports: ids, state: 'approved' });
  expect(decided.status).toBe(200);
  await expect.poll(() => textOf('gap'), { timeout: 15_000 }).not.toBe(before);
});

test('a wall that lost its connection cannot be taken for a live one, and is one again by itself', async () => {
  const figure = await textOf('figure');
  await context.setOffline(true);
  await page.locator('[data-field="stale"]').waitFor({ timeout: 60_000 });
  expect(await textOf('stale')).toMatch(/MẤT KẾT NỐI \d+ giây/);
  expect(await textOf('figure'), 'the last picture stays').toBe(figure);
  expect(await textOf('as-of')).not.toContain('Trực tiếp');
  const asOf = (await textOf('as-of')).match(/\d\d:\d\d:\d\d/)?.[0];
  await page.waitForTimeout(1_500);
  expect(await textOf('as-of'), 'the clock of the figures stands').toContain(asOf);
  expect((await page.locator('[data-field="stale"]').boundingBox())?.width).toBe(1920);
  expect(await faultsOf(page)).toEqual([]);
  await context.setOffline(false);
  await page.locator('[data-field="stale"]').waitFor({ state: 'detached', timeout: 60_000 });
  expect(await textOf('as-of')).toContain('Trực tiếp');
});
