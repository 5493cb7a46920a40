import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openView } from '../support/desk.ts';
import { faultsOf } from '../support/faults.ts';

// Why a figure changed, in a real Chromium: the parts that are drawn sum to the change, so do the units below, and the
// workbench opens with the very question.

const app = inject('app');
const DA_NANG = '/explore?unit=48@2025-07-01&indicator=KTS01';
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: 'vi',
    colorScheme: 'light'
  });
  await page.goto(`${app.url}${DA_NANG}`);
}, 60_000);
afterAll(() => browser?.close());

const whole = (text: string) => Number(text.replaceAll('.', '').replace('−', '-').replace('·', '0'));
const TABLE = '[data-field="why-table"]';

async function numbersOf(selector: string): Promise<number[]> {
  const texts = await page.locator(selector).allInnerTexts();
  return texts.map((text) => whole(text.trim()));
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

test('the parts sum to the change, and the units below to the unit', async () => {
  await openView(page, 'why');
  await page.locator(TABLE).waitFor({ timeout: 45_000 });
  const ends = await numbersOf('[data-field="fall"] li.end b');
  const parts = await numbersOf('[data-field="fall"] li[data-part] b');
  const change = (ends[1] ?? 0) - (ends[0] ?? 0);
  expect(sum(parts)).toBe(change);
  const title = await page.locator('h1[data-field="chart-title"]').innerText();
  expect(whole(title.split(' ')[0] ?? '')).toBe(change);
  expect(title).toMatch(/người so với tháng \d+\/\d{4}: .*thay đổi thật/);
  // Also while lines are told as one.
  for (const isWhole of [false, true]) {
    if (isWhole) await page.getByRole('button', { name: /^Hiện cả/ }).click();
    expect(sum(await numbersOf(`${TABLE} tbody td.change`))).toBe(change);
    expect(sum(await numbersOf(`${TABLE} tfoot td.strong`))).toBe(
      sum(await numbersOf(`${TABLE} tbody td.strong`))
    );
  }
  expect(await page.locator(`${TABLE} tbody tr[data-kind="child"]`).count()).toBeGreaterThan(80);
});

test('what is missing is told as well, and both choices are in the address', async () => {
  await page.getByText('phần còn thiếu', { exact: true }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('split')).toBe('gap');
  await page.locator('[data-part="byDen"]').waitFor();
  const ends = await numbersOf('[data-field="fall"] li.end b');
  expect(sum(await numbersOf('[data-field="fall"] li[data-part] b'))).toBe((ends[1] ?? 0) - (ends[0] ?? 0));
  await page.getByLabel('Kỳ để so').selectOption({ index: 2 });
  await expect.poll(() => new URL(page.url()).searchParams.get('against')).toMatch(/^\d{4}-\d{2}$/);
  await expect.poll(() => page.locator('h1[data-field="chart-title"]').innerText()).toMatch(/Phần còn thiếu/);
  expect(await faultsOf(page, '[data-field="desk-view"]')).toEqual([]);
});

test('a unit below is opened by the keyboard, down to its groups', async () => {
  await page.locator(`${TABLE} tbody a`).first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('unit')).not.toBe('48@2025-07-01');
  await page.locator(`${TABLE} tbody tr[data-kind="child"]`).first().waitFor({ timeout: 45_000 });
  expect(new URL(page.url()).searchParams.get('view')).toBe('why');
  await page.goBack();
});

test('the workbench opens with the question and answers the same', async () => {
  await page.goto(`${app.url}${DA_NANG}&view=why`);
  await page.locator(TABLE).waitFor({ timeout: 45_000 });
  const change = await numbersOf(`${TABLE} tfoot td.change`);
  const href = await page.locator('[data-field="view-sql"]').getAttribute('href');
  expect(href).toMatch(/^\/sql\?unit=48@2025-07-01&level=group&period=\d{4}-\d{2}&months=2#z=/);
  await page.locator('[data-field="view-sql"]').click();
  await page.locator('[data-phase="ready"]').waitFor({ timeout: 90_000 });
  await page.locator('[data-field="sql-run"]').click();
  await page.locator('[data-field="sql-count"]').waitFor({ timeout: 45_000 });
  const row = await page.locator('[data-field="sql-result"] tbody tr').first().innerText();
  expect(row.split(/\s+/).map(whole)).toContain(change[0]);
}, 180_000);

test('on a phone, at night, in English', async () => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    hasTouch: true
  });
  await context.addCookies([{ name: 'language', value: 'en', url: app.url }]);
  const phone = await context.newPage();
  await phone.goto(`${app.url}${DA_NANG}&view=why`);
  await phone.locator(TABLE).waitFor({ timeout: 45_000 });
  expect(await phone.locator('h1[data-field="chart-title"]').innerText()).toMatch(
    /compared with .*real change/i
  );
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await faultsOf(phone, '[data-field="desk-view"]')).toEqual([]);
  await context.close();
});

test('an engine that does not open is said, and the rest of the desk stays', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi' });
  await context.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
  const without = await context.newPage();
  await without.goto(`${app.url}${DA_NANG}&view=why`);
  await without.getByText('không mở được công cụ truy vấn').waitFor({ timeout: 60_000 });
  expect(await without.locator('[data-field="chart"]').count()).toBe(1);
  await context.close();
}, 90_000);
