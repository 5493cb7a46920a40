import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openView } from '../support/desk.ts';
import { faultsOf } from '../support/faults.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

const app = inject('app');
const VIEW = '/explore?unit=48@2025-07-01&level=commune&indicator=KTS01';
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function open(): Promise<{ page: Page; sent: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await signInContext(context, app.url, DEMO.programme);
  const page = await context.newPage();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (!request.url().includes('/live')) sent.push(`${request.method()} ${request.url()}`);
  });
  await page.goto(app.url + VIEW);
  await page.locator('[data-connection="live"]').waitFor({ timeout: 90_000 });
  await page.locator('[data-picture][data-idle="true"]').waitFor({ timeout: 90_000 });
  return { page, sent };
}

const legendCount = (page: Page, state: string) =>
  page.locator(`[data-field="legend"] [data-state="${state}"] b`).innerText().then(Number);
const rowsOf = (page: Page, state: string) => page.locator(`tbody tr[data-state="${state}"]`).count();

test('what one view leaves out is left out of all; a target tried out recolours and stores nothing', async () => {
  const { page, sent } = await open();
  const before = await legendCount(page, 'near');
  expect(before).toBeGreaterThan(0);
  expect(await rowsOf(page, 'near')).toBe(before);

  await page.locator('[data-field="legend"] [data-state="near"]').click();
  await expect.poll(() => rowsOf(page, 'near')).toBe(0);
  const all = (await page.locator('tbody tr[data-unit]').count()) + before;
  expect(await page.locator('[data-field="sieve"] [role="status"]').innerText()).toContain(
    `${all - before}/${all}`
  );
  await page.locator('[data-field="sieve"] .popup-trigger').click();
  await page.locator('[data-field="sieve-choices"] [data-type="phường"]').click();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.url()).toContain('types=');
  const wards = await page.locator('tbody tr[data-unit] a').allInnerTexts();
  expect(wards.length).toBeGreaterThan(0);
  expect(wards.every((name) => name.startsWith('Phường'))).toBe(true);
  await page.getByRole('button', { name: 'Bỏ lọc' }).click();
  await expect.poll(() => rowsOf(page, 'near')).toBe(before);

  const position = await page.locator('[data-connection]').getAttribute('data-position');
  await page.locator('[data-field="try-goal"]').click();
  const field = page.locator('[data-field="goal"] input[inputmode="decimal"]');
  await field.fill('60');
  await field.press('Enter');
  await expect.poll(() => page.url()).toContain('goal=600');
  const told = await page.locator('[data-field="goal-counts"] [data-state="met"] b').innerText();
  const [given, tried] = told.split('→').map(Number);
  expect(tried).toBeGreaterThan(given ?? 0);
  expect(await legendCount(page, 'met')).toBe(tried);
  expect(await rowsOf(page, 'met')).toBe(tried);
  expect(await page.locator('h1').innerText()).toContain('Thử mức giao 60%');
  expect(await page.locator('.marks').innerText()).toContain('không lưu');
  const give = (await page.locator('[data-field="give-goal"]').getAttribute('href')) ?? '';
  expect(give).toContain('tried=600');
  await page.getByRole('button', { name: 'Thôi thử' }).click();
  await expect.poll(() => legendCount(page, 'met')).toBe(given);
  expect(sent.filter((line) => !line.startsWith('GET '))).toEqual([]);
  expect(await page.locator('[data-connection]').getAttribute('data-position')).toBe(position);

  const time = page.locator('[data-field="time"]');
  await time.getByRole('button', { name: 'Kỳ trước' }).click();
  await expect
    .poll(
      async () =>
        Number(await time.getAttribute('data-here')) > 4 && (await time.locator('small').count()) === 0,
      {
        timeout: 30_000
      }
    )
    .toBe(true);
  await page.waitForTimeout(1_000);
  sent.length = 0;
  const slider = time.locator('input');
  for (let i = 0; i < 4; i++) await slider.press('ArrowLeft');
  await expect.poll(() => page.url()).toContain('period=');
  await page.waitForTimeout(300);
  expect(sent.filter((line) => line.includes('/snapshots/') && !line.includes('/commune/'))).toEqual([]);
  expect(sent.filter((line) => line.includes('/boundaries/'))).toEqual([]);
  await page.context().close();
});

test('small maps and two periods side by side: drawn, said as tables, without faults of WCAG', async () => {
  const { page } = await open();
  await openView(page, 'multiples');
  const maps = page.locator('[data-field="small-map"]');
  await maps.first().waitFor({ timeout: 30_000 });
  const count = await maps.count();
  expect(count).toBeGreaterThan(4);
  await expect
    .poll(() => page.locator('[data-field="small-map"] canvas[data-drawn="1"]').count(), { timeout: 30_000 })
    .toBe(count);
  const name = (await maps.first().textContent()) ?? '';
  expect(name).toMatch(/\d+\/\d+ đạt\s+\(.+\)/);
  expect(await faultsOf(page, 'main')).toEqual([]);
  await openView(page, 'compare');
  await page.locator('[data-field="compare-table"]').waitFor({ timeout: 30_000 });
  const cells = await page
    .locator('[data-field="compare-table"] tbody tr')
    .first()
    .locator('td')
    .allInnerTexts();
  expect(cells[2]).toMatch(/điểm %$/);
  expect(await faultsOf(page, 'main')).toEqual([]);
  await page.context().close();
});
