import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

const { url } = inject('app');
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
  await signInContext(context, url, DEMO.programme);
  page = await context.newPage();
});
afterAll(() => browser?.close());

test('an alert is saved only after it was seen over the past months, and is then listed', async () => {
  await page.goto(`${url}/alerts`);
  await page.getByRole('button', { name: 'Đặt cảnh báo' }).click();
  await page.getByLabel('Tên cảnh báo').fill('Tài khoản xuống dưới một nửa');
  const save = page.getByRole('button', { name: 'Lưu cảnh báo' });
  expect(await page.locator('[data-field="sentence"]').innerText()).toContain('50%');
  expect(await save.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Xem 12 kỳ qua' }).click();
  const past = page.locator('[data-field="backtest"]');
  await past.waitFor();
  expect(await past.locator('tbody tr').count()).toBe(12);
  expect(await past.locator('h3').innerText()).toMatch(/^Trong 12 kỳ qua (không|đã) cảnh báo/);
  // Another condition has another past.
  await page.getByLabel('Ngưỡng cảnh báo (%)').fill('45');
  expect(await save.isDisabled()).toBe(true);
  await page.getByLabel('Ngưỡng cảnh báo (%)').fill('50');
  await save.click();
  const kept = page.locator('[data-field="alerts"] > li', { hasText: 'Tài khoản xuống dưới một nửa' });
  await kept.waitFor();
  expect(await kept.innerText()).toContain('50%');
  await kept.getByRole('button', { name: 'Xóa' }).click();
  await kept.getByRole('button', { name: 'Xóa' }).click();
  await kept.waitFor({ state: 'detached' });
});

test('the public page shows what was chosen, without script, and nothing once it is off again', async () => {
  const visitor = await browser.newPage({ javaScriptEnabled: false, locale: 'vi-VN' });
  const isClosed = async () => {
    expect((await visitor.goto(`${url}/cong-khai`))?.status()).toBe(404);
    expect(await visitor.locator('h1').innerText()).toBe('Chưa công khai');
  };
  async function choose(isOpen: boolean): Promise<void> {
    await page.goto(`${url}/manage/public`);
    await page.getByLabel('Công khai trang này').setChecked(isOpen);
    if (isOpen) await page.getByLabel('Tài khoản thanh toán điện tử').check();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('status').filter({ hasText: 'Đã lưu.' }).waitFor();
  }
  await isClosed();
  await choose(true);
  expect((await visitor.goto(`${url}/cong-khai`))?.status()).toBe(200);
  expect(await visitor.locator('[data-field="rate"]').innerText()).toMatch(/^\d+(,\d+)?%$/);
  expect(await visitor.locator('table').last().locator('tbody tr').count()).toBeGreaterThan(50);
  expect(await visitor.locator('.map').first().innerText()).toContain('Số liệu minh họa');
  await choose(false);
  await isClosed();
  await visitor.close();
});
