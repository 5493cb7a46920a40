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
    await page.locator('[data-detail] .holder', { hasText: 'chưa ai nhận' }).waitFor();
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

  test('the first row is open, tabs and lists count the same, and the map fits what was chosen', async () => {
    const { page, context } = await roomOf('programme');
    await page.locator('[data-detail] [data-field="people"]').waitFor();
    expect(await page.locator('[data-detail]').getAttribute('data-detail')).toBe(await key(page));
    // The lead of the rows of one kind, added up, is the number of its tab.
    await page.keyboard.press('2');
    await page.waitForURL(/kind=overdue/);
    const things = Number(await page.locator('[data-tile="overdue"]').getAttribute('data-things'));
    expect(things).toBeGreaterThan(0);
    const map = page.locator('.whole');
    await map.locator('[data-field="circles"] circle').first().waitFor();
    expect(await map.locator('[data-field="circle-legend"]').isVisible()).toBe(true);
    expect(await map.getAttribute('data-near')).toBeNull();
    await page.locator('[data-row]').first().click();
    await page.locator('.whole[data-near]').waitFor();
    expect(await map.locator('.inset').count()).toBe(0);
    // The chosen unit is in sight, and the whole area is one key away.
    const picture = await map.locator('.frame').boundingBox();
    const chosen = await map.locator('circle.marked').boundingBox();
    if (!picture || !chosen) throw new Error('nothing is marked');
    const [dx, dy] = [chosen.x + chosen.width / 2 - picture.x, chosen.y + chosen.height / 2 - picture.y];
    expect(Math.abs(dx / picture.width - 0.5)).toBeLessThan(0.2);
    expect(Math.abs(dy / picture.height - 0.5)).toBeLessThan(0.25);
    await page.keyboard.press('Escape');
    await page.locator('.whole:not([data-near])').waitFor();
    await context.close();
  });

  test('four measures of the figures stand beside the finding, each opens its list', async () => {
    const { page, context } = await roomOf('programme');
    const measures = page.locator('[data-field="quality"] a');
    await measures.first().waitFor();
    expect(await measures.evaluateAll((all) => all.map((one) => one.getAttribute('data-measure')))).toEqual([
      ...['correct', 'complete', 'clean', 'live']
    ]);
    for (const id of ['correct', 'complete', 'clean'])
      expect(await page.locator(`[data-measure="${id}"] b`).textContent()).toMatch(/^\d+(,\d)?%$/);
    await page.locator('[data-measure="correct"]').click();
    await page.waitForURL(/kind=anomaly/);
    await page.locator('[data-kind="anomaly"]').first().waitFor();
    await page.locator('[data-measure="complete"]').click();
    await page.waitForURL(/\/chain\?unit=/);
    await context.close();
  });

  test('a click on a circle filters, and Back takes it away', async () => {
    const { page, context } = await roomOf('programme', 1440, 'light', '?kind=overdue&state=active');
    const circle = page.locator('[data-field="circles"] circle').first();
    await circle.waitFor();
    await page.locator('.whole .frame[data-idle="true"]').waitFor();
    const box = await circle.boundingBox();
    if (!box) throw new Error('no circle');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForURL(/unit=/);
    await page.goBack();
    await page.waitForURL(/\?kind=overdue&state=active$/);
    await context.close();
  });

  test('on paper the map has its shapes and circles, also out of the dark', async () => {
    const { page, context } = await roomOf('programme', 1440, 'dark');
    await page.locator('.whole .frame[data-picture="live"]').waitFor({ timeout: 30_000 });
    expect(await page.locator('.whole svg.still').count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    const still = page.locator('.whole svg.still');
    await still.waitFor();
    expect(await still.locator('path').count()).toBeGreaterThan(1);
    expect(await still.locator('rect').last().getAttribute('fill')).toBe('#f7f8fa');
    expect(await page.locator('.whole .live').evaluate((one) => getComputedStyle(one).visibility)).toBe(
      'hidden'
    );
    expect(await page.locator('[data-field="circles"] circle').count()).toBeGreaterThan(1);
    await page.emulateMedia({ media: 'screen' });
    await still.waitFor({ state: 'detached' });
    await context.close();
  });

  test('in forced colours the chosen tab and the live dot still stand out', async () => {
    const { page, context } = await roomOf('programme', 1440, 'light', '?kind=overdue&state=active');
    await page.emulateMedia({ forcedColors: 'active' });
    const outline = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(await outline('[data-tile][aria-current]')).toBe('solid');
    expect(await outline('[data-tile]:not([aria-current])')).toBe('none');
    const ground = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await ground('[data-tile="feed"] .dot')).not.toBe(await ground('body'));
    await context.close();
  });

  test('on a phone the first row stands in the upper half of the screen', async () => {
    const { page, context } = await roomOf('programme', 390);
    const box = await page.locator('[data-row]').first().boundingBox();
    expect(box?.y).toBeLessThan(422);
    await page.getByRole('button', { name: 'Bộ lọc' }).click();
    await page.locator('[role="dialog"] [data-field="state"]').selectOption('mine');
    await page.waitForURL(/state=mine/);
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
