import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { DEMO, signIn, signInContext } from '../support/sign-in.ts';

const app = inject('app');
const HAI_CHAU = '20242@2025-07-01';
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function roomOf(
  who: keyof typeof DEMO,
  width = 1440,
  colorScheme: 'light' | 'dark' = 'light',
  query = ''
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  await signInContext(context, app.url, DEMO[who]);
  const page = await context.newPage();
  await page.goto(`${app.url}/operations${query}`);
  await page.locator('.room[data-connection="live"]').waitFor({ timeout: 20_000 });
  return { page, context };
}

const marked = (page: Page) => page.locator('[data-row][aria-selected="true"]');
const key = (page: Page) => marked(page).getAttribute('data-row');
const said = (page: Page, text: string) =>
  page.locator('.toast p', { hasText: text }).waitFor({ timeout: 10_000 });

describe('the operations room', () => {
  test('by keyboard alone: rows are walked, taken, put off, resolved, and each is undone', async () => {
    const { page, context } = await roomOf('clerkHaiChau');
    // The keys are the page's wherever the focus is: nothing has been clicked.
    for (const press of ['j', 'j', 'j', 'k']) await page.keyboard.press(press);
    const first = await key(page);
    expect(first).toMatch(/^owed:group:cns-20242/);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-row'))).toBe(first);
    await page.keyboard.press('t');
    await said(page, 'Đã nhận');
    await marked(page).locator('.who', { hasText: 'tôi' }).waitFor();
    await page.keyboard.press('z');
    await said(page, 'Đã hoàn tác');
    await marked(page).locator('.who', { hasText: 'chưa ai nhận' }).waitFor();
    await page.keyboard.press('s');
    await page.locator('[data-snooze="snooze1h"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await said(page, 'Đã hoãn');
    await page.locator(`[data-row="${first}"]`).waitFor({ state: 'detached' });
    // What came into its place is marked and has the focus, so that the next key has something to act on.
    expect(await key(page)).not.toBe(first);
    await page.keyboard.press('z');
    await said(page, 'Đã hoàn tác');
    await page.locator(`[data-row="${first}"]`).waitFor();
    await page.keyboard.press('r');
    await page.locator('[data-sheet="resolved"] textarea:focus').waitFor();
    await page.keyboard.type('Tổ xin nộp bù cuối tuần');
    for (const press of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(press);
    await said(page, 'Đã ghi là xong');
    await page.keyboard.press('z');
    await said(page, 'Đã hoàn tác');
    await page.keyboard.press('?');
    await page.locator('[data-field="keys"]').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('4');
    await page.waitForURL(/kind=anomaly/);
    await page.locator('[data-kind="anomaly"]').first().waitFor();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
    await context.close();
  });

  test('a report that lands clears its overdue row on a page that another has open', async () => {
    const { page, context } = await roomOf(
      'programme',
      1440,
      'dark',
      `?unit=${HAI_CHAU}&kind=overdue&state=active`
    );
    const row = page.locator('[data-row^="owed:group:cns-20242"]').first();
    await row.waitFor();
    const [, , group, month] = ((await row.getAttribute('data-row')) ?? '').split(':');
    const cookie = await signIn(app.url, DEMO.clerkHaiChau);
    const answer = await fetch(`${app.url}/api/v1/reports`, {
      method: 'POST',
      headers: { cookie, origin: app.url, 'content-type': 'application/json' },
      body: JSON.stringify({ group, period: month, values: [{ indicator: 'XHS07', numerator: 12 }] })
    });
    expect(answer.status, await answer.text()).toBe(201);
    await page
      .locator(`[data-row="owed:group:${group}:${month}"]`)
      .waitFor({ state: 'detached', timeout: 15_000 });
    await page.locator('#arrivals li').first().waitFor();
    await context.close();
  });

  test.each([
    ['a laptop, light', 1440, 'light', ''],
    ['a phone, dark', 360, 'dark', '']
  ] as const)(
    'on %s: no fault of WCAG 2.2 A or AA, nothing wider than the screen',
    async (_, width, scheme, query) => {
      const { page, context } = await roomOf('programme', width, scheme, query);
      await page.locator('[data-row]').first().click();
      await page.locator('[data-detail]').waitFor();
      if (width < 1024) await page.locator('[role="dialog"]').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await context.close();
    }
  );

  test('nobody comes in who may not act: a viewer is told so', async () => {
    const cookie = await signIn(app.url, DEMO.viewer);
    for (const path of ['/operations', '/api/v1/operations'])
      expect((await fetch(`${app.url}${path}`, { headers: { cookie } })).status).toBe(403);
  });
});
